/* Strings of a JSON document: escapes become UTF-8, and UTF-8 is checked. */
#include "json_parser.h"

#include <stdlib.h>
#include <string.h>

static bool parse_hex4(struct parser *parser, uint32_t *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++, parser->at++) {
		int c = peek(parser);
		int digit = is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
		if (digit < 0)
			return fail(parser, "expected four hexadecimal digits");
		*unit = *unit << 4 | (uint32_t)digit;
	}
	return true;
}

static size_t put_utf8(char *to, uint32_t character)
{
	size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
	static const uint8_t first[] = { 0, 0, 0xC0, 0xE0, 0xF0 };

	for (size_t i = size - 1; i > 0; i--, character >>= 6)
		to[i] = (char)(0x80 | (character & 0x3F));
	to[0] = (char)(first[size] | character);
	return size;
}

/* After the backslash. At most 4 bytes come of 2 or more. */
static bool parse_escape(struct parser *parser, struct json_text *text)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	size_t start = parser->at - 1;
	int name = peek(parser);
	const char *known = name > 0 ? strchr(names, name) : NULL;
	uint32_t character, low;

	if (known) {
		parser->at++;
		text->bytes[text->size++] = values[known - names];
		return true;
	}
	if (!take(parser, 'u'))
		return fail_at(parser, start, "an unknown escape");
	if (!parse_hex4(parser, &character))
		return false;
	if (character >= 0xD800 && character < 0xE000) {
		if (character >= 0xDC00 || !take(parser, '\\') || !take(parser, 'u'))
			return fail_at(parser, start, "half of a surrogate pair");
		if (!parse_hex4(parser, &low))
			return false;
		if (low < 0xDC00 || low >= 0xE000)
			return fail_at(parser, start, "half of a surrogate pair");
		character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
	}
	text->size += put_utf8(text->bytes + text->size, character);
	return true;
}

/* The size of the well-formed UTF-8 character here (Unicode 15, table 3-7), or 0. */
static size_t utf8_size(const struct parser *parser)
{
	const uint8_t *at = parser->bytes + parser->at;
	size_t left = parser->size - parser->at;
	uint8_t lead = at[0], second = left > 1 ? at[1] : 0;
	size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;

	if (size > left)
		return 0;
	for (size_t i = 1; i < size; i++)
		if ((at[i] & 0xC0) != 0x80)
			return 0;
	bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
	bool surrogate = lead == 0xED && second >= 0xA0;
	bool too_large = lead == 0xF4 && second >= 0x90;
	return overlong || surrogate || too_large ? 0 : size;
}

/* Where the string that starts here ends, as an upper bound for what it holds. */
static size_t string_bound(const struct parser *parser)
{
	size_t end = parser->at;

	while (end < parser->size && parser->bytes[end] != '"')
		end += parser->bytes[end] == '\\' ? 2 : 1;
	return end - parser->at;
}

static bool parse_characters(struct parser *parser, struct json_text *text)
{
	while (!take(parser, '"')) {
		int c = peek(parser);
		if (c < 0)
			return fail(parser, "the string does not end");
		if (c < 0x20)
			return fail(parser, "a control character in a string");
		if (take(parser, '\\')) {
			if (!parse_escape(parser, text))
				return false;
			continue;
		}
		size_t size = utf8_size(parser);
		if (size == 0)
			return fail(parser, "not UTF-8");
		memcpy(text->bytes + text->size, parser->bytes + parser->at, size);
		text->size += size;
		parser->at += size;
	}
	return true;
}

bool json_parse_text(struct parser *parser, struct json_text *text)
{
	if (!take(parser, '"'))
		return fail(parser, "expected a string");
	/* One byte at least: malloc may answer 0 with NULL. */
	*text = (struct json_text){ malloc(string_bound(parser) + 1), 0 };
	if (!text->bytes)
		return fail_memory(parser);
	if (parse_characters(parser, text))
		return true;
	free(text->bytes);
	text->bytes = NULL;
	return false;
}
