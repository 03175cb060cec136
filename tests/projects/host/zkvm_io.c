/* On the host the private input is stdin, and the public output is descriptor 3. */
#include <zkvm_io.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	exit(125);
}

void read_input(const uint8_t **buffer, size_t *size)
{
	static uint8_t *input;
	static size_t used;
	size_t room = 0, count;

	if (!input) {
		do {
			room = 2 * room + 4096;
			input = realloc(input, room);
			if (!input)
				fail("input");
			count = fread(input + used, 1, room - used, stdin);
			used += count;
		} while (used == room);
		if (ferror(stdin))
			fail("stdin");
	}
	*buffer = input;
	*size = used;
}

void write_output(const uint8_t *output, size_t size)
{
	while (size > 0) {
		ssize_t count = write(3, output, size);
		if (count <= 0)
			fail("descriptor 3");
		output += count;
		size -= (size_t)count;
	}
}
