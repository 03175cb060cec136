/* A JSON document (RFC 8259) as a tree of values, each with its own memory from malloc. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Arrays and objects within each other; deeper documents are refused, since each level costs stack. */
#define JSON_MAX_DEPTH 64

enum json_kind {
	JSON_NULL,
	JSON_BOOLEAN,
	JSON_INTEGER, /* written without fraction and exponent, and in the range of int64_t */
	JSON_REAL,    /* every other number */
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
	JSON_KINDS
};

/* UTF-8 without escapes; not ended by a zero byte, and may hold some. */
struct json_text {
	char *bytes;
	size_t size;
};

struct json_member;

struct json_value {
	enum json_kind kind;
	union {
		bool boolean;
		int64_t integer;
		double real;
		struct json_text string;
		struct {
			struct json_value *items;
			size_t count;
		} array;
		struct {
			struct json_member *members;
			size_t count;
		} object;
	} as;
};

struct json_member {
	struct json_text key;
	struct json_value value;
};

struct json_error {
	size_t offset; /* in bytes from the start of the document */
	const char *message;
	bool out_of_memory;
};

/*
 * Reads one document. On success the tree is in *root and must be given to json_free; on failure *error
 * says where and why, and there is nothing to free.
 */
bool json_parse(const uint8_t *bytes, size_t size, struct json_value *root, struct json_error *error);

void json_free(struct json_value *value);

/* Byte by byte, as memcmp; the shorter of two equal beginnings is first. */
int json_text_order(const struct json_text *left, const struct json_text *right);

/* Called for a value and, where it is a member of an object, with its key. The root is at depth 1. */
typedef void json_visitor(const struct json_value *value, const struct json_text *key, unsigned depth,
			  void *context);

/* Visits the value and everything in it, parents before children. */
void json_walk(const struct json_value *value, json_visitor *visit, void *context);

#endif
