#include <math.h>
#include <string.h>

#include "numerals/numerals.h"

double numeral_mean_length(unsigned largest)
{
	char text[NUMERAL_SIZE];
	double total = 0;

	for (unsigned number = 1; number <= largest; number++)
		if (numeral_of(number, text, sizeof text))
			total += (double)strlen(text);
	return floor(total / largest * 100 + 0.5) / 100;
}
