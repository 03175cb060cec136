/* A call through a null pointer. */
#include <stdio.h>

int main(void)
{
	void (*volatile nothing)(void) = NULL;

	puts("calling");
	nothing();
	return 7;
}
