/* Run while the build is configured: how many binary digits does a double hold? */
#include <float.h>
#include <stdio.h>

int main(void)
{
	printf("digits %d\n", DBL_MANT_DIG);
	return DBL_MANT_DIG;
}
