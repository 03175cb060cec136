/* setvbuf before the first output, as programs do that want their words out at once. */
#include <stdio.h>

#include "include/expect.h"

int main(void)
{
	expect(setvbuf(stdout, NULL, _IONBF, 0) == 0);
	printf("%d, %s, ", 1, "two");
	printf("%.1f\n", 3.0);
	putchar('4');
	putchar('\n');
	return 0;
}
