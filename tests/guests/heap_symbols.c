/* The standard's names of the heap's bounds, and the aliases C libraries want, agree with sbrk. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "include/expect.h"
#include <zkshim.h>

extern char _heap_start[], _heap_end[];
extern char __heap_start[], __heap_end[], _end[], end[], __stack[], _stack_top[], _stack_bottom[];

int main(void)
{
	void *break_at_start = sbrk(0), *lower, *upper;

	zkshim_heap_bounds(&lower, &upper);
	expect(lower == &_heap_start[0] && upper == &_heap_end[0]);
	expect(break_at_start == lower);
	expect(&__heap_start[0] == &_heap_start[0] && &__heap_end[0] == &_heap_end[0]);
	expect((uintptr_t)_heap_start % 16 == 0 && (uintptr_t)_heap_end % 16 == 0);
	expect((uintptr_t)_end <= (uintptr_t)_heap_start && &_end[0] == &end[0]);
	expect(&__stack[0] == &_stack_top[0] && (uintptr_t)_stack_bottom < (uintptr_t)_stack_top);
	printf("heap start %#" PRIxPTR "\n", (uintptr_t)_heap_start);
	printf("heap end %#" PRIxPTR "\n", (uintptr_t)_heap_end);
	return 0;
}
