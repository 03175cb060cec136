/* A last line without a newline arrives (SP1's host makes up the newline). */
#include <stdio.h>

int main(void)
{
	printf("first line\n");
	printf("last ");
	printf("line");
	return 0;
}
