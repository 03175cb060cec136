/* Writes table.h: the numerals of 1 to 9 ones, tens, hundreds and thousands. */
#include <stdio.h>

/* Places of the letters for one, five and ten of a digit, in the order they are written. */
static const char *const patterns[] = { "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix" };

int main(void)
{
	static const char letters[] = "IVXLCDM  ";

	printf("static const char *const table[4][10] = {\n");
	for (int digit = 0; digit < 4; digit++) {
		printf("\t{ ");
		for (int value = 0; value < 10; value++) {
			putchar('"');
			/* There is no letter for 5000: thousands stop at 3. */
			for (const char *place = patterns[value]; *place && (digit < 3 || value < 4); place++)
				putchar(letters[2 * digit + (*place == 'v') + 2 * (*place == 'x')]);
			printf("\", ");
		}
		printf("},\n");
	}
	printf("};\n");
	return 0;
}
