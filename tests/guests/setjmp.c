/* setjmp and longjmp: through many frames, with 0 turned into 1, and with locals that were not changed. */
#include <setjmp.h>
#include <stdio.h>

#include "include/expect.h"

static jmp_buf somewhere;
static volatile int jump = 1;

static __attribute__((noinline)) int jump_from(int depth, int value)
{
	if (depth > 0)
		return jump_from(depth - 1, value) + depth;
	if (jump)
		longjmp(somewhere, value);
	return 0;
}

int main(void)
{
	volatile int jumps = 0;
	static const int values[] = { 7, 0, -3 };
	/* Unchanged after setjmp, so they keep their values though not volatile (C11 7.13.2.1). */
	int a = 1, b = 2, c = 3;
	double d = 0.5;

	int value = setjmp(somewhere);
	printf("setjmp gave %d\n", value);
	if (jumps < 3) {
		jumps = jumps + 1;
		jump_from(100, values[jumps - 1]);
		puts("not reached");
	}
	expect(a == 1 && b == 2 && c == 3 && d == 0.5);

	/* A buffer may be set again. */
	if (setjmp(somewhere) == 0)
		jump_from(0, 1);
	else
		puts("again");
	return 0;
}
