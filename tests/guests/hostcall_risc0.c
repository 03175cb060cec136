/* RISC Zero's SHA-256 accelerator, called from C: one block. */
#include <stdio.h>
#include <zkshim_hostcall.h>

#include "include/expect.h"
#include "include/sha256_abc.h"

/* risc0-zkvm-platform@2.2.3 src/syscall.rs, ecall::SHA */
#define SHA 3

int main(void)
{
	/* words are big-endian in memory */
	static uint32_t block[16], before[8], after[8];

	for (int i = 0; i < 16; i++)
		block[i] = __builtin_bswap32(sha256_abc_block[i]);
	for (int i = 0; i < 8; i++)
		before[i] = __builtin_bswap32(sha256_initial[i]);
	puts("calling");
	zkshim_risc0_call(SHA, (uintptr_t)after, (uintptr_t)before, (uintptr_t)block, (uintptr_t)(block + 8), 1);
	for (int i = 0; i < 8; i++)
		expect(after[i] == __builtin_bswap32(sha256_abc_digest[i]));
	return 0;
}
