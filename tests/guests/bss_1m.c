/* 1 MiB of .bss, cleared by the loader and not by start-up code. */
#include <stdint.h>
#include <stdio.h>

static uint32_t zeroes[1024 * 1024 / sizeof(uint32_t)];
static uint8_t after = 0;

int main(void)
{
	volatile uint32_t *words = zeroes;
	uint32_t seen = after;

	for (unsigned i = 0; i < sizeof zeroes / sizeof *zeroes; i++)
		seen |= words[i];
	words[0] = words[sizeof zeroes / sizeof *zeroes - 1] = 3;
	printf("seen %lu, then %lu\n", (unsigned long)seen, (unsigned long)words[0]);
	return 0;
}
