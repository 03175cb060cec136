/* read_input and descriptor 0 do not know of each other: whatever was read there, read_input gives all. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zkvm_io.h>

#include "include/expect.h"

static void expect_whole_input(void)
{
	const uint8_t *input;
	size_t size;

	read_input(&input, &size);
	expect(size == 12 && memcmp(input, "hello\nworld\n", 12) == 0);
}

int main(void)
{
	char bytes[16];

	expect(read(0, bytes, 3) == 3 && memcmp(bytes, "hel", 3) == 0);
	expect_whole_input();
	expect(read(0, bytes, 3) == 3 && memcmp(bytes, "lo\n", 3) == 0);
	expect(fgets(bytes, sizeof bytes, stdin) && strcmp(bytes, "world\n") == 0);
	expect_whole_input();
	expect(getchar() == EOF);
	expect_whole_input();
	puts("independent");
	return 0;
}
