/*
 * sbrk alone walks the whole default heap to its last byte. One request is at most PTRDIFF_MAX, so a
 * heap of 2 GiB and more takes several on a 32-bit vendor.
 */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "include/expect.h"
#include <zkshim.h>

int main(void)
{
	void *start, *end;

	zkshim_heap_bounds(&start, &end);
	uintptr_t expected = (uintptr_t)start;
	expect((uintptr_t)sbrk(0) == expected);
	while (expected < (uintptr_t)end) {
		uintptr_t left = (uintptr_t)end - expected;
		ptrdiff_t step = left < PTRDIFF_MAX ? (ptrdiff_t)left : PTRDIFF_MAX;
		expect((uintptr_t)sbrk(step) == expected);
		expected += (uintptr_t)step;
	}
	expect(sbrk(0) == end);
	expect(zkshim_heap_high_water() == end);
	errno = 0;
	expect(sbrk(1) == (void *)-1 && errno == ENOMEM);

	volatile unsigned char *first = start, *last = (unsigned char *)end - 1;
	expect(*first == 0 && *last == 0);
	*first = 0x11;
	*last = 0x22;
	expect(*first == 0x11 && *last == 0x22);
	puts("walked to the last byte");
	return 0;
}
