/* _Thread_local objects: initialised, zero, and aligned to 64 bytes; errno is one of the C library's. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

static _Thread_local int initialised = 42;
static _Thread_local uint8_t odd_bytes[3] = { 1, 2, 3 };
static _Thread_local _Alignas(64) uint64_t aligned[8] = { 11, 22 };
static _Thread_local int zero[100];
static _Thread_local _Alignas(64) uint8_t aligned_zero[64];
_Thread_local const char *text = "thread-local text";

/* Keeps the addresses from being known at compile time. */
static __attribute__((noinline)) int is_aligned(const volatile void *pointer)
{
	return (uintptr_t)pointer % 64 == 0;
}

int main(void)
{
	expect(initialised == 42);
	expect(odd_bytes[0] == 1 && odd_bytes[1] == 2 && odd_bytes[2] == 3);
	expect(is_aligned(aligned) && is_aligned(aligned_zero));
	expect(aligned[0] == 11 && aligned[1] == 22 && aligned[7] == 0);
	for (int i = 0; i < 100; i++)
		expect(zero[i] == 0);
	for (int i = 0; i < 64; i++)
		expect(aligned_zero[i] == 0);

	errno = EDOM;
	initialised = 43;
	aligned[7] = UINT64_MAX;
	zero[0] = zero[99] = 5;
	aligned_zero[63] = 6;
	/* Each kept its own: nothing lies on anything else. */
	expect(initialised == 43 && odd_bytes[0] == 1 && odd_bytes[2] == 3);
	expect(aligned[0] == 11 && aligned[7] == UINT64_MAX);
	expect(zero[0] == 5 && zero[1] == 0 && zero[99] == 5);
	expect(aligned_zero[0] == 0 && aligned_zero[63] == 6);
	expect(errno == EDOM);
	puts(text);
	return 0;
}
