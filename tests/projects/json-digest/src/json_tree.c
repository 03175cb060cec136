/* What can be done with a tree that is already there. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

int json_text_order(const struct json_text *left, const struct json_text *right)
{
	size_t shorter = left->size < right->size ? left->size : right->size;
	int order = shorter > 0 ? memcmp(left->bytes, right->bytes, shorter) : 0;

	return order != 0 ? order : (left->size > right->size) - (left->size < right->size);
}

void json_free(struct json_value *value)
{
	switch (value->kind) {
	case JSON_STRING:
		free(value->as.string.bytes);
		break;
	case JSON_ARRAY:
		for (size_t i = 0; i < value->as.array.count; i++)
			json_free(&value->as.array.items[i]);
		free(value->as.array.items);
		break;
	case JSON_OBJECT:
		for (size_t i = 0; i < value->as.object.count; i++) {
			free(value->as.object.members[i].key.bytes);
			json_free(&value->as.object.members[i].value);
		}
		free(value->as.object.members);
		break;
	default:
		break;
	}
	value->kind = JSON_NULL;
}

static void walk(const struct json_value *value, const struct json_text *key, unsigned depth, json_visitor *visit,
		 void *context)
{
	visit(value, key, depth, context);
	if (value->kind == JSON_ARRAY) {
		for (size_t i = 0; i < value->as.array.count; i++)
			walk(&value->as.array.items[i], NULL, depth + 1, visit, context);
	} else if (value->kind == JSON_OBJECT) {
		for (size_t i = 0; i < value->as.object.count; i++) {
			const struct json_member *member = &value->as.object.members[i];
			walk(&member->value, &member->key, depth + 1, visit, context);
		}
	}
}

void json_walk(const struct json_value *value, json_visitor *visit, void *context)
{
	walk(value, NULL, 1, visit, context);
}
