/* raise calls the program's own handler, and the run goes on. */
#include <signal.h>
#include <stdio.h>

#include "include/expect.h"

static volatile sig_atomic_t received;

static void on_signal(int number)
{
	received = number;
}

int main(void)
{
	expect(signal(SIGTERM, on_signal) == SIG_DFL);
	expect(raise(SIGTERM) == 0);
	expect(received == SIGTERM);
	expect(signal(SIGTERM, SIG_IGN) != SIG_ERR);
	expect(raise(SIGTERM) == 0);
	puts("handled, then ignored");
	return 0;
}
