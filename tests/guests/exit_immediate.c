/* _Exit runs no handler and no destructor (C11 7.22.4.5); what was printed still arrives. */
#include <stdio.h>
#include <stdlib.h>

static void handler(void)
{
	puts("handler ran");
}

static __attribute__((destructor)) void destructor(void)
{
	puts("destructor ran");
}

int main(void)
{
	if (atexit(handler) != 0)
		return 1;
	puts("a whole line");
	printf("an unfinished one");
	_Exit(3);
}
