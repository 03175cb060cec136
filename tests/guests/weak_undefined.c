/* A weak function that nobody defines is a null pointer, also where code lies 2 GiB and more above 0. */
#include <stdio.h>

extern int absent(int) __attribute__((weak));
extern int present(int) __attribute__((weak));
extern char absent_object[] __attribute__((weak));

int present(int x)
{
	return x + 1;
}

int main(void)
{
	printf("present %d\n", present(41));
	printf("absent %d\n", absent ? absent(41) : -1);
	printf("absent object %s\n", absent_object ? "found" : "null");
	return 0;
}
