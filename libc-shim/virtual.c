/*
 * What stands in the table of an abstract class for the functions that it does not have. GCC refers to them weakly,
 * so libstdc++'s would not be linked, and a call would go to address 0.
 */
#include "zkshim_internal.h"

static _Noreturn void say(const char *what)
{
	const char *const pieces[] = { "zkshim: a ", what, " function was called" };

	zkshim_fail(pieces, sizeof pieces / sizeof *pieces);
}

_Noreturn void __cxa_pure_virtual(void)
{
	say("pure virtual");
}

_Noreturn void __cxa_deleted_virtual(void)
{
	say("deleted virtual");
}
