/*
 * picolibc 1.8's fgets gives NULL for a last line without a newline, and the line is lost. C wants NULL
 * only when nothing was read before the end (C11 7.21.7.2).
 */
#include <stdio.h>

char *fgets(char *restrict line, int size, FILE *restrict stream)
{
	char *end = line;

	if (size <= 0)
		return NULL;
	while (--size > 0) {
		int byte = getc(stream);
		if (byte == EOF) {
			if (end == line || ferror(stream))
				return NULL;
			break;
		}
		*end++ = (char)byte;
		if (byte == '\n')
			break;
	}
	*end = '\0';
	return line;
}
