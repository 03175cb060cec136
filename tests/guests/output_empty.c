/* No public output: nothing written, and nothing by writing nothing. */
#include <stdio.h>
#include <unistd.h>
#include <zkvm_io.h>

#include "include/expect.h"

int main(void)
{
	write_output((const uint8_t *)"", 0);
	write_output(NULL, 0);
	expect(write(3, "", 0) == 0);
	puts("no output");
	return 0;
}
