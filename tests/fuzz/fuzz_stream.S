/*
 * Around the patched instructions: loads x1 to x31 before them, and restores after them what C needs. What
 * the stream leaves in registers it stores itself, at its end: only it knows a register that it has not
 * changed, and that is another one in each program.
 */
#if __riscv_xlen == 64
#define LX ld
#define SX sd
#define SIZE 8
#else
#define LX lw
#define SX sw
#define SIZE 4
#endif

/* Room for a stream, in instructions; the test takes it from the symbols. */
#define ROOM 1024

	/* gp is the stream's: no address may be relative to it. */
	.option norelax

	.section .text.fuzz_stream,"ax",@progbits
	.globl fuzz_stream
	.type fuzz_stream,@function
fuzz_stream:
	lla t0, fuzz_kept
	.irp number, 1, 2, 3, 4, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
	SX x\number, \number * SIZE(t0)
	.endr
	lla x31, fuzz_registers
	.irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	LX x\number, \number * SIZE(x31)
	.endr

	.globl fuzz_body
fuzz_body:
	.rept ROOM
	nop
	.endr

	.globl fuzz_body_end
fuzz_body_end:
	lla t0, fuzz_kept
	.irp number, 1, 2, 3, 4, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
	LX x\number, \number * SIZE(t0)
	.endr
	ret
	.size fuzz_stream, . - fuzz_stream

	/* What the calling convention lets C keep in registers; sp, gp and tp with it. */
	.section .bss.fuzz_kept,"aw",@nobits
	.balign SIZE
	.type fuzz_kept,@object
fuzz_kept:
	.zero 32 * SIZE
	.size fuzz_kept, 32 * SIZE
