/* qsort of 5000 pseudo-random records, and bsearch in them. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "include/expect.h"

#define COUNT 5000

struct record {
	uint32_t key;
	char tail[7];
};

static struct record records[COUNT];

static int by_key(const void *left, const void *right)
{
	uint32_t a = ((const struct record *)left)->key, b = ((const struct record *)right)->key;

	return (a > b) - (a < b);
}

int main(void)
{
	/* 2654435761 is odd: multiplying by it modulo 2^32 gives each key once. */
	for (uint32_t i = 0; i < COUNT; i++) {
		records[i].key = i * 2654435761u;
		records[i].tail[6] = (char)(records[i].key % 101);
	}
	qsort(records, COUNT, sizeof *records, by_key);
	for (int i = 1; i < COUNT; i++)
		expect(records[i - 1].key < records[i].key);
	for (int i = 0; i < COUNT; i++)
		expect(records[i].tail[6] == (char)(records[i].key % 101));

	for (uint32_t i = 0; i < COUNT; i += 7) {
		struct record wanted = { .key = i * 2654435761u };
		struct record *found = bsearch(&wanted, records, COUNT, sizeof *records, by_key);
		expect(found != NULL && found->key == wanted.key);
	}
	struct record absent = { .key = COUNT * 2654435761u };
	expect(bsearch(&absent, records, COUNT, sizeof *records, by_key) == NULL);
	puts("sorted and found");
	return 0;
}
