/* Characters, strings and %% of printf, and the other ways to write text to stdout. */
#include <stdio.h>

int main(void)
{
	static const char unterminated[4] = { 'a', 'b', 'c', 'd' };

	printf("%s %s%c\n", "text", "", '!');
	printf("[%8s] [%-8s] [%.3s] [%8.3s] [%.*s] [%.4s]\n", "right", "left", "precise", "precise", 2, "star",
	       unterminated);
	printf("[%3c] [%-3c] 100%%\n", 'x', 'y');
	puts("puts adds a newline");
	fputs("fputs does not", stdout);
	putchar('\n');
	fputc('c', stdout);
	putc('\n', stdout);
	fwrite("fwrite\n", 1, 7, stdout);
	fprintf(stdout, "%s %d\n", "fprintf", 1);
	printf("%s", "");
	printf("a\tb\vc\n");
	return 0;
}
