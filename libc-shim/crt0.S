/*
 * Start-up: the first code of every guest, on every vendor.
 *
 * The loader has placed every byte and zeroed the rest (VMA = LMA), so there is nothing to copy or
 * clear, and the way to main is the same length whatever the size of .bss. What a vendor must set up
 * before that (a trap handler, a guard) is an entry of .preinit_array in its own module.
 */
#include "xlen.h"

	.section .text.zkshim.start,"ax",@progbits
	.globl _start
	.type _start,@function
_start:
	.cfi_startproc
	.cfi_undefined ra
	.option push
	.option norelax			/* gp can't be set relative to itself */
	la gp, __global_pointer$
	.option pop
	la sp, _stack_top
	la tp, __tls_base

	/* .preinit_array and .init_array lie side by side: one walk runs both. */
	la s0, __preinit_array_start
	la s1, __init_array_end
	j 2f
1:	LX a5, 0(s0)
	addi s0, s0, SZ
	jalr a5
2:	bne s0, s1, 1b

	/* main(0, argv, envp): no arguments exist, but argv[0] and envp[0] are NULL in memory. */
	li a0, 0
	la a1, zkshim_no_arguments
	mv a2, a1
	call main
	tail exit
	.cfi_endproc
	.size _start, .-_start

	.section .bss.zkshim.arguments,"aw",@nobits
	.balign SZ
	.type zkshim_no_arguments,@object
zkshim_no_arguments:
	.zero SZ
	.size zkshim_no_arguments, SZ

/*
 * Each loadable segment holds at least one byte by construction: an empty one at address 0 is fatal
 * on SP1 (sp1-core-executor@6.10.0 src/disassembler/elf.rs). _start is the code's; these are the others'.
 */
	.section .rodata.zkshim.segment,"a",@progbits
	.zero 8
	.section .data.zkshim.segment,"aw",@progbits
	.weak __dso_handle
	.hidden __dso_handle
	.balign SZ
	.type __dso_handle,@object
__dso_handle:
	PTR __dso_handle
	.size __dso_handle, SZ

/*
 * The mark, not loaded: crates/zkshim-vendors/src/mark.rs reads it and gives the layout. The vendor's
 * name comes from the build.
 */
	.section .zkshim,"",@progbits
	.ascii "zkshim\0\1"
1:	.ascii ZKSHIM_VENDOR
	.zero 24 - (. - 1b)
	MARK_ADDRESS _heap_start
	MARK_ADDRESS _heap_end
	MARK_ADDRESS _stack_bottom
	MARK_ADDRESS _stack_top
	MARK_ADDRESS __zkshim_input_start
	MARK_ADDRESS __zkshim_input_end
