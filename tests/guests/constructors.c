/*
 * What runs before and after main, in order: .preinit_array, constructors by priority (lowest first),
 * main, atexit handlers, destructors by priority (highest first, those without one before all).
 */
#include <stdio.h>
#include <stdlib.h>

static void before_all(void)
{
	puts("preinit");
}

static void (*const preinit_entry)(void) __attribute__((section(".preinit_array"), used)) = before_all;

static __attribute__((constructor)) void plain_constructor(void)
{
	puts("constructor without a priority");
}

static __attribute__((constructor(102))) void second_constructor(void)
{
	puts("constructor 102");
}

static __attribute__((constructor(101))) void first_constructor(void)
{
	puts("constructor 101");
}

static __attribute__((constructor(1000))) void third_constructor(void)
{
	puts("constructor 1000");
}

static __attribute__((destructor)) void plain_destructor(void)
{
	puts("destructor without a priority");
}

static __attribute__((destructor(101))) void last_destructor(void)
{
	puts("destructor 101");
}

static __attribute__((destructor(1000))) void second_destructor(void)
{
	puts("destructor 1000");
}

static __attribute__((destructor(102))) void third_destructor(void)
{
	printf("destructor 102, ");
}

static void at_exit(void)
{
	puts("atexit handler");
}

int main(void)
{
	puts("main");
	return atexit(at_exit);
}
