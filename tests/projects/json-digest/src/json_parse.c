/* A recursive-descent parser for RFC 8259: no extension is taken, UTF-8 is checked, no key occurs twice. */
#include "json_parser.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Longer texts of numbers are refused; 17 significant digits and an exponent need 24. */
#define MAX_NUMBER 127

static void skip_space(struct parser *parser)
{
	while (peek(parser) == ' ' || peek(parser) == '\t' || peek(parser) == '\n' || peek(parser) == '\r')
		parser->at++;
}

/*
 * Room for one more element after count of them: 4 at first, doubled whenever a power of two is full.
 * On failure the old memory stays.
 */
static bool make_room(struct parser *parser, void **elements, size_t count, size_t element_size)
{
	size_t capacity = count == 0 ? 4 : 2 * count;
	bool full = count == 0 || (count >= 4 && (count & (count - 1)) == 0);

	if (!full)
		return true;
	void *larger = capacity > SIZE_MAX / element_size ? NULL : realloc(*elements, capacity * element_size);
	if (!larger)
		return fail_memory(parser);
	*elements = larger;
	return true;
}

static bool skip_digits(struct parser *parser)
{
	if (!is_digit(peek(parser)))
		return fail(parser, "expected a digit");
	while (is_digit(peek(parser)))
		parser->at++;
	return true;
}

/* [-] digits [. digits] [e [+-] digits], no zero before other digits */
static bool skip_number(struct parser *parser, bool *has_fraction)
{
	*has_fraction = false;
	take(parser, '-');
	if (peek(parser) == '0') {
		parser->at++;
		if (is_digit(peek(parser)))
			return fail(parser, "a digit after a leading zero");
	} else if (!skip_digits(parser)) {
		return false;
	}
	if (take(parser, '.')) {
		*has_fraction = true;
		if (!skip_digits(parser))
			return false;
	}
	if (take(parser, 'e') || take(parser, 'E')) {
		*has_fraction = true;
		if (!take(parser, '+'))
			take(parser, '-');
		if (!skip_digits(parser))
			return false;
	}
	return true;
}

static bool parse_number(struct parser *parser, struct json_value *value)
{
	size_t start = parser->at;
	bool has_fraction;
	char text[MAX_NUMBER + 1];

	if (!skip_number(parser, &has_fraction))
		return false;
	size_t size = parser->at - start;
	if (size > MAX_NUMBER)
		return fail_at(parser, start, "a number of more than 127 characters");
	memcpy(text, parser->bytes + start, size);
	text[size] = '\0';

	if (!has_fraction) {
		errno = 0;
		value->as.integer = strtoll(text, NULL, 10);
		if (errno == 0) {
			value->kind = JSON_INTEGER;
			return true;
		}
	}
	value->as.real = strtod(text, NULL);
	if (isinf(value->as.real))
		return fail_at(parser, start, "a number beyond the range of double");
	value->kind = JSON_REAL;
	return true;
}

static bool parse_word(struct parser *parser, const char *word)
{
	size_t size = strlen(word);

	if (parser->size - parser->at < size || memcmp(parser->bytes + parser->at, word, size) != 0)
		return fail(parser, "expected a value");
	parser->at += size;
	return true;
}

static bool parse_value(struct parser *parser, struct json_value *value);

/* Each element is counted before it is read, so that json_free finds it whatever happens. */
static bool parse_array(struct parser *parser, struct json_value *value)
{
	value->kind = JSON_ARRAY;
	value->as.array.items = NULL;
	value->as.array.count = 0;
	skip_space(parser);
	if (take(parser, ']'))
		return true;
	do {
		void *items = value->as.array.items;
		if (!make_room(parser, &items, value->as.array.count, sizeof *value))
			return false;
		value->as.array.items = items;
		struct json_value *item = &value->as.array.items[value->as.array.count++];
		item->kind = JSON_NULL;
		if (!parse_value(parser, item))
			return false;
	} while (take(parser, ','));
	return take(parser, ']') || fail(parser, "expected ',' or ']'");
}

static bool parse_member(struct parser *parser, struct json_member *member)
{
	skip_space(parser);
	if (!json_parse_text(parser, &member->key))
		return false;
	skip_space(parser);
	if (!take(parser, ':'))
		return fail(parser, "expected ':'");
	return parse_value(parser, &member->value);
}

static int by_key(const void *left, const void *right)
{
	return json_text_order(&((const struct json_member *)left)->key, &((const struct json_member *)right)->key);
}

/* Members are sorted by their keys; equal ones are neighbours then. */
static bool sort_members(struct parser *parser, struct json_value *object, size_t start)
{
	struct json_member *members = object->as.object.members;
	size_t count = object->as.object.count;

	qsort(members, count, sizeof *members, by_key);
	for (size_t i = 1; i < count; i++)
		if (by_key(&members[i - 1], &members[i]) == 0)
			return fail_at(parser, start, "an object with a key that occurs twice");
	return true;
}

static bool parse_object(struct parser *parser, struct json_value *value)
{
	size_t start = parser->at - 1;

	value->kind = JSON_OBJECT;
	value->as.object.members = NULL;
	value->as.object.count = 0;
	skip_space(parser);
	if (take(parser, '}'))
		return true;
	do {
		void *members = value->as.object.members;
		if (!make_room(parser, &members, value->as.object.count, sizeof(struct json_member)))
			return false;
		value->as.object.members = members;
		struct json_member *member = &value->as.object.members[value->as.object.count++];
		*member = (struct json_member){ .key = { NULL, 0 }, .value = { .kind = JSON_NULL } };
		if (!parse_member(parser, member))
			return false;
	} while (take(parser, ','));
	if (!take(parser, '}'))
		return fail(parser, "expected ',' or '}'");
	return sort_members(parser, value, start);
}

static bool parse_container(struct parser *parser, struct json_value *value)
{
	if (parser->depth == JSON_MAX_DEPTH)
		return fail(parser, "nested more than 64 deep");
	parser->depth++;
	bool done = take(parser, '[') ? parse_array(parser, value) : take(parser, '{') && parse_object(parser, value);
	parser->depth--;
	return done;
}

/* A value with the space around it. */
static bool parse_value(struct parser *parser, struct json_value *value)
{
	bool done;

	skip_space(parser);
	switch (peek(parser)) {
	case '[':
	case '{':
		done = parse_container(parser, value);
		break;
	case '"':
		done = json_parse_text(parser, &value->as.string);
		value->kind = done ? JSON_STRING : JSON_NULL;
		break;
	case 't':
	case 'f':
		value->as.boolean = peek(parser) == 't';
		value->kind = JSON_BOOLEAN;
		done = parse_word(parser, value->as.boolean ? "true" : "false");
		break;
	case 'n':
		done = parse_word(parser, "null");
		break;
	default:
		if (peek(parser) != '-' && !is_digit(peek(parser)))
			return fail(parser, "expected a value");
		done = parse_number(parser, value);
	}
	skip_space(parser);
	return done;
}

bool json_parse(const uint8_t *bytes, size_t size, struct json_value *root, struct json_error *error)
{
	struct parser parser = { bytes, size, 0, 0, error };

	root->kind = JSON_NULL;
	bool done = parse_value(&parser, root);
	if (done && parser.at < size)
		done = fail(&parser, "something after the document");
	if (!done)
		json_free(root);
	return done;
}
