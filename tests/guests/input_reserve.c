/* ZKVM_INPUT_SIZE=64K, and input that fills it to the last byte. */
#include "include/whole_input.h"

int main(void)
{
	pass_on_whole_input();
	return 0;
}
