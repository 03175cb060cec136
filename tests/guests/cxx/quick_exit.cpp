// std::quick_exit runs its own handlers and no destructor.
#include <cstdio>
#include <cstdlib>

#include "parts/tracer.h"

static tracer global("global");

int main()
{
	std::atexit([] { puts("an atexit handler ran"); });
	std::at_quick_exit([] { puts("first"); });
	std::at_quick_exit([] { puts("second"); });
	static tracer local("local static");
	std::quick_exit(6);
}
