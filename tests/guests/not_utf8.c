/*
 * Text that is not UTF-8: every byte but the carriage return (a vendor whose host takes text line by
 * line may eat it), a Latin-1 word, a truncated character and an overlong one.
 */
#include <stdio.h>

int main(void)
{
	for (int byte = 0; byte < 256; byte++)
		if (byte != '\r')
			putchar(byte);
	puts("\nLatin-1: caf\xE9");
	puts("truncated: \xE6\x97");
	puts("overlong: \xC0\xAF");
	return 0;
}
