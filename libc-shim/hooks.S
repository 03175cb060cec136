/*
 * Addresses of functions that may not be linked: 0 then. They are held in data words, since medany
 * code at a high address can't form the address 0 (LLD refuses, GNU ld rewrites the code).
 */
#include "xlen.h"

	.section .rodata.zkshim_stdio_hook,"a",@progbits
	.balign SZ
	.globl zkshim_stdio_hook
	.type zkshim_stdio_hook,@object
	.weak zkshim_flush_stdio
zkshim_stdio_hook:
	PTR zkshim_flush_stdio
	.size zkshim_stdio_hook, SZ

/*
 * Bounds held in data words: SP1's heap and input lie where no code can form their addresses.
 */
	.macro bound name, symbol
	.section .rodata.\name,"a",@progbits
	.balign SZ
	.globl \name
	.type \name,@object
\name:	PTR \symbol
	.size \name, SZ
	.endm

	bound zkshim_heap_start, _heap_start
	bound zkshim_heap_end, _heap_end
	bound zkshim_input_start, __zkshim_input_start
	bound zkshim_input_end, __zkshim_input_end
