/* fgets: whole lines, an empty one, one longer than the buffer, and a last one without a newline. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char line[16];

	while (fgets(line, sizeof line, stdin)) {
		size_t length = strlen(line);
		int whole = length > 0 && line[length - 1] == '\n';
		printf("%2d %s [%.*s]\n", (int)length, whole ? "line" : "part", (int)length - whole, line);
	}
	printf("%s\n", feof(stdin) ? "end" : "error");
	return 0;
}
