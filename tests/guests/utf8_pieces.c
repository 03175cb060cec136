/* UTF-8 text, byte by byte through write: the characters must arrive whole. */
#include <string.h>
#include <unistd.h>

int main(void)
{
	const char *text = "na\u00EFve caf\u00E9 \u2014 \u65E5\u672C\u8A9E \U0001F980\nsecond line: \u03C0\n";

	for (size_t i = 0; i < strlen(text); i++)
		if (write(1, text + i, 1) != 1)
			return 1;
	return 0;
}
