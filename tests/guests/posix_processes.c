/* One process, number 1, that starts no other and signals none but itself. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "include/posix_call.h"

int main(void)
{
	char *nothing[] = { NULL };
	int status;
	sigset_t signals = 0;

	gives(1, getpid());
	fails_with(ENOSYS, fork());
	fails_with(ENOSYS, execve("program", nothing, nothing));
	fails_with(ENOSYS, wait(&status));
	fails_with(ENOSYS, waitpid(42, &status, 0));
	fails_with(ENOSYS, sigprocmask(SIG_BLOCK, &signals, NULL));
	fails_with(ENOSYS, sigaction(SIGTERM, NULL, NULL));
	fails_with(ESRCH, kill(42, 0));
	fails_with(ESRCH, kill(42, SIGTERM));
	gives(0, kill(getpid(), 0));
	fails_with(EINVAL, kill(getpid(), 99));
	puts("processes");
	return wrong_answers;
}
