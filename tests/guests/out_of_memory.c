/* A program that runs out of memory and says so: malloc's NULL is seen, and the run fails. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	for (;;) {
		if (!malloc(1 << 20)) {
			perror("malloc");
			exit(EXIT_FAILURE);
		}
	}
}
