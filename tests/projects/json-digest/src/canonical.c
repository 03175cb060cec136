#include "canonical.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The form is never in memory: each piece goes into the digest at once. */
struct sink {
	struct sha256 hash;
	size_t size;
};

static void put(struct sink *sink, const void *bytes, size_t size)
{
	sha256_add(&sink->hash, bytes, size);
	sink->size += size;
}

static void put_word(struct sink *sink, const char *word)
{
	put(sink, word, strlen(word));
}

static void put_integer(struct sink *sink, int64_t integer)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, integer);
	put_word(sink, text);
}

static void put_real(struct sink *sink, double real)
{
	uint64_t bits;
	char text[24];

	memcpy(&bits, &real, sizeof bits);
	snprintf(text, sizeof text, "0x%016" PRIx64, bits);
	put_word(sink, text);
}

static bool is_plain(char byte)
{
	return (unsigned char)byte >= 0x20 && byte != '"' && byte != '\\';
}

static void put_string(struct sink *sink, const struct json_text *string)
{
	put(sink, "\"", 1);
	for (size_t i = 0; i < string->size;) {
		size_t plain = 0;
		while (i + plain < string->size && is_plain(string->bytes[i + plain]))
			plain++;
		put(sink, string->bytes + i, plain);
		i += plain;
		if (i < string->size) {
			char escape[8], byte = string->bytes[i++];
			snprintf(escape, sizeof escape, (unsigned char)byte < 0x20 ? "\\u%04x" : "\\%c", byte);
			put_word(sink, escape);
		}
	}
	put(sink, "\"", 1);
}

static void put_value(struct sink *sink, const struct json_value *value)
{
	switch (value->kind) {
	case JSON_BOOLEAN:
		put_word(sink, value->as.boolean ? "true" : "false");
		break;
	case JSON_INTEGER:
		put_integer(sink, value->as.integer);
		break;
	case JSON_REAL:
		put_real(sink, value->as.real);
		break;
	case JSON_STRING:
		put_string(sink, &value->as.string);
		break;
	case JSON_ARRAY:
		put(sink, "[", 1);
		for (size_t i = 0; i < value->as.array.count; i++) {
			put(sink, ",", i > 0);
			put_value(sink, &value->as.array.items[i]);
		}
		put(sink, "]", 1);
		break;
	case JSON_OBJECT:
		put(sink, "{", 1);
		for (size_t i = 0; i < value->as.object.count; i++) {
			put(sink, ",", i > 0);
			put_string(sink, &value->as.object.members[i].key);
			put(sink, ":", 1);
			put_value(sink, &value->as.object.members[i].value);
		}
		put(sink, "}", 1);
		break;
	default:
		put_word(sink, "null");
	}
}

size_t canonical_digest(const struct json_value *root, uint8_t digest[SHA256_SIZE])
{
	struct sink sink = { .size = 0 };

	sha256_start(&sink.hash);
	put_value(&sink, root);
	sha256_end(&sink.hash, digest);
	return sink.size;
}
