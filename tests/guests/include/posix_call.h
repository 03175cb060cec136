/*
 * Calls that must fail with their errno. Each is tried, and each that answers otherwise is named on
 * stderr with what it gave; main returns how many there were.
 */
#ifndef POSIX_CALL_H
#define POSIX_CALL_H

#include <errno.h>
#include <stdio.h>

static int wrong_answers;

/* The call's result must be -1 and errno this. */
#define fails_with(error, call) \
	do { \
		errno = 0; \
		long result_ = (long)(call); \
		int errno_ = errno; \
		if (result_ != -1 || errno_ != (error)) { \
			fprintf(stderr, "%s gave %ld, errno %d, not " #error "\n", #call, result_, errno_); \
			wrong_answers++; \
		} \
	} while (0)

#define gives(expected, call) \
	do { \
		long result_ = (long)(call); \
		if (result_ != (long)(expected)) { \
			fprintf(stderr, "%s gave %ld, not " #expected "\n", #call, result_); \
			wrong_answers++; \
		} \
	} while (0)

#endif
