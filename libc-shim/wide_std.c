/* The two of wide.c that bring stdin and stdout along. */
#include <stdio.h>
#include <wchar.h>

#undef getwchar
#undef putwchar

wint_t getwchar(void)
{
	return fgetwc(stdin);
}

wint_t putwchar(wchar_t wide)
{
	return fputwc(wide, stdout);
}
