/* strtol, strtoul, strtoll, strtod and their ends, errors and limits. */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "include/expect.h"

static void show_integers(void)
{
	char *end;

	expect(strtol("  -123abc", &end, 10) == -123 && *end == 'a');
	expect(strtol("0x1Fg", &end, 0) == 31 && *end == 'g');
	expect(strtol("0755", NULL, 0) == 493 && strtol("zz", NULL, 36) == 1295);
	expect(strtol("nothing", &end, 10) == 0 && *end == 'n');
	expect(strtoull("18446744073709551615", NULL, 10) == ULLONG_MAX);
	expect(strtoll("-9223372036854775808", NULL, 10) == LLONG_MIN);
	errno = 0;
	expect(strtoll("9223372036854775808", NULL, 10) == LLONG_MAX && errno == ERANGE);
	errno = 0;
	expect(strtol("99999999999999999999", NULL, 10) == LONG_MAX && errno == ERANGE);
	expect(atoi("42") == 42 && atol("-42") == -42);
}

static void show_reals(void)
{
	char *end;

	expect(strtod("2.5e3xyz", &end) == 2500.0 && *end == 'x');
	expect(strtod("-.5", NULL) == -0.5 && strtod("+1.", NULL) == 1.0);
	expect(strtod("0x1.8p1", NULL) == 3.0);
	expect(strtod("0.1", NULL) == 0.1 && strtod("1e23", NULL) == 1e23);
	expect(strtod("2.2250738585072014e-308", NULL) == 2.2250738585072014e-308);
	expect(strtod("4.9406564584124654e-324", NULL) == 4.9406564584124654e-324);
	expect(strtod("-85.60903777459771", NULL) == -85.60903777459771);
	expect(isinf(strtod("infinity", NULL)) && isnan(strtod("nan", NULL)));
	errno = 0;
	expect(strtod("1e999", NULL) == HUGE_VAL && errno == ERANGE);
	expect(strtof("16777217", NULL) == 16777216.0f);
	expect(atof("1.25") == 1.25);
}

int main(void)
{
	show_integers();
	show_reals();
	puts("numbers from text");
	return 0;
}
