/* exit from a constructor: main never runs, handlers and destructors do. */
#include <stdio.h>
#include <stdlib.h>

static void handler(void)
{
	puts("handler");
}

static __attribute__((constructor)) void leave(void)
{
	if (atexit(handler) != 0)
		_Exit(1);
	puts("leaving before main");
	exit(12);
}

static __attribute__((destructor)) void destructor(void)
{
	puts("destructor");
}

int main(void)
{
	puts("main ran");
	return 0;
}
