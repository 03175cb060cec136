// Says when it is built and when it goes.
#ifndef TRACER_H
#define TRACER_H

#include <cstdio>

struct tracer {
	const char *name;
	explicit tracer(const char *name) : name(name) { printf("+%s\n", name); }
	~tracer() { printf("-%s\n", name); }
};

#endif
