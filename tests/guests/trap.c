/* __builtin_trap must end the run as a failure on every vendor. */
#include <stdio.h>

int main(void)
{
	puts("before the trap");
	__builtin_trap();
}
