/* The input twice through stdin: rewind and fseek know what the stream has already buffered. */
#include <stdio.h>
#include <string.h>

#include "include/expect.h"

int main(void)
{
	char text[32];

	expect(fgets(text, sizeof text, stdin) && strcmp(text, "first line\n") == 0);
	rewind(stdin);
	expect(fgets(text, sizeof text, stdin) && strcmp(text, "first line\n") == 0);
	expect(fseek(stdin, 6, SEEK_SET) == 0);
	expect(fgets(text, sizeof text, stdin) && strcmp(text, "line\n") == 0);
	expect(fgets(text, sizeof text, stdin) && strcmp(text, "second line\n") == 0);
	expect(fgets(text, sizeof text, stdin) == NULL);
	rewind(stdin);
	expect(getc(stdin) == 'f');
	puts("rewind");
	return 0;
}
