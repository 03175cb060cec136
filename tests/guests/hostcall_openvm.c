/* OpenVM's instructions, called from C: a print and a reveal, past the C library. */
#include <stdint.h>
#include <zkshim_hostcall.h>

/* openvm-rv32im-guest@2.0.2 src/lib.rs */
#define CUSTOM_0 0x0b
#define REVEAL 2
#define PHANTOM 3
#define PRINT_STR 1

int main(void)
{
	static const char text[] = "printed by an instruction\n";

	ZKSHIM_OPENVM_I(CUSTOM_0, PHANTOM, text, sizeof text - 1, PRINT_STR);
	ZKSHIM_OPENVM_I(CUSTOM_0, REVEAL, 4, 0x64636261, 0);
	return 0;
}
