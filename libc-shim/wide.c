/*
 * Wide-character streams and formats that libstdc++ needs and picolibc 1.8 declares and does not have. A wide stream is
 * a byte stream in the locale's encoding, which in picolibc's only locale, "C", is Latin-1. Formats are done by the
 * narrow functions, which in picolibc know no %ls.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#undef getwc
#undef putwc

/* picolibc's MB_LEN_MAX, whatever its locales */
#define LONGEST 8

/* --- Streams --- */

wint_t fgetwc(FILE *stream)
{
	mbstate_t state = { 0 };

	for (int read = 0; read < LONGEST; read++) {
		int got = fgetc(stream);
		if (got == EOF) {
			if (read)
				errno = EILSEQ; /* the end within a character */
			return WEOF;
		}
		char byte = (char)got;
		wchar_t wide;
		size_t length = mbrtowc(&wide, &byte, 1, &state);
		if (length == (size_t)-1)
			return WEOF; /* EILSEQ is set */
		if (length != (size_t)-2)
			return (wint_t)wide;
	}
	errno = EILSEQ;
	return WEOF;
}

wint_t fputwc(wchar_t wide, FILE *stream)
{
	char bytes[LONGEST];
	mbstate_t state = { 0 };
	size_t length = wcrtomb(bytes, wide, &state);

	if (length == (size_t)-1)
		return WEOF; /* EILSEQ is set */
	for (size_t i = 0; i < length; i++)
		if (fputc((unsigned char)bytes[i], stream) == EOF)
			return WEOF;
	return (wint_t)wide;
}

/* A stream takes one byte back, so only a character of one byte can be. */
wint_t ungetwc(wint_t wide, FILE *stream)
{
	int byte = wide == WEOF ? EOF : wctob(wide);

	return byte == EOF || ungetc(byte, stream) == EOF ? WEOF : wide;
}

wint_t getwc(FILE *stream)
{
	return fgetwc(stream);
}

wint_t putwc(wchar_t wide, FILE *stream)
{
	return fputwc(wide, stream);
}

wchar_t *fgetws(wchar_t *restrict line, int size, FILE *restrict stream)
{
	wchar_t *end = line;

	if (size <= 0)
		return NULL;
	while (--size > 0) {
		wint_t wide = fgetwc(stream);
		if (wide == WEOF) {
			if (end == line || ferror(stream))
				return NULL;
			break;
		}
		*end++ = (wchar_t)wide;
		if (wide == L'\n')
			break;
	}
	*end = L'\0';
	return line;
}

int fputws(const wchar_t *restrict text, FILE *restrict stream)
{
	for (; *text; text++)
		if (fputwc(*text, stream) == WEOF)
			return -1;
	return 0;
}

/* Streams have no orientation: either kind of call works on all of them. */
int fwide(FILE *stream, int mode)
{
	(void)stream;
	(void)mode;
	return 0;
}

/* --- Formats --- */

/* A format is ASCII in all but its literal text, which may be anything that the locale can encode. */
static char *narrow(const wchar_t *wide)
{
	mbstate_t state = { 0 };
	const wchar_t *from = wide;
	size_t length = wcsrtombs(NULL, &from, 0, &state);
	char *text = length == (size_t)-1 ? NULL : malloc(length + 1);

	if (text) {
		from = wide;
		memset(&state, 0, sizeof state);
		wcsrtombs(text, &from, length + 1, &state);
	}
	return text;
}

/* -1 unless the text and its NUL fit. */
static int widen(wchar_t *wide, size_t size, const char *text)
{
	mbstate_t state = { 0 };
	size_t length = mbsrtowcs(wide, &text, size, &state);

	return length == (size_t)-1 || text ? -1 : (int)length;
}

/* C11 7.29.2.7: negative where the result does not fit, unlike vsnprintf. */
int vswprintf(wchar_t *restrict wide, size_t size, const wchar_t *restrict format, va_list arguments)
{
	char *narrow_format = narrow(format), *text = NULL;
	int length = -1;

	if (narrow_format) {
		va_list again;
		va_copy(again, arguments);
		length = vsnprintf(NULL, 0, narrow_format, again);
		va_end(again);
	}
	if (length >= 0)
		text = malloc((size_t)length + 1);
	if (text) {
		vsnprintf(text, (size_t)length + 1, narrow_format, arguments);
		length = widen(wide, size, text);
	} else {
		length = -1;
	}
	free(text);
	free(narrow_format);
	return length;
}

int swprintf(wchar_t *restrict wide, size_t size, const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int length = vswprintf(wide, size, format, arguments);
	va_end(arguments);
	return length;
}

/* 0 unless the result fits (C11 7.29.5.1). */
size_t wcsftime(wchar_t *restrict wide, size_t size, const wchar_t *restrict format, const struct tm *restrict time)
{
	char *narrow_format = narrow(format);
	/* a wide character has at most LONGEST bytes */
	char *text = size > SIZE_MAX / LONGEST ? NULL : malloc(size * LONGEST);
	int length = -1;

	if (narrow_format && text && strftime(text, size * LONGEST, narrow_format, time))
		length = widen(wide, size, text);
	free(text);
	free(narrow_format);
	return length < 0 ? 0 : (size_t)length;
}

/* --- Numbers --- */

/* As far as a number can go, its characters are ASCII; what follows it is not looked at. */
long double wcstold(const wchar_t *wide, wchar_t **end)
{
	size_t length = 0;

	while (wide[length] > 0 && wide[length] < 0x80)
		length++;
	char *text = malloc(length + 1);
	if (!text) {
		if (end)
			*end = (wchar_t *)wide;
		return 0; /* ENOMEM is set */
	}
	for (size_t i = 0; i < length; i++)
		text[i] = (char)wide[i];
	text[length] = '\0';
	char *stop;
	long double value = strtold(text, &stop);
	if (end)
		*end = (wchar_t *)wide + (stop - text);
	free(text);
	return value;
}
