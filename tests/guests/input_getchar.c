/* getchar to the end: counts letters, digits, lines, and bytes above 127 that char would make negative. */
#include <ctype.h>
#include <stdio.h>

int main(void)
{
	int letters = 0, digits = 0, lines = 0, high = 0, c;

	while ((c = getchar()) != EOF) {
		letters += isalpha(c) && c < 128;
		digits += isdigit(c) != 0;
		lines += c == '\n';
		high += c > 127;
	}
	printf("%d letters, %d digits, %d lines, %d above 127\n", letters, digits, lines, high);
	return 0;
}
