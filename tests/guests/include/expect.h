/*
 * Checks that name themselves: expect(condition) says on stderr which one failed, and where, and ends
 * the sample with 1. Not assert: samples of assert and abort must not stand on what they show.
 */
#ifndef EXPECT_H
#define EXPECT_H

#include <stdio.h>
#include <stdlib.h>

#define expect(condition) ((condition) ? (void)0 : expect_failed(__FILE__, __LINE__, #condition))

static inline void expect_failed(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: expected %s\n", file, line, condition);
	exit(1);
}

#endif
