/* A C stream on descriptor 3: fdopen, fprintf, fflush. */
#include <stdio.h>

#include "include/expect.h"

int main(void)
{
	FILE *output = fdopen(3, "w");

	expect(output != NULL);
	for (int i = 0; i < 200; i++)
		expect(fprintf(output, "%04d\n", i) == 5);
	expect(fflush(output) == 0 && !ferror(output));
	puts("printed to the public output");
	return 0;
}
