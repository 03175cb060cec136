/* Input larger than its reserve must not be cut in silence: the run fails, and the message says why. */
#include <stdio.h>
#include <zkvm_io.h>

int main(void)
{
	const uint8_t *input;
	size_t size;

	puts("reading");
	read_input(&input, &size);
	printf("got %lu bytes\n", (unsigned long)size);
	return 0;
}
