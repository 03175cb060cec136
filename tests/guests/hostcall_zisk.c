/* ZisK's SHA-256 precompile, called from C by its CSR: one block, extended and compressed. */
#include <stdio.h>
#include <zkshim_hostcall.h>

#include "include/expect.h"
#include "include/sha256_abc.h"

/* zisk-definitions@1.4.0-alpha src/syscall.rs, SYSCALL_SHA256F_ID */
#define SHA256F 0x805

int main(void)
{
	/* the state's words as numbers, the block's big-endian */
	static _Alignas(8) uint32_t state[8], block[16];

	for (int i = 0; i < 8; i++)
		state[i] = sha256_initial[i];
	for (int i = 0; i < 16; i++)
		block[i] = __builtin_bswap32(sha256_abc_block[i]);
	puts("calling");
	ZKSHIM_ZISK_CSR2(SHA256F, state, block);
	for (int i = 0; i < 8; i++)
		expect(state[i] == sha256_abc_digest[i]);
	return 0;
}
