/* SP1's SHA-256 precompiles, called from C: extend the schedule, then compress. */
#include <stdio.h>
#include <zkshim_hostcall.h>

#include "include/expect.h"
#include "include/sha256_abc.h"

/* sp1-core-executor@6.10.0 src/syscall_code.rs */
#define SHA_EXTEND 0x00300105
#define SHA_COMPRESS 0x00010106

int main(void)
{
	/* one 32-bit word in each cell of 8 bytes */
	static uint64_t schedule[64], state[8];

	for (int i = 0; i < 16; i++)
		schedule[i] = sha256_abc_block[i];
	for (int i = 0; i < 8; i++)
		state[i] = sha256_initial[i];
	puts("calling");
	zkshim_sp1_call(SHA_EXTEND, (uintptr_t)schedule, 0, 0);
	zkshim_sp1_call(SHA_COMPRESS, (uintptr_t)schedule, (uintptr_t)state, 0);
	for (int i = 0; i < 8; i++)
		expect(state[i] == sha256_abc_digest[i]);
	return 0;
}
