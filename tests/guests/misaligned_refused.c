/* A load of a word from an odd address, on vendors whose proof system has none. */
#include <stdio.h>

#include "include/misaligned.h"

int main(void)
{
	printf("aligned: %08lx\n", (unsigned long)load_word_at(4));
	return load_word_at(1) == 0x54433221 ? 7 : 8;
}
