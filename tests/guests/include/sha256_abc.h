/* SHA-256 of "abc" (FIPS 180-2, B.1): the one padded block, the initial state, and the digest. */
#ifndef SHA256_ABC_H
#define SHA256_ABC_H

#include <stdint.h>

static const uint32_t sha256_initial[8] = {
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

/* The block's words, big-endian. */
static const uint32_t sha256_abc_block[16] = { [0] = 0x61626380, [15] = 24 };

static const uint32_t sha256_abc_digest[8] = {
	0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad,
};

#endif
