/* A test that is expected to fail: an invented numeral has no number. */
#include <numerals/numerals.h>

int main(void)
{
	return number_of("MIM") == 1999 ? 0 : 1;
}
