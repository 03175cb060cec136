/* C99 5.1.2.2.3: reaching the closing brace of main returns 0. */
#include <stdio.h>

int main(void)
{
	puts("no return statement");
}
