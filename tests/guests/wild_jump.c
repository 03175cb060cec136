/*
 * A jump to 0x40000000, where no vendor has code: on SP1 it lies in the stack's range, on RISC Zero in
 * the heap's (zero words, which are no instruction), on the virt boards below RAM.
 */
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	void (*volatile nowhere)(void) = (void (*)(void))(uintptr_t)0x40000000;

	puts("jumping");
	nowhere();
	return 7;
}
