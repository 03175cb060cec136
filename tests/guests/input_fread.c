/* fread in records of 3 bytes, ungetc, and what is left at the end of the input. */
#include <stdio.h>
#include <string.h>

#include "include/expect.h"

int main(void)
{
	char records[5][3];

	expect(fread(records, 3, 2, stdin) == 2);
	expect(memcmp(records, "abcdef", 6) == 0);
	expect(getc(stdin) == 'g' && ungetc('G', stdin) == 'G');
	expect(fread(records, 3, 1, stdin) == 1 && memcmp(records, "Ghi", 3) == 0);
	expect(!feof(stdin));
	/* 8 bytes are left: two whole records. */
	expect(fread(records, 3, 5, stdin) == 2 && memcmp(records, "jklmno", 6) == 0);
	expect(feof(stdin) && !ferror(stdin));
	expect(fread(records, 1, 1, stdin) == 0);
	clearerr(stdin);
	expect(!feof(stdin) && getc(stdin) == EOF && feof(stdin));
	puts("fread");
	return 0;
}
