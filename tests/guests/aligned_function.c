/*
 * Functions on 64-byte boundaries. The gaps before them must hold instructions: SP1 decodes every word
 * of the code when it loads it. Each function has a length of its own, so the gaps differ.
 */
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

static volatile int one = 1;

#define ALIGNED __attribute__((aligned(64), noinline))

static ALIGNED int plus_1(int x)
{
	return x + one;
}

static ALIGNED int plus_2(int x)
{
	return x + one + one;
}

static ALIGNED int plus_5(int x)
{
	return x + one + one + one + one + one;
}

int main(void)
{
	int (*volatile functions[])(int) = { plus_1, plus_2, plus_5 };
	int sum = 0;

	for (int i = 0; i < 3; i++) {
		expect((uintptr_t)functions[i] % 64 == 0);
		sum = functions[i](sum);
	}
	printf("sum %d\n", sum);
	return 0;
}
