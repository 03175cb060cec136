/* Files that nobody wrote to are nobody's: tmpfile, freopen, system and getenv have nothing to offer. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

#include "include/expect.h"

int main(void)
{
	expect(getenv("PATH") == NULL);
	expect(setenv("PATH", "/bin", 1) == 0);
	expect(getenv("PATH") != NULL);
	expect(tmpfile() == NULL);
	expect(system(NULL) == 0);
	puts("nothing to offer");
	return 0;
}
