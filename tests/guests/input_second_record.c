/*
 * A second input record is a failed run. The guest makes it itself: what is written to descriptor 14 becomes a
 * record before the host's own (sp1-core-executor@6.10.0 src/minimal/write.rs, FD_HINT).
 */
#include <stdio.h>
#include <zkshim_hostcall.h>
#include <zkvm_io.h>

#define WRITE 0x02
#define FD_HINT 14

int main(void)
{
	static const char record[] = "a record too many";
	const uint8_t *input;
	size_t size;

	zkshim_sp1_call(WRITE, FD_HINT, (uintptr_t)record, sizeof record - 1);
	puts("reading");
	read_input(&input, &size);
	puts("not reached");
	return 0;
}
