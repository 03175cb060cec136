/* What everything else is held against. */
#include <stdio.h>

int main(void)
{
	puts("hello");
}
