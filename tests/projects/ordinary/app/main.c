#include <numerals/numerals.h>
#include <stdio.h>

#include "config.h"

int main(void)
{
	static const unsigned years[] = { 753, 1492, 1969, 2026 };
	char text[NUMERAL_SIZE];

	printf("ordinary %s\n", ORDINARY_VERSION);
	for (unsigned i = 0; i < sizeof years / sizeof *years; i++)
		if (numeral_of(years[i], text, sizeof text))
			printf("%u %s\n", years[i], text);
	printf("%.2f letters on average\n", numeral_mean_length(100));
	return 0;
}
