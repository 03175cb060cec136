/*
 * One frame twice the size of the stack, touched only at its lowest byte. On SP1 that is 3.75 GiB down
 * from 0x78000000: the address wraps below zero, to memory that no guest has.
 */
#include <alloca.h>
#include <stdint.h>
#include <stdio.h>

extern char _stack_bottom[], _stack_top[];

int main(void)
{
	uintptr_t stack = (uintptr_t)_stack_top - (uintptr_t)_stack_bottom;

	puts("one huge frame");
	volatile uint8_t *frame = alloca(2 * stack);
	frame[0] = 1;
	return 7;
}
