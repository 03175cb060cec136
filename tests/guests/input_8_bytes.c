/* Input of 8 bytes: the ends of the vendors' words of 4 and 8 bytes are where a reader goes wrong. */
#include "include/whole_input.h"

int main(void)
{
	pass_on_whole_input();
	return 0;
}
