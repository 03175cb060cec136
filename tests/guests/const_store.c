/* A store to a const object: its segment is not writable. The pointer is volatile to hide the object. */
#include <stdio.h>

static const int constants[4] = { 2, 3, 5, 7 };

int main(void)
{
	int *volatile target = (int *)&constants[2];

	printf("constant %d\n", *target);
	*(volatile int *)target = 6;
	return 7;
}
