/* 2^22 + 1 instructions: SP1's limit is 2^22. The words are nops. */
__asm__(".section .text.many_instructions,\"ax\",@progbits\n"
	".globl many_instructions\n"
	"many_instructions:\n"
	".fill 0x400000, 4, 0x00000013\n"
	"ret\n"
	".previous\n");

extern void many_instructions(void);

int main(void)
{
	many_instructions();
	return 0;
}
