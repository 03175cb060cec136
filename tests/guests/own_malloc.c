/* The program's own malloc, calloc, realloc and free: strdup, inside the C library, takes from it too. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "include/expect.h"

static _Alignas(16) unsigned char arena[4096];
/* Volatile: the compiler knows strdup, and takes it for a function that changes nothing here. */
static volatile size_t used;
static volatile int freed;

/* Each block is preceded by its size, in 16 bytes to keep it aligned. */
void *malloc(size_t size)
{
	size_t rounded = (size + 31) / 16 * 16;

	if (size > sizeof arena || rounded > sizeof arena - used)
		return NULL;
	*(size_t *)(void *)(arena + used) = size;
	void *block = arena + used + 16;
	used = used + rounded;
	return block;
}

void free(void *block)
{
	freed = freed + (block != NULL);
}

/* The arena is handed out once, so it is still zero. */
void *calloc(size_t count, size_t size)
{
	return size && count > SIZE_MAX / size ? NULL : malloc(count * size);
}

void *realloc(void *block, size_t size)
{
	void *larger = malloc(size);

	if (block && larger) {
		size_t old = *(size_t *)(void *)((unsigned char *)block - 16);
		memcpy(larger, block, old < size ? old : size);
		free(block);
	}
	return larger;
}

static int is_ours(const void *block)
{
	return (uintptr_t)block >= (uintptr_t)arena && (uintptr_t)block < (uintptr_t)(arena + sizeof arena);
}

int main(void)
{
	size_t before = used;
	char *copy = strdup("text");

	expect(copy != NULL && strcmp(copy, "text") == 0);
	expect(is_ours(copy) && used > before);
	free(copy);
	expect(freed == 1);

	/* Volatile, since compilers remove pairs of malloc and free. */
	void *volatile block = malloc(100);
	expect(is_ours(block));
	block = realloc(block, 200);
	expect(is_ours(block) && freed == 2);
	block = malloc(sizeof arena);
	expect(block == NULL);
	puts("own malloc");
	return 0;
}
