/* 100 000 bytes of public output in pieces of 1, 4, 13, 40, 121, ... bytes: the digest must not care. */
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <zkvm_io.h>

#include "include/expect.h"

#define SIZE 100000u

static uint8_t bytes[SIZE];

int main(void)
{
	for (uint32_t i = 0; i < SIZE; i++)
		bytes[i] = (uint8_t)(i * i + i / 256);

	uint32_t at = 0, piece = 1;
	while (at < SIZE) {
		uint32_t size = piece < SIZE - at ? piece : SIZE - at;
		if (size % 2 == 0)
			expect(write(3, bytes + at, size) == (ssize_t)size);
		else
			write_output(bytes + at, size);
		at += size;
		piece = piece > 3000 ? 1 : piece * 3 + 1;
	}
	printf("%lu bytes\n", (unsigned long)at);
	return 0;
}
