/* 256 KiB of initialised data and as much that is read-only: loaded in place, whole. */
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

#define WORDS (256 * 1024 / 4)

static uint32_t table[WORDS] = { [0] = 0x11111111, [12345] = 0x22222222, [WORDS - 1] = 0x33333333 };
static const uint32_t constants[WORDS] = { [1] = 0x44444444, [54321] = 0x55555555, [WORDS - 1] = 0x66666666 };
static uint8_t last_byte_of_data = 0x77;

static uint64_t sum(const volatile uint32_t *words)
{
	uint64_t total = 0;

	for (int i = 0; i < WORDS; i++)
		total += words[i];
	return total;
}

int main(void)
{
	volatile uint8_t *byte = &last_byte_of_data;

	expect(sum(table) == 0x66666666u);
	expect(sum(constants) == 0xFFFFFFFFu);
	expect(*byte == 0x77);
	((volatile uint32_t *)table)[WORDS - 1] = 1;
	expect(sum(table) == 0x33333334u);
	puts("256 KiB of data");
	return 0;
}
