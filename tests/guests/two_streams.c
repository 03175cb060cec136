/* stdout and stderr, in turns and in unfinished pieces: neither's text gets into the other. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	for (int i = 1; i <= 3; i++) {
		printf("out %d, ", i);
		fprintf(stderr, "error %d, ", i);
		printf("done %d\n", i);
		fprintf(stderr, "logged %d\n", i);
	}
	fflush(stdout);
	fflush(stderr);
	for (const char *c = "abc\n"; *c; c++) {
		write(1, c, 1);
		write(2, c, 1);
	}
	return 0;
}
