/*
 * The whole private input by every way there is, in one program: read_input, then descriptor 0 by read,
 * fread and getchar. All must give the same bytes; the input is passed on as public output, of a long one
 * its last 32 bytes, which every vendor has room for.
 */
#ifndef WHOLE_INPUT_H
#define WHOLE_INPUT_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zkvm_io.h>

#include "expect.h"

#define LONGEST_OUTPUT 32

/* The pieces' sizes are odd on purpose. */
static inline void compare_with_read(const uint8_t *input, size_t size)
{
	uint8_t piece[1021];
	size_t at = 0;
	ssize_t count;

	while ((count = read(0, piece, sizeof piece)) > 0) {
		expect((size_t)count <= size - at);
		expect(memcmp(piece, input + at, (size_t)count) == 0);
		at += (size_t)count;
	}
	expect(count == 0 && at == size);
	expect(read(0, piece, sizeof piece) == 0);
}

static inline void compare_with_fread(const uint8_t *input, size_t size)
{
	uint8_t piece[333];
	size_t at = 0, count;

	while ((count = fread(piece, 1, sizeof piece, stdin)) > 0) {
		expect(count <= size - at);
		expect(memcmp(piece, input + at, count) == 0);
		at += count;
	}
	expect(at == size && feof(stdin) && !ferror(stdin));
}

static inline void pass_on_whole_input(void)
{
	const uint8_t *input, *again;
	size_t size, size_again;

	read_input(&input, &size);
	compare_with_read(input, size);
	expect(lseek(0, 0, SEEK_SET) == 0);
	compare_with_fread(input, size);
	read_input(&again, &size_again);
	expect(again == input && size_again == size);
	expect((uintptr_t)input % 8 == 0);
	if (size <= LONGEST_OUTPUT) {
		write_output(input, size);
	} else {
		for (size_t i = 0; i < size; i++)
			expect(input[i] == (i * 31 + 7) % 251); /* `input-pattern` */
		write_output(input + size - LONGEST_OUTPUT, LONGEST_OUTPUT);
	}
	printf("%lu bytes\n", (unsigned long)size);
}

#endif
