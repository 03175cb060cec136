/* Prints what the toolchain file's knobs have come to, one line each. */
#include <stdint.h>
#include <stdio.h>

#ifndef __ZKVM__
# error "the toolchain file defines __ZKVM__"
#endif

/* CMakeLists.txt says which macro the vendor's name stands for. */
#if !VENDOR_MACRO
# error "the toolchain file defines ZKVM_VENDOR_<name>"
#endif

extern char _heap_start[], _heap_end[], _stack_bottom[], _stack_top[];

#ifdef KNOBS_SET
extern const int __start_knob_set[], __stop_knob_set[];
static int one __attribute__((section("knob_set"), used)) = 1;
static int two __attribute__((section("knob_set"), used)) = 2;
#endif

int main(void)
{
	printf("vendor %s\n", VENDOR);
	printf("heap %lu\n", (unsigned long)((uintptr_t)_heap_end - (uintptr_t)_heap_start));
	printf("stack %lu\n", (unsigned long)((uintptr_t)_stack_top - (uintptr_t)_stack_bottom));
#ifdef KNOBS_SET
	int sum = 0;
	for (const int *member = __start_knob_set; member != __stop_knob_set; member++)
		sum += *member;
	printf("set %d\n", sum);
#endif
	/* Only a printf of floating-point numbers writes this in full: ZKVM_PRINTF. */
	printf("printf %.2f\n", 0.25);
	return 0;
}
