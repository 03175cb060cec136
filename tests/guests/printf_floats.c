/*
 * Floating conversions of printf. C libraries differ where a value has more digits than they work out
 * (picolibc: 17), so every text here is fixed: exact values of at most 17 digits, no ties in rounding,
 * and for %.17g values whose shortest text that reads back has 17 digits.
 */
#include <float.h>
#include <math.h>
#include <stdio.h>

int main(void)
{
	printf("%f %f %f %f\n", 0.0, 1.0, -2.5, 1e10);
	printf("%.3f %.0f %#.0f %.10f\n", 3.14159, 2.75, 2.75, 0.0009765625);
	printf("%.2f %.1f %.3f\n", 2.71828, 0.96, 999.9996);
	printf("%e %E %.3e %.0e\n", 12345.678, 0.00012345, 9.9996, 7.25);
	printf("%.2e %.1e %e\n", 1e100, 1e-300, 0.0);
	printf("%g %g %g %g %g\n", 100000.0, 1000000.0, 0.0001, 0.00001, 123456789.0);
	printf("%g %#g %G %.3g %.10g\n", 0.5, 0.5, 1e-10, 3.14159, 1.0 / 1024);
	printf("[%8.3f] [%-8.3f] [%08.3f] [%+.1f] [% .1f]\n", 3.14159, 3.14159, -3.14159, 2.3, 2.3);
	printf("[%*.*f] [%12.4e] [%-12g]\n", 9, 2, 1234.567, 1234.567, 1234.567);
	printf("%.17g %.17g\n", 0.1 + 0.2, 1.1 + 2.2);
	printf("%.17g %.17g\n", DBL_MAX, 2.2250738585072014e-308);
	printf("%.15g %.16g\n", 123456789012345.0, 9007199254740991.0);
	printf("%f %F %e %g %5f %-5f|\n", INFINITY, INFINITY, -INFINITY, INFINITY, INFINITY, INFINITY);
	printf("%f %G\n", fabs((double)NAN), fabs((double)NAN));
	printf("%f %g\n", -0.0, -0.0);
	printf("%.6f\n", (double)0.1f);
	return 0;
}
