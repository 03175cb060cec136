/* quick_exit runs the handlers of at_quick_exit, newest first, and none of atexit (C11 7.22.4.7). */
#include <stdio.h>
#include <stdlib.h>

static void first(void)
{
	puts("first");
}

static void second(void)
{
	puts("second");
}

static void wrong(void)
{
	puts("an atexit handler ran");
}

int main(void)
{
	if (at_quick_exit(first) != 0 || at_quick_exit(second) != 0 || atexit(wrong) != 0)
		return 1;
	quick_exit(6);
}
