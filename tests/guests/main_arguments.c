/* zkVMs have no arguments; what C11 5.1.2.2.1 guarantees about argv holds all the same. */
#include <stdio.h>

#include "include/expect.h"

int main(int argc, char **argv)
{
	expect(argc == 0);
	expect(argv != NULL);
	expect(argv[argc] == NULL);
	puts("argc is 0 and argv[0] is NULL");
	return 0;
}
