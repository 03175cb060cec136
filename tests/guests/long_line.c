/* A line longer than any buffer. */
#include "include/long_line.h"

int main(void)
{
	print_long_line();
	return 0;
}
