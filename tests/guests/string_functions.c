/*
 * memcpy, memmove, memset and memcmp at every alignment, and at the sizes where word-wise code changes
 * its mind, 0 included (the zkVM standard asks for exact semantics). They are called through volatile
 * pointers, so that the compiler puts in nothing of its own.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "include/expect.h"

#define ALIGNMENTS 9
#define MAX_SIZE 100
#define ROOM (MAX_SIZE + 2 * ALIGNMENTS + 16)

static void *(*volatile copy)(void *, const void *, size_t) = memcpy;
static void *(*volatile move)(void *, const void *, size_t) = memmove;
static void *(*volatile fill)(void *, int, size_t) = memset;
static int (*volatile compare)(const void *, const void *, size_t) = memcmp;

static const uint8_t sizes[] = { 0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 15, 16, 17, 23, 31, 32, 33, 47, 63, 64, 65, 100 };

static uint8_t source[ROOM], target[ROOM], expected[ROOM];

static void refill(void)
{
	for (unsigned i = 0; i < ROOM; i++) {
		source[i] = (uint8_t)(i * 3 + 1);
		target[i] = expected[i] = 0xEE;
	}
}

static int target_is_expected(void)
{
	for (unsigned i = 0; i < ROOM; i++)
		if (target[i] != expected[i])
			return 0;
	return 1;
}

static void show_memcpy(unsigned to, unsigned from, size_t size)
{
	refill();
	for (size_t i = 0; i < size; i++)
		expected[to + i] = source[from + i];
	expect(copy(target + to, source + from, size) == target + to);
	expect(target_is_expected());
	expect(compare(target + to, source + from, size) == 0);
	if (size > 0) {
		target[to + size - 1] ^= 0x80;
		int last_is_larger = target[to + size - 1] > source[from + size - 1];
		int order = compare(target + to, source + from, size);
		expect(last_is_larger ? order > 0 : order < 0);
	}
}

/* Within one array, so that the two overlap one way or the other. */
static void show_memmove(unsigned to, unsigned from, size_t size)
{
	refill();
	for (unsigned i = 0; i < ROOM; i++)
		target[i] = expected[i] = source[i];
	for (size_t i = 0; i < size; i++)
		expected[to + i] = source[from + i];
	expect(move(target + to, target + from, size) == target + to);
	expect(target_is_expected());
}

static void show_memset(unsigned to, size_t size)
{
	refill();
	for (size_t i = 0; i < size; i++)
		expected[to + i] = 0xA5;
	expect(fill(target + to, 0x1A5, size) == target + to);
	expect(target_is_expected());
}

int main(void)
{
	for (unsigned s = 0; s < sizeof sizes; s++) {
		for (unsigned to = 0; to < ALIGNMENTS; to++) {
			for (unsigned from = 0; from < ALIGNMENTS; from += 1 + (to > 4)) {
				show_memcpy(to, from, sizes[s]);
				show_memmove(to, from, sizes[s]);
			}
			show_memset(to, sizes[s]);
		}
	}
	expect(strlen("four") == 4 && strcmp("abc", "abd") < 0 && strcmp("abc\xFF", "abc\x01") > 0);
	expect(strncmp("abcX", "abcY", 3) == 0 && memchr("abc", 'c', 3) != NULL && strrchr("a/b/c", '/')[1] == 'c');
	puts("string functions");
	return 0;
}
