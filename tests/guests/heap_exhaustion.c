/*
 * An 8 MiB heap, taken by malloc to the last block: sizes mixed at first, then ever smaller ones until
 * not even 1 byte is left. No block may overlap another, the stack or the image, and freeing makes room.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "include/expect.h"

#define HEAP_SIZE (8u * 1024 * 1024)
#define MAX_BLOCKS 8192

extern char _start[], _end[], _heap_start[], _heap_end[], _stack_bottom[], _stack_top[];

struct block {
	unsigned char *start;
	size_t size;
};

static struct block blocks[MAX_BLOCKS];
static unsigned block_count;

/* Both ends of a block carry its number. */
static void mark(unsigned number)
{
	struct block block = blocks[number];

	block.start[block.size - 1] = (unsigned char)(number * 7 + 1);
	block.start[0] = (unsigned char)(number * 7 + 1);
}

static int is_marked(unsigned number)
{
	struct block block = blocks[number];
	unsigned char sign = (unsigned char)(number * 7 + 1);

	return block.start[0] == sign && block.start[block.size - 1] == sign;
}

/* Takes one more block; 0 when malloc has none. */
static int take(size_t size)
{
	errno = 0;
	unsigned char *start = malloc(size);

	if (!start) {
		expect(errno == ENOMEM);
		return 0;
	}
	expect(block_count < MAX_BLOCKS);
	blocks[block_count] = (struct block){ start, size };
	mark(block_count++);
	return 1;
}

static void take_everything(void)
{
	static const size_t mixed[] = { 1, 100, 4096, 24, 70001, 513, 8, 30000, 2, 65536 };
	unsigned i = 0;

	while (take(mixed[i++ % (sizeof mixed / sizeof *mixed)]))
		;
	for (size_t size = 32768; size > 0; size /= 2)
		while (take(size))
			;
}

static int by_address(const void *left, const void *right)
{
	uintptr_t a = (uintptr_t)((const struct block *)left)->start;
	uintptr_t b = (uintptr_t)((const struct block *)right)->start;

	return (a > b) - (a < b);
}

static int disjoint(uintptr_t a_start, uintptr_t a_end, uintptr_t b_start, uintptr_t b_end)
{
	return a_end <= b_start || b_end <= a_start;
}

static void check_places(void)
{
	uintptr_t heap_start = (uintptr_t)_heap_start, heap_end = (uintptr_t)_heap_end;

	expect(heap_end - heap_start == HEAP_SIZE);
	expect(disjoint(heap_start, heap_end, (uintptr_t)_start, (uintptr_t)_end));
	expect(disjoint(heap_start, heap_end, (uintptr_t)_stack_bottom, (uintptr_t)_stack_top));

	static struct block sorted[MAX_BLOCKS];
	memcpy(sorted, blocks, block_count * sizeof *blocks);
	qsort(sorted, block_count, sizeof *sorted, by_address);
	for (unsigned i = 0; i < block_count; i++) {
		uintptr_t start = (uintptr_t)sorted[i].start, end = start + sorted[i].size;
		expect(heap_start <= start && end <= heap_end);
		expect(i == 0 || (uintptr_t)sorted[i - 1].start + sorted[i - 1].size <= start);
	}
}

int main(void)
{
	size_t taken = 0;

	take_everything();
	for (unsigned i = 0; i < block_count; i++) {
		expect(is_marked(i));
		taken += blocks[i].size;
	}
	/* At most a quarter may be lost to the allocator's own needs. */
	expect(taken > HEAP_SIZE / 4 * 3 && taken <= HEAP_SIZE);
	check_places();

	/* Every second block goes, and one of the same size comes back in its stead. */
	for (unsigned i = 0; i < block_count; i += 2)
		free(blocks[i].start);
	void *again = malloc(blocks[4].size);
	expect(again != NULL);
	free(again);
	for (unsigned i = 1; i < block_count; i += 2) {
		expect(is_marked(i));
		free(blocks[i].start);
	}
	again = malloc(HEAP_SIZE / 2);
	expect(again != NULL);
	puts("8 MiB taken to the last block and given back");
	return 0;
}
