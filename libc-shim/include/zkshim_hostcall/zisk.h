/* ZisK's host calls: CSRs and fixed addresses (zisk-definitions@1.4.0-alpha src/syscall.rs). */
#ifndef ZKSHIM_HOSTCALL_ZISK_H
#define ZKSHIM_HOSTCALL_ZISK_H

#include <stdint.h>

/*
 * A precompile by its CSR (0x800 and up, a constant) with one operand, or with two: the transpiler takes the
 * two instructions for one. Operands are addresses, 8-aligned. It makes no difference to ZisK that the
 * assembler is told of CSRs here only.
 */
#define ZKSHIM_ZISK_CSR(csr, a) \
	__asm__ volatile(".option push\n\t.option arch, +zicsr\n\tcsrs %0, %1\n\t.option pop" \
			 : \
			 : "i"(csr), "r"(a) \
			 : "memory")

#define ZKSHIM_ZISK_CSR2(csr, a, b) \
	__asm__ volatile(".option push\n\t.option arch, +zicsr\n\tcsrs %0, %1\n\tadd x0, %2, x0\n\t.option pop" \
			 : \
			 : "i"(csr), "r"(a), "r"(b) \
			 : "memory")

/*
 * `ecall` with its number in a7 and an argument in a0; returns a0. ZisK knows 93, the exit; at any other it
 * does nothing but overwrite ra.
 */
static inline uint64_t zkshim_zisk_call(uint64_t number, uint64_t a0)
{
	register uint64_t a7 __asm__("a7") = number;
	register uint64_t r0 __asm__("a0") = a0;

	__asm__ volatile("ecall" : "+r"(r0) : "r"(a7) : "ra", "memory");
	return r0;
}

/* A byte to a device: the console is at 0xA0400200. */
static inline void zkshim_zisk_store_byte(uintptr_t address, uint8_t byte)
{
	*(volatile uint8_t *)address = byte;
}

#endif
