/* write_output and descriptor 3 are one stream: the bytes come out in the order they were given. */
#include <stdio.h>
#include <unistd.h>
#include <zkvm_io.h>

#include "include/expect.h"

int main(void)
{
	write_output((const uint8_t *)"one,", 4);
	expect(write(3, "two,", 4) == 4);
	puts("on the console, not in the output");
	write_output((const uint8_t *)"three,", 6);
	for (const char *c = "four\n"; *c; c++)
		expect(write(3, c, 1) == 1);
	write_output((const uint8_t *)"\0\xFF", 2);
	return 0;
}
