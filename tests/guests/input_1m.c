/* 1 MB of input, more than any buffer or piece of a host call. */
#include "include/whole_input.h"

int main(void)
{
	pass_on_whole_input();
	return 0;
}
