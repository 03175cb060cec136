/* COMMON symbols, as compilers before GCC 10 made of every `int x;`: the linker allots and clears them. */
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

int common_words[1000] __attribute__((common));
uint8_t common_byte __attribute__((common));
uint64_t common_aligned[3] __attribute__((common, aligned(64)));

int main(void)
{
	volatile int *words = common_words;

	for (int i = 0; i < 1000; i++)
		expect(words[i] == 0);
	expect(common_byte == 0 && common_aligned[2] == 0);
	uint64_t *volatile aligned = common_aligned;
	expect((uintptr_t)aligned % 64 == 0);
	words[0] = words[999] = 1;
	common_byte = 0xFF;
	common_aligned[0] = common_aligned[2] = UINT64_MAX;
	expect(words[0] + words[999] == 2 && words[1] == 0 && words[998] == 0);
	puts("COMMON");
	return 0;
}
