/* What libstdc++ built without exceptions does where it would throw (cxx/throw_or_abort.h). */
#include <string.h>

#include "zkshim_internal.h"

/* `exception` is the source text that makes it: `length_error(_(__s))`. */
_Noreturn void __zkshim_would_throw(const char *exception)
{
	char name[64] = "";

	if (strncmp(exception, "std::", 5) == 0)
		exception += 5;
	size_t length = strcspn(exception, "({");

	memcpy(name, exception, length < sizeof name ? length : sizeof name - 1);
	const char *const pieces[] = { "zkshim: std::", name, " would be thrown, but -fno-exceptions" };
	zkshim_fail(pieces, sizeof pieces / sizeof *pieces);
}
