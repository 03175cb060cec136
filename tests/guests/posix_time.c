/* No clock and no randomness are invented: what asks for them fails. */
#define _GNU_SOURCE
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

#include "include/posix_call.h"

/* picolibc declares these only for systems that claim _POSIX_TIMERS; ported programs call them all the same. */
int clock_gettime(clockid_t clock, struct timespec *time);
int clock_settime(clockid_t clock, const struct timespec *time);
int clock_getres(clockid_t clock, struct timespec *resolution);
int nanosleep(const struct timespec *time, struct timespec *left);

int main(void)
{
	struct timeval now = { 0, 0 };
	struct timespec precise = { 0, 0 };
	struct tms used;
	char random[8];

	fails_with(ENOSYS, gettimeofday(&now, NULL));
	fails_with(ENOSYS, settimeofday(&now, NULL));
	fails_with(ENOSYS, clock_gettime(CLOCK_REALTIME, &precise));
	fails_with(ENOSYS, clock_settime(CLOCK_REALTIME, &precise));
	fails_with(ENOSYS, clock_getres(CLOCK_REALTIME, &precise));
	fails_with(ENOSYS, nanosleep(&precise, NULL));
	fails_with(ENOSYS, usleep(1));
	gives(3, sleep(3));
	fails_with(ENOSYS, times(&used));
	fails_with(ENOSYS, getentropy(random, sizeof random));
	gives(-1, time(NULL));
	gives((clock_t)-1, clock());
	puts("time");
	return wrong_answers;
}
