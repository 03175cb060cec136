#include "numerals/numerals.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "config.h"
#include "table.h"

_Static_assert(sizeof(void *) == SIZEOF_VOID_P, "what check_type_size found is what the compiler has");
_Static_assert(sizeof(long) == SIZEOF_LONG, "what check_type_size found is what the compiler has");

static size_t append(char *text, const char *piece, size_t size)
{
#ifdef HAVE_STRLCPY
	return strlcpy(text, piece, size);
#else
	return (size_t)snprintf(text, size, "%s", piece);
#endif
}

int numeral_of(unsigned number, char *text, size_t size)
{
	size_t used = 0;
	static const unsigned powers[] = { 1, 10, 100, 1000 };

	if (number == 0 || number > ORDINARY_LARGEST || size == 0)
		return 0;
	for (int digit = 3; digit >= 0; digit--) {
		used += append(text + used, table[digit][number / powers[digit] % 10], size - used);
		if (used >= size)
			return 0;
	}
#ifdef ORDINARY_LOWERCASE
	for (char *letter = text; *letter; letter++)
		*letter = (char)tolower((unsigned char)*letter);
#endif
	return 1;
}

unsigned number_of(const char *numeral)
{
	char text[NUMERAL_SIZE];

	for (unsigned number = 1; numeral_of(number, text, sizeof text); number++)
		if (strcmp(text, numeral) == 0)
			return number;
	return 0;
}
