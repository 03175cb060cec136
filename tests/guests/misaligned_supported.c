/* A load of a word from every address, on CPUs that do it. */
#include <stdio.h>

#include "include/misaligned.h"

int main(void)
{
	for (unsigned offset = 0; offset <= 4; offset++)
		printf("%u: %08lx\n", offset, (unsigned long)load_word_at(offset));
	return 0;
}
