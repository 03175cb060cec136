/* SP1's host calls (sp1-core-executor@6.10.0 src/syscall_code.rs, src/minimal/ecall.rs). */
#ifndef ZKSHIM_HOSTCALL_SP1_H
#define ZKSHIM_HOSTCALL_SP1_H

#include <stdint.h>

/*
 * `ecall` with the number in t0 and arguments in a0 to a2. Returns t0: the call's result, or the number again
 * where it has none. Pointers are addresses as numbers, 8-aligned for the precompiles; the host may read and
 * write what they point to. An unknown number ends the run.
 */
static inline uint64_t zkshim_sp1_call(uint64_t number, uint64_t a0, uint64_t a1, uint64_t a2)
{
	register uint64_t t0 __asm__("t0") = number;
	register uint64_t r0 __asm__("a0") = a0;
	register uint64_t r1 __asm__("a1") = a1;
	register uint64_t r2 __asm__("a2") = a2;

	__asm__ volatile("ecall" : "+r"(t0) : "r"(r0), "r"(r1), "r"(r2) : "memory");
	return t0;
}

#endif
