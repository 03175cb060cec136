/* snprintf returns the length of the whole text, writes no more than it may, and always ends it. */
#include <stdio.h>
#include <string.h>

#include "include/expect.h"

/* A format the compiler can't see: it would warn that the text is cut, which is the point. */
static const char *volatile format = "%s-%d-%.2f";

int main(void)
{
	char text[16];

	memset(text, 'x', sizeof text);
	expect(snprintf(text, sizeof text, format, "abc", 42, 1.5) == 11);
	expect(strcmp(text, "abc-42-1.50") == 0 && text[12] == 'x');

	memset(text, 'x', sizeof text);
	expect(snprintf(text, 6, format, "abc", 42, 1.5) == 11);
	expect(strcmp(text, "abc-4") == 0 && text[6] == 'x');

	memset(text, 'x', sizeof text);
	expect(snprintf(text, 1, format, "abc", 42, 1.5) == 11);
	expect(text[0] == '\0' && text[1] == 'x');

	expect(snprintf(text, 0, format, "abc", 42, 1.5) == 11 && text[1] == 'x');
	expect(snprintf(NULL, 0, format, "abc", 42, 1.5) == 11);
	expect(sprintf(text, "%x", 255) == 2 && strcmp(text, "ff") == 0);
	expect(printf("%d%%\n", 100) == 5);
	return 0;
}
