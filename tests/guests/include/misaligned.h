/* A 32-bit load from each address in a row of bytes, aligned or not. The bytes are volatile: nothing is folded. */
#ifndef MISALIGNED_H
#define MISALIGNED_H

#include <stdint.h>

static volatile _Alignas(8) uint8_t row_of_bytes[8] = { 0x10, 0x21, 0x32, 0x43, 0x54, 0x65, 0x76, 0x87 };

/* One lw instruction, whatever the compiler thinks of unaligned pointers. */
static inline uint32_t load_word_at(unsigned offset)
{
	uint32_t word;

	__asm__ volatile("lw %0, 0(%1)" : "=r"(word) : "r"(row_of_bytes + offset) : "memory");
	return word;
}

#endif
