/* A closed descriptor is gone; the others stay. */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>
#include <zkvm_io.h>

#include "include/posix_call.h"

int main(void)
{
	const uint8_t *input;
	size_t size;
	struct stat status;
	char byte;

	write(1, "before\n", 7);
	gives(0, close(1));
	fails_with(EBADF, write(1, "lost\n", 5));
	fails_with(EBADF, close(1));
	fails_with(EBADF, fstat(1, &status));

	gives(1, read(0, &byte, 1));
	gives(0, close(0));
	fails_with(EBADF, read(0, &byte, 1));
	/* read_input is no descriptor. */
	read_input(&input, &size);
	gives(2, size);

	gives(0, close(3));
	fails_with(EBADF, write(3, "lost", 4));
	write_output(input, size);
	write(2, "still here\n", 11);
	return wrong_answers;
}
