// std::async defers where it may; where a thread is asked for, there are no more of them.
#include <cstdio>
#include <future>
#include <system_error>

int main()
{
	int calls = 0;
	auto deferred = std::async(std::launch::deferred, [&] { return ++calls; });
	auto either = std::async([&](int by) { return calls += by; }, 10);
	printf("%d\n", calls);
	printf("%d %d\n", deferred.get(), either.get());
	try {
		auto thread = std::async(std::launch::async, [&] { return ++calls; });
		puts("launched");
	} catch (const std::system_error &error) {
		printf("%d %d\n", error.code() == std::errc::resource_unavailable_try_again, calls);
	}
}
