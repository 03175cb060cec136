// std::call_once: once, and again after one that threw.
#include <cstdio>
#include <functional>
#include <mutex>
#include <stdexcept>

#include "../include/expect.h"

static int calls;

static void count(int by, int &seen)
{
	calls += by;
	seen = calls;
}

int main()
{
	std::once_flag once, fragile, other;
	int seen = 0;
	for (int i = 0; i < 3; i++)
		std::call_once(once, count, 5, std::ref(seen));
	expect(calls == 5 && seen == 5);

	int attempts = 0;
	for (int i = 0; i < 4; i++) {
		try {
			std::call_once(fragile, [&] {
				if (++attempts < 3)
					throw std::runtime_error("not yet");
				puts("done");
			});
		} catch (const std::exception &e) {
			puts(e.what());
		}
	}
	expect(attempts == 3);
	// One inside another.
	std::call_once(other, [] {
		static std::once_flag inner;
		std::call_once(inner, [] { puts("inner"); });
		puts("outer");
	});
}
