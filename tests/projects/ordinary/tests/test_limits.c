/* What has no numeral, and texts that are just large enough, or not. */
#include <numerals/numerals.h>

#undef NDEBUG
#include <assert.h>

int main(void)
{
	char text[NUMERAL_SIZE];

	assert(!numeral_of(0, text, sizeof text));
	assert(!numeral_of(4000, text, sizeof text));
	assert(numeral_of(3888, text, NUMERAL_SIZE));
	assert(!numeral_of(3888, text, NUMERAL_SIZE - 1));
	assert(number_of("IIII") == 0);
	return 0;
}
