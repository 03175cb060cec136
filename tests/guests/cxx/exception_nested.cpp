// Exceptions within exceptions: throw_with_nested, and throwing and catching inside a handler.
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

#include "../include/expect.h"

static void load(int level)
{
	try {
		if (level == 0)
			throw std::runtime_error("no file");
		load(level - 1);
	} catch (...) {
		std::throw_with_nested(std::logic_error("level " + std::to_string(level)));
	}
}

static void print(const std::exception &e, int depth = 0)
{
	printf("%*s%s\n", 2 * depth, "", e.what());
	try {
		std::rethrow_if_nested(e);
	} catch (const std::exception &inner) {
		print(inner, depth + 1);
	}
}

// A handler's own exceptions come and go; its exception is still there.
static int inside_handlers(int depth)
{
	try {
		throw depth;
	} catch (int outer) {
		int sum = depth < 10 ? inside_handlers(depth + 1) : 0;
		try {
			throw;
		} catch (int again) {
			return again == outer ? sum + again : -1000;
		}
	}
}

int main()
{
	try {
		load(2);
	} catch (const std::exception &e) {
		print(e);
	}
	expect(inside_handlers(1) == 55);
	try {
		try {
			throw std::runtime_error("first");
		} catch (const std::exception &) {
			throw std::runtime_error("second"); // replaces it
		}
	} catch (const std::exception &e) {
		puts(e.what());
	}
	expect(!std::current_exception());
}
