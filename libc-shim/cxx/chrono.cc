// There is no clock in a zkVM, and none is invented: a made-up time could be taken for a real one. C's time()
// can say so (-1); std::chrono's now() can't, so it aborts. With -DZKVM_CLOCK=stopped time stands still at the
// epoch, for programs that only measure how long they take.

#include <chrono>
#include <cstddef>

extern "C" [[noreturn]] void zkshim_fail(const char *const *pieces, std::size_t count);

// Its address is 1 or, without the knob, 0. Held in a data word: code can't form the address 0 everywhere.
extern "C" const char ZKVM_CLOCK_STOPPED __attribute__((weak));

namespace
{

const char *const volatile stopped = &ZKVM_CLOCK_STOPPED;

void require_stopped_clock(const char *function)
{
	if (stopped)
		return;
	const char *const pieces[] = {
		"zkshim: ", function, ": a zkVM has no clock; -DZKVM_CLOCK=stopped gives one that stands still",
	};
	zkshim_fail(pieces, sizeof pieces / sizeof *pieces);
}

} // namespace

namespace std
{
namespace chrono
{
inline namespace _V2
{

constexpr bool system_clock::is_steady;

system_clock::time_point system_clock::now() noexcept
{
	require_stopped_clock("std::chrono::system_clock::now");
	return time_point();
}

constexpr bool steady_clock::is_steady;

steady_clock::time_point steady_clock::now() noexcept
{
	require_stopped_clock("std::chrono::steady_clock::now");
	return time_point();
}

} // namespace _V2
} // namespace chrono
} // namespace std
