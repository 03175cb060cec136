/* What a lock does when only another thread could open it (cxx/gthr-single.h). */
#include "zkshim_internal.h"

_Noreturn void __zkshim_deadlock(const char *what)
{
	const char *const pieces[] = { "zkshim: deadlock: ", what, ", and a zkVM has one hart" };

	zkshim_fail(pieces, sizeof pieces / sizeof *pieces);
}

/* std::this_thread::__sleep_for, whose duration counts in int64_t: long or long long. */
#if __riscv_xlen == 64
# define SLEEP_FOR "_ZNSt11this_thread11__sleep_forENSt6chrono8durationIlSt5ratioILl1ELl1EEEENS1_IlS2_ILl1ELl1000000000EEEE"
#else
# define SLEEP_FOR "_ZNSt11this_thread11__sleep_forENSt6chrono8durationIxSt5ratioILx1ELx1EEEENS1_IxS2_ILx1ELx1000000000EEEE"
#endif

_Noreturn void sleep_for(void) __asm__(SLEEP_FOR);
_Noreturn void sleep_for(void)
{
	__zkshim_deadlock("a thread sleeps that no clock would wake");
}
