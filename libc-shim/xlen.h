/* Assembly for both register widths: the load and the data word of a pointer, and its size in bytes. */
#if __riscv_xlen == 64
# define LX ld
# define SX sd
# define PTR .dword
# define SZ 8
# define MARK_ADDRESS .dword
#else
# define LX lw
# define SX sw
# define PTR .word
# define SZ 4
	.macro MARK_ADDRESS symbol	/* 64 bits in the mark whatever the XLEN */
	.word \symbol, 0
	.endm
#endif
