// Memory that is not there: bad_alloc, bad_array_new_length, nothrow, and the new-handler.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "../include/expect.h"

static volatile size_t too_much = 64 << 20, most = SIZE_MAX / 2;
static void *volatile sink;

static void *reserve;
static int handler_calls;

static void release_reserve()
{
	handler_calls++;
	free(reserve);
	std::set_new_handler(nullptr);
}

struct large {
	char bytes[4 << 20];
};

int main()
{
	try {
		sink = new char[too_much];
	} catch (const std::bad_alloc &e) {
		puts(e.what());
	}
	try {
		sink = new int[most];
	} catch (const std::bad_array_new_length &e) {
		puts(e.what());
	}
	expect(new (std::nothrow) char[too_much] == nullptr && ::operator new(too_much, std::nothrow) == nullptr);

	// A vector that grows until it can't stays as it was.
	std::vector<std::string> grown;
	try {
		for (;;)
			grown.push_back("x");
	} catch (const std::bad_alloc &) {
		expect(grown.size() == grown.capacity() && grown.front() == "x" && grown.back() == "x");
	}
	grown.clear();
	grown.shrink_to_fit();
	std::string text(1000, 't');
	try {
		text.append(too_much, 'u');
	} catch (const std::bad_alloc &) {
		expect(text.size() == 1000);
	}

	// The handler frees what was kept for it, and the allocation is tried again.
	reserve = malloc(5 << 20);
	expect(reserve != nullptr && std::get_new_handler() == nullptr);
	std::set_new_handler(release_reserve);
	large *object = new large;
	sink = object;
	expect(handler_calls == 1);
	delete object;
	std::set_new_handler([] { throw std::bad_alloc(); });
	try {
		sink = new char[too_much];
	} catch (const std::bad_alloc &) {
		puts("from the handler");
	}
}
