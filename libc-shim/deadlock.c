/* What a lock does when only another thread could open it (cxx/gthr-single.h). */
#include "zkshim_internal.h"

_Noreturn void __zkshim_deadlock(const char *what)
{
	const char *const pieces[] = { "zkshim: deadlock: ", what, ", and a zkVM has one hart" };

	zkshim_fail(pieces, sizeof pieces / sizeof *pieces);
}
