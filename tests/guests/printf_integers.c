/* Integer conversions of printf, with every length, flag, width and precision that C fixes the text of. */
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	printf("%d %i %u\n", -42, 42, 42u);
	printf("%d %d\n", INT_MAX, INT_MIN);
	printf("%hhd %hhu %hd %hu\n", (signed char)-1, (unsigned char)255, (short)-32768, (unsigned short)65535);
	printf("%ld %lu\n", -2147483647L, 4294967295UL);
	printf("%lld %lld %llu\n", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
	printf("%zu %zd %td\n", (size_t)123456, (ptrdiff_t)-7, (ptrdiff_t)-8);
	printf("%jd %ju\n", INTMAX_MIN, UINTMAX_MAX);
	printf("%" PRId8 " %" PRIu16 " %" PRId32 " %" PRIx64 "\n", (int8_t)-128, (uint16_t)65535, INT32_MIN,
	       UINT64_C(0xFEDCBA9876543210));
	printf("%x %X %#x %#X %x\n", 0xbeefu, 0xBEEFu, 0xbeefu, 0xBEEFu, 0u);
	printf("%o %#o %#o %llo\n", 8u, 8u, 0u, 01777777777777777777777ULL);
	printf("[%5d] [%-5d] [%05d] [%+d] [% d] [%+5d]\n", 42, 42, 42, 42, 42, -42);
	printf("[%.5d] [%8.5d] [%-8.5d] [%.0d]\n", 42, 42, -42, 0);
	printf("[%*d] [%-*d] [%*d] [%.*d] [%.*d]\n", 6, 1, 6, 2, -6, 3, 4, 4, -1, 5);
	printf("[%10llx] [%-10llX] [%#010x]\n", 0xabcdULL, 0xabcdULL, 0xabcdu);
	printf("[%3d] [%1d]\n", 123456, 123456);
	return 0;
}
