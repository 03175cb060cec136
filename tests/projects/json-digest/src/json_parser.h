/* Where the parser is, and what its two files share: json_parse.c for structure, json_text.c for strings. */
#ifndef JSON_PARSER_H
#define JSON_PARSER_H

#include "json.h"

struct parser {
	const uint8_t *bytes;
	size_t size;
	size_t at;
	unsigned depth;
	struct json_error *error;
};

static inline bool fail_at(struct parser *parser, size_t offset, const char *message)
{
	*parser->error = (struct json_error){ offset, message, false };
	return false;
}

static inline bool fail(struct parser *parser, const char *message)
{
	return fail_at(parser, parser->at, message);
}

static inline bool fail_memory(struct parser *parser)
{
	*parser->error = (struct json_error){ parser->at, "out of memory", true };
	return false;
}

/* The next byte, or -1 at the end. */
static inline int peek(const struct parser *parser)
{
	return parser->at < parser->size ? parser->bytes[parser->at] : -1;
}

static inline bool take(struct parser *parser, int byte)
{
	if (peek(parser) != byte)
		return false;
	parser->at++;
	return true;
}

static inline bool is_digit(int byte)
{
	return byte >= '0' && byte <= '9';
}

/* Reads a string with its quotes. On failure text->bytes is NULL. */
bool json_parse_text(struct parser *parser, struct json_text *text);

#endif
