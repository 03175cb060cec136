/* float, double and long double arithmetic, comparisons and conversions in software. */
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

/* Volatile operands: the compiler computes nothing here itself. */
static volatile float f = 1.5f, tiny_f = 0x1p-24f;
static volatile double d = 1.5, tiny = 0x1p-53, nan_value = NAN;
static volatile long double l = 1.5L;
static volatile int32_t negative = -7;
static volatile uint64_t huge = UINT64_C(0xFFFFFFFFFFFFF800);

static void show_arithmetic(void)
{
	expect(f + 2 == 3.5f && f - 2 == -0.5f && f * 3 == 4.5f && f / 2 == 0.75f);
	expect(d + 2 == 3.5 && d - 2 == -0.5 && d * 3 == 4.5 && d / 2 == 0.75);
	expect(l + 2 == 3.5L && l - 2 == -0.5L && l * 3 == 4.5L && l / 2 == 0.75L);
	/* Half a unit in the last place: rounded to even. */
	expect(1.0f + tiny_f == 1.0f && 1.0f + 3 * tiny_f == 1.0f + 4 * tiny_f);
	expect(1.0 + tiny == 1.0 && 1.0 + 3 * tiny == 1.0 + 4 * tiny);
	expect(d / 3 == 0.5 && DBL_MAX * d == INFINITY && DBL_MIN * tiny > 0 - DBL_MIN);
}

static void show_comparisons(void)
{
	expect(f < 2 && f > 1 && f <= 1.5f && f >= 1.5f && f != 2);
	expect(d < 2 && d > 1 && !(d < 1.5) && d == 1.5);
	expect(l < 2 && l > 1 && l == 1.5L);
	expect(!(nan_value == nan_value) && !(nan_value < 1) && !(nan_value > 1) && nan_value != 1);
	expect(isunordered(nan_value, 1.0) && 0.0 == -0.0);
}

static void show_conversions(void)
{
	expect((int)d == 1 && (int)-d == -1 && (unsigned)(d * 2e9) == 3000000000u);
	expect((int64_t)(d * 1e18) == INT64_C(1500000000000000000) && (uint64_t)1.8e19 == UINT64_C(18000000000000000000));
	expect((double)negative == -7.0 && (float)negative == -7.0f && (long double)negative == -7.0L);
	expect((double)huge == 18446744073709549568.0 && (float)huge == 18446744073709551616.0f);
	expect((float)(d + tiny_f * 0.5) == 1.5f && (double)f == 1.5 && (double)l == 1.5);
	expect((long double)d == 1.5L && (int)l == 1 && (uint64_t)(l * 1e18L) == UINT64_C(1500000000000000000));
}

int main(void)
{
	show_arithmetic();
	show_comparisons();
	show_conversions();
	puts("floats");
	return 0;
}
