// std::exit destroys static objects, and atexit handlers run in their place among the destructors; objects on the
// stack stay as they are.
#include <cstdio>
#include <cstdlib>

#include "parts/tracer.h"

static tracer global("global");

static void leave()
{
	tracer local("local");
	static tracer second("second static");
	std::atexit([] { puts("last handler"); });
	std::exit(7);
}

int main()
{
	std::atexit([] { puts("first handler"); });
	static tracer first("first static");
	std::atexit([] {
		puts("second handler");
		static tracer made_late("made by a handler");
	});
	leave();
}
