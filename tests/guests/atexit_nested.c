/* A handler registered by a handler runs next (C11 7.22.4.4); one registered twice runs twice. */
#include <stdio.h>
#include <stdlib.h>

#include "include/expect.h"

static void oldest(void)
{
	puts("oldest");
}

static void added_late(void)
{
	puts("added by a handler");
}

static void newest(void)
{
	puts("newest");
	if (atexit(added_late) != 0)
		_Exit(2);
}

int main(void)
{
	expect(atexit(oldest) == 0);
	expect(atexit(oldest) == 0);
	expect(atexit(newest) == 0);
	exit(9);
}
