/* SP1: a line is held back up to 4 KiB; a longer one is split there, since each write becomes a line. */
#include "include/long_line.h"

int main(void)
{
	print_long_line();
	return 0;
}
