/*
 * Recursion without end. Each frame holds 64 KiB and touches both ends, so that no touch is farther than
 * the guard span (64 KiB on SP1 and RISC Zero) from the one before.
 */
#include <stdint.h>
#include <stdio.h>

static volatile int again = 1;

static __attribute__((noinline)) unsigned descend(unsigned depth)
{
	volatile uint8_t frame[64 * 1024];

	frame[sizeof frame - 1] = (uint8_t)depth;
	frame[0] = (uint8_t)depth;
	unsigned below = again ? descend(depth + 1) : 0;
	return below + frame[0] + frame[sizeof frame - 1];
}

int main(void)
{
	puts("descending");
	printf("came back with %u\n", descend(0));
	return 7;
}
