// With ZKVM_CLOCK=stopped time stands still at the epoch: programs that only measure how long they take run.
#include <chrono>
#include <cstdio>

#include "../include/expect.h"

using namespace std::chrono;
using namespace std::literals;

int main()
{
	const auto start = steady_clock::now();
	expect(system_clock::now().time_since_epoch() == 0s && system_clock::to_time_t(system_clock::now()) == 0);
	expect(high_resolution_clock::now() == high_resolution_clock::time_point());
	printf("took %d ms\n", (int)duration_cast<milliseconds>(steady_clock::now() - start).count());
}
