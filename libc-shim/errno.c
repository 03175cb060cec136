/* errno is a _Thread_local of the C library, which only C can name. */
#include <errno.h>

void zkshim_set_errno(int value)
{
	errno = value;
}
