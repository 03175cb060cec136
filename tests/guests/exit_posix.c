/* _exit runs no handler; bytes given to write have arrived before it. */
#include <stdlib.h>
#include <unistd.h>

static void handler(void)
{
	write(1, "handler ran\n", 12);
}

int main(void)
{
	if (atexit(handler) != 0)
		return 1;
	if (write(1, "written, ", 9) != 9)
		return 2;
	if (write(1, "not finished", 12) != 12)
		return 3;
	_exit(4);
}
