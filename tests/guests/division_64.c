/* 64-bit arithmetic, which 32-bit chips do in software: division above all. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "include/expect.h"

static volatile uint64_t numerators[] = { 0, 1, 9, UINT32_MAX, UINT64_C(1) << 32, UINT64_C(0x123456789ABCDEF0), UINT64_MAX };
static volatile uint64_t denominators[] = { 1, 3, 10, UINT32_MAX, UINT64_C(1) << 32, UINT64_C(0x100000001), UINT64_MAX };

#define COUNT(array) (sizeof array / sizeof *array)

/* What division is: n = q * d + r with r < d. */
static void show_every_pair(void)
{
	for (unsigned i = 0; i < COUNT(numerators); i++) {
		for (unsigned j = 0; j < COUNT(denominators); j++) {
			uint64_t n = numerators[i], d = denominators[j];
			uint64_t q = n / d, r = n % d;
			expect(r < d && q * d + r == n && q <= n);
		}
	}
}

int main(void)
{
	volatile int64_t minus_seven = -7, most_negative = INT64_MIN;
	volatile uint64_t factor = UINT64_C(0xFEDCBA9876543211);
	volatile unsigned shift = 33;

	show_every_pair();
	expect(minus_seven / 2 == -3 && minus_seven % 2 == -1 && minus_seven / -2 == 3);
	expect(most_negative / 10 == INT64_C(-922337203685477580) && most_negative % 10 == -8);
	expect(UINT64_C(1000000007) * factor == UINT64_C(0x8641FDB9B508C877));
	expect(factor >> shift == UINT64_C(0x7F6E5D4C) && factor << shift == UINT64_C(0xECA8642200000000));
	expect(most_negative >> shift == -(INT64_C(1) << 30));
	lldiv_t parts = lldiv(minus_seven * 1000000000000, 1000000007);
	printf("%lld %lld\n", parts.quot, parts.rem);
	return 0;
}
