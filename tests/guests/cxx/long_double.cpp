// Functions of long double compute in 113 bits, not in double's 53.
#include <cmath>
#include <cstdio>

#include "../include/expect.h"

static bool agrees(long double value, long double expected)
{
	return std::fabs(value - expected) < 1e-30L;
}

int main()
{
	volatile long double one = 1, two = 2;
	expect(agrees(std::sin(one), 0.841470984807896506652502321630298999622563060798371L));
	expect(agrees(std::exp(one), 2.718281828459045235360287471352662497757247093699959L));
	expect(agrees(std::sqrt(two), 1.414213562373095048801688724209698078569671875376948L));
	expect(agrees(std::atan2(one, two), 0.463647609000806116214256231461214402028537054286120L));
	expect(agrees(std::pow(two, 0.5L), std::sqrt(two)));
	puts("quadruple precision");
}
