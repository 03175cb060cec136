/*
 * The mathematical functions, in software: exact where IEEE 754 demands it (sqrt, remainders, rounding),
 * else within 1e-14 of values worked out elsewhere (Python's math). fma is not put to the test: without
 * hardware for it, picolibc 1.8 rounds its product before the sum.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>

#include "include/expect.h"

static volatile double zero = 0.0, one = 1.0, two = 2.0;

static int near(double value, double expected)
{
	return fabs(value - expected) <= 1e-14 * fabs(expected);
}

static void show_exact(void)
{
	expect(sqrt(two * 2) == 2.0 && sqrt(two) == 1.4142135623730951);
	expect(floor(-two - 0.5) == -3 && ceil(-two - 0.5) == -2 && trunc(-two - 0.5) == -2);
	expect(round(two + 0.5) == 3 && rint(two + 0.5) == 2 && lround(-two - 0.5) == -3);
	expect(fmod(two + 5, 4.0) == 3 && remainder(two + 5, 4.0) == -1);
	expect(fabs(-two) == 2 && copysign(two, -zero) == -2 && fmax(one, two) == 2);
	expect(fma(two, 3.0, 0.5) == 6.5);
	expect(ldexp(one, 10) == 1024 && scalbn(one, -3) == 0.125);
	int exponent;
	expect(frexp(two * 5, &exponent) == 0.625 && exponent == 4);
}

static void show_near(void)
{
	expect(near(sin(one), 0.8414709848078965));
	expect(near(cos(one), 0.5403023058681398));
	expect(near(tan(one), 1.5574077246549023));
	expect(near(atan(one) * 4, 3.141592653589793) && near(atan2(-one, -one), -2.356194490192345));
	expect(near(asin(one), 1.5707963267948966) && near(acos(-one), 3.141592653589793));
	expect(near(exp(one), 2.718281828459045) && near(log(two), 0.6931471805599453));
	expect(near(log10(two), 0.3010299956639812) && near(log2(two * 4), 3.0));
	expect(near(pow(two, 0.5), 1.4142135623730951) && near(cbrt(27 * one), 3.0));
	expect(near(hypot(3 * one, 4 * one), 5.0) && near(sinh(one), 1.1752011936438014));
	expect(near(tgamma(5 * one), 24.0) && near(erf(one), 0.8427007929497149));
	/* An argument that must be reduced by many turns. */
	expect(fabs(sin(1e6 * one) - -0.34999350217129294) < 1e-14);
}

static void show_errors(void)
{
	expect(isnan(sqrt(-one)) && isnan(log(-one)));
	expect(isinf(exp(1000 * one)) && exp(-1000 * one) == 0);
	expect(one / zero == INFINITY && isnan(zero / zero));
}

int main(void)
{
	show_exact();
	show_near();
	show_errors();
	puts("math");
	return 0;
}
