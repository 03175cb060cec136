/* One line of 10 000 letters in alphabetical order, over and over, and its newline. */
#ifndef LONG_LINE_H
#define LONG_LINE_H

#include <stdio.h>

static inline void print_long_line(void)
{
	for (int i = 0; i < 10000; i++)
		putchar('a' + i % 26);
	putchar('\n');
	puts("and a short one");
}

#endif
