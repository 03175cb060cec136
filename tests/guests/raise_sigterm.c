/* An unhandled signal ends the run with 128 + its number, as a shell would report it. */
#include <signal.h>
#include <stdio.h>

int main(void)
{
	puts("before");
	raise(SIGTERM);
	puts("not reached");
	return 0;
}
