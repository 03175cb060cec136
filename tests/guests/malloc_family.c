/* calloc, realloc, aligned_alloc and free, by what C11 7.22.3 guarantees. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "include/expect.h"

/* Sizes the compiler can't see: it warns about, or folds, what it knows to be impossible. */
static volatile size_t half_of_everything = SIZE_MAX / 2 + 2;

static int all_bytes_are(const unsigned char *bytes, size_t size, unsigned char value)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != value)
			return 0;
	return 1;
}

/* calloc clears memory that was used before. */
static void show_calloc(void)
{
	unsigned char *used = malloc(5000);
	expect(used != NULL);
	memset(used, 0xAA, 5000);
	free(used);
	unsigned char *cleared = calloc(50, 100);
	expect(cleared != NULL && all_bytes_are(cleared, 5000, 0));
	free(cleared);

	errno = 0;
	expect(calloc(half_of_everything, 2) == NULL && errno == ENOMEM);
}

/* realloc keeps the contents whether it grows, shrinks or moves; a failed one leaves the block. */
static void show_realloc(void)
{
	unsigned char *block = realloc(NULL, 10);
	expect(block != NULL);
	memset(block, 0x5A, 10);
	for (size_t size = 20; size <= 20000; size *= 10) {
		void *in_the_way = malloc(16);
		block = realloc(block, size);
		expect(block != NULL && all_bytes_are(block, size / 10 < 10 ? 10 : size / 10, 0x5A));
		memset(block, 0x5A, size);
		free(in_the_way);
	}
	block = realloc(block, 100);
	expect(block != NULL && all_bytes_are(block, 100, 0x5A));
	/* Volatile: the compiler takes a block given to realloc for gone. */
	unsigned char *volatile kept = block;
	errno = 0;
	expect(realloc(kept, half_of_everything) == NULL && errno == ENOMEM);
	expect(all_bytes_are(kept, 100, 0x5A));
	free(kept);
	free(NULL);
}

static void show_aligned_alloc(void)
{
	for (size_t alignment = sizeof(void *); alignment <= 4096; alignment *= 2) {
		void *block = aligned_alloc(alignment, alignment);
		expect(block != NULL && (uintptr_t)block % alignment == 0);
		memset(block, 1, alignment);
		free(block);
	}
}

int main(void)
{
	show_calloc();
	show_realloc();
	show_aligned_alloc();
	puts("malloc's family");
	return 0;
}
