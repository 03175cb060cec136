/* A store to code: it writes back the very word that is there, so only the store itself can be refused. */
#include <stdint.h>
#include <stdio.h>

static __attribute__((noinline)) int seven(void)
{
	return 7;
}

int main(void)
{
	volatile uint32_t *volatile code = (volatile uint32_t *)(uintptr_t)seven;

	puts("storing");
	*code = *code;
	return seven();
}
