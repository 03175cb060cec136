/*
 * A failed assert says where and what, and aborts. The C library's own way would bring printf into
 * every program that has an assert.
 */
#include <stdio.h>

#include "zkshim_internal.h"

/* "file:line: function: assertion "expression" failed" */
void __assert_func(const char *file, int line, const char *function, const char *expression)
{
	char digits[12];
	char *number = digits + sizeof digits - 1;
	unsigned rest = (unsigned)line;

	*number = '\0';
	do
		*--number = (char)('0' + rest % 10);
	while (rest /= 10);

	const char *const pieces[] = {
		file, ":", number, ": ", function ? function : "?", ": assertion \"", expression, "\" failed",
	};
	zkshim_fail(pieces, sizeof pieces / sizeof *pieces);
}

void __assert(const char *file, int line, const char *expression)
{
	__assert_func(file, line, NULL, expression);
}
