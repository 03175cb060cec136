# Read by the assembler before every compiled source (-Wa,no-fence.s): `fence` becomes nothing.
#
# GCC puts fences around atomic loads and stores and into explicit fences, and has no option against it.
# On one hart a fence orders nothing, but SP1 and RISC Zero 3 end the run at one.
	.ifndef .Lzkshim_no_fence
	.set .Lzkshim_no_fence, 1
	.macro fence ordering:vararg
	.endm
	.endif
