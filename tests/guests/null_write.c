/* A write through a null pointer. The pointer is volatile: no compiler may know that it is null. */
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	volatile uint32_t *volatile nowhere = NULL;

	puts("writing");
	*nowhere = 1;
	return 7;
}
