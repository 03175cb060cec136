/* The last words before an abort are what one needs to see: they arrive, unfinished line or not. */
#include <stdio.h>
#include <stdlib.h>

static void handler(void)
{
	puts("an atexit handler ran");
}

int main(void)
{
	if (atexit(handler) != 0)
		return 1;
	puts("a whole line");
	printf("last words");
	abort();
}
