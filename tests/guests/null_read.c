/* A read through a null pointer. The pointer is volatile: no compiler may know that it is null. */
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	const volatile uint32_t *volatile nowhere = NULL;

	puts("reading");
	uint32_t value = *nowhere;
	(void)value;
	return 7;
}
