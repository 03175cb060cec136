/* RISC Zero's host calls (risc0-zkvm-platform@2.2.3 src/syscall.rs). */
#ifndef ZKSHIM_HOSTCALL_RISC0_H
#define ZKSHIM_HOSTCALL_RISC0_H

#include <stdint.h>

/*
 * `ecall` with the class in t0 (3 SHA, 4 BIGINT, ...) and arguments in a0 to a4. Returns a0. Pointers are
 * addresses as numbers, 4-aligned. A class that the kernel does not know ends the run.
 */
static inline uint32_t zkshim_risc0_call(uint32_t class_, uint32_t a0, uint32_t a1, uint32_t a2, uint32_t a3,
					 uint32_t a4)
{
	register uint32_t t0 __asm__("t0") = class_;
	register uint32_t r0 __asm__("a0") = a0;
	register uint32_t r1 __asm__("a1") = a1;
	register uint32_t r2 __asm__("a2") = a2;
	register uint32_t r3 __asm__("a3") = a3;
	register uint32_t r4 __asm__("a4") = a4;

	__asm__ volatile("ecall" : "+r"(r0), "+r"(r1) : "r"(t0), "r"(r2), "r"(r3), "r"(r4) : "memory");
	return r0;
}

/* What a software call answers. */
struct zkshim_risc0_answer {
	uint32_t a0, a1;
};

/*
 * A software call: the kernel goes by the number, the host by the name
 * ("risc0_zkvm_platform::syscall::nr::SYS_WRITE"), and both must be right. The host fills `buffer`, of `size`
 * words (bytes for SYS_READ); a3 to a5 are the call's own.
 */
static inline struct zkshim_risc0_answer zkshim_risc0_software(uint32_t number, const char *name, void *buffer,
								uint32_t size, uint32_t a3, uint32_t a4, uint32_t a5)
{
	register uint32_t t0 __asm__("t0") = 2;
	register uint32_t t6 __asm__("t6") = number;
	register uint32_t r0 __asm__("a0") = (uint32_t)(uintptr_t)buffer;
	register uint32_t r1 __asm__("a1") = size;
	register uint32_t r2 __asm__("a2") = (uint32_t)(uintptr_t)name;
	register uint32_t r3 __asm__("a3") = a3;
	register uint32_t r4 __asm__("a4") = a4;
	register uint32_t r5 __asm__("a5") = a5;

	__asm__ volatile("ecall"
			 : "+r"(r0), "+r"(r1)
			 : "r"(t0), "r"(t6), "r"(r2), "r"(r3), "r"(r4), "r"(r5)
			 : "memory");
	return (struct zkshim_risc0_answer){ r0, r1 };
}

#endif
