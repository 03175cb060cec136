/* The program's own memcpy: strdup and realloc, inside the C library, call it too. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "include/expect.h"

/* Volatile: the compiler knows strdup, and takes it for a function that changes nothing here. */
static volatile int calls;

/* The empty assembly keeps the compiler from turning the loop into a call of memcpy: of itself. */
void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
	unsigned char *target = to;
	const unsigned char *source = from;

	calls = calls + 1;
	while (size-- > 0) {
		*target++ = *source++;
		__asm__ volatile("" ::: "memory");
	}
	return to;
}

int main(void)
{
	void *(*volatile hidden)(void *, const void *, size_t) = memcpy;
	char text[8];

	hidden(text, "direct", 7);
	expect(calls == 1 && strcmp(text, "direct") == 0);

	char *copy = strdup("a copy");
	expect(calls > 1 && strcmp(copy, "a copy") == 0);

	/* A block behind it keeps realloc from growing it in place. */
	char *behind = malloc(16);
	int before = calls;
	copy = realloc(copy, 1000);
	expect(calls > before && strcmp(copy, "a copy") == 0 && behind != NULL);
	puts("own memcpy");
	return 0;
}
