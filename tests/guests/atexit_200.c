/* 200 atexit handlers, each its own function, run newest first (C11 guarantees 32, zkshim any number). */
#include <stdio.h>
#include <stdlib.h>

#include "include/expect.h"

#define HANDLERS 200

static int expected = HANDLERS - 1;

/* No expect here: it calls exit, and no handler may. */
static void ran(int number)
{
	if (number != expected) {
		fprintf(stderr, "handler %d ran, expected %d\n", number, expected);
		_Exit(1);
	}
	if (expected-- == 0)
		puts("200 handlers ran, newest first");
}

#define HANDLER(n) static void handler_##n(void) { ran(1##n - 1000); }
#define NAME(n) handler_##n,
#define TEN(X, n) X(n##0) X(n##1) X(n##2) X(n##3) X(n##4) X(n##5) X(n##6) X(n##7) X(n##8) X(n##9)
#define HUNDRED(X, n) \
	TEN(X, n##0) TEN(X, n##1) TEN(X, n##2) TEN(X, n##3) TEN(X, n##4) \
	TEN(X, n##5) TEN(X, n##6) TEN(X, n##7) TEN(X, n##8) TEN(X, n##9)

/* Three digits each; the 1 put before them keeps 010 from being octal. */
HUNDRED(HANDLER, 0)
HUNDRED(HANDLER, 1)

static void (*const handlers[])(void) = { HUNDRED(NAME, 0) HUNDRED(NAME, 1) };

int main(void)
{
	expect(sizeof handlers / sizeof *handlers == HANDLERS);
	for (int i = 0; i < HANDLERS; i++)
		expect(atexit(handlers[i]) == 0);
	puts("registered");
	return 0;
}
