/*
 * A dense switch and a table of labels: compilers make jump tables of both, which must lie where they can be
 * read. On ZisK code can't be.
 */
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

static __attribute__((noinline)) unsigned by_switch(unsigned what, unsigned value)
{
	switch (what) {
	case 0: return value + 3;
	case 1: return value * 5;
	case 2: return value - 7;
	case 3: return value ^ 0x55;
	case 4: return value << 2;
	case 5: return value >> 1;
	case 6: return ~value;
	case 7: return value | 0x100;
	case 8: return value & 0x0f;
	case 9: return value % 11;
	default: return value;
	}
}

static __attribute__((noinline)) unsigned by_label(const uint8_t *program, unsigned value)
{
	static const void *const labels[] = { &&add, &&twice, &&stop };

	goto *labels[*program];
add:
	value += 1;
	goto *labels[*++program];
twice:
	value *= 2;
	goto *labels[*++program];
stop:
	return value;
}

int main(void)
{
	static const unsigned expected[] = { 103, 500, 93, 49, 400, 50, ~100u, 356, 4, 1, 100 };
	static const uint8_t program[] = { 0, 1, 1, 0, 2 };

	for (unsigned i = 0; i < sizeof expected / sizeof *expected; i++)
		expect(by_switch(i, 100) == expected[i]);
	expect(by_label(program, 5) == 25);
	puts("jump tables");
	return 0;
}
