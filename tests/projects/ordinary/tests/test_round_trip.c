/* Every 37th number becomes a numeral and a number again. */
#include <numerals/numerals.h>
#include <stdio.h>

int main(void)
{
	char text[NUMERAL_SIZE];

	for (unsigned number = 1; number < 1000; number += 37) {
		if (!numeral_of(number, text, sizeof text) || number_of(text) != number) {
			fprintf(stderr, "%u became %s\n", number, text);
			return 1;
		}
	}
	return 0;
}
