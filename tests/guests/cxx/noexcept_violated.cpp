// An exception out of a noexcept function never reaches the handler above it.
#include <cstdio>
#include <stdexcept>

static void fail()
{
	throw std::range_error("a broken promise");
}

static void promise() noexcept
{
	fail();
}

int main()
{
	puts("before");
	try {
		promise();
	} catch (...) {
		puts("not reached");
	}
}
