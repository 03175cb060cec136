/* OpenVM's host calls: instructions (openvm-rv32im-guest@2.0.2 src/lib.rs, and the extensions' own crates). */
#ifndef ZKSHIM_HOSTCALL_OPENVM_H
#define ZKSHIM_HOSTCALL_OPENVM_H

/*
 * One instruction of the I format: funct3 and immediate are constants, rd and rs1 values. rd is an input of
 * most of these instructions, not an output. What it does to memory, the compiler takes as anything. A word
 * that no extension of the virtual machine knows is refused at load.
 */
#define ZKSHIM_OPENVM_I(opcode, funct3, rd, rs1, immediate) \
	__asm__ volatile(".insn i %0, %1, %2, %3, %4" \
			 : \
			 : "i"(opcode), "i"(funct3), "r"(rd), "r"(rs1), "i"(immediate) \
			 : "memory")

/* One instruction of the R format, as the extensions use it. */
#define ZKSHIM_OPENVM_R(opcode, funct3, funct7, rd, rs1, rs2) \
	__asm__ volatile(".insn r %0, %1, %2, %3, %4, %5" \
			 : \
			 : "i"(opcode), "i"(funct3), "i"(funct7), "r"(rd), "r"(rs1), "r"(rs2) \
			 : "memory")

#endif
