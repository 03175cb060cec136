/*
 * A heap farther than code can form addresses: _heap_end is out of reach of medany code, but
 * zkshim_heap_bounds and sbrk know it.
 */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "include/expect.h"
#include <zkshim.h>

#define GIB ((uintptr_t)1 << 30)

int main(void)
{
	void *start, *end;

	zkshim_heap_bounds(&start, &end);
	expect((uintptr_t)end - (uintptr_t)start == 4 * GIB);

	/* by sbrk: picolibc's malloc clears what it hands out, a GiB of it takes a minute */
	volatile unsigned char *blocks[3];
	for (int i = 0; i < 3; i++) {
		blocks[i] = sbrk(GIB);
		expect(blocks[i] != (void *)-1);
		blocks[i][0] = blocks[i][GIB - 1] = (unsigned char)(i + 1);
	}
	for (int i = 0; i < 3; i++)
		expect(blocks[i][0] == i + 1 && blocks[i][GIB - 1] == i + 1);

	uintptr_t left = (uintptr_t)end - (uintptr_t)sbrk(0);
	expect(sbrk((ptrdiff_t)left) != (void *)-1 && sbrk(0) == end);
	((volatile unsigned char *)end)[-1] = 9;
	errno = 0;
	expect(malloc(GIB) == NULL && errno == ENOMEM);
	puts("4 GiB of heap");
	return 0;
}
