#include "summary.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define SHOWN 5

/* Of all numbers of one kind. Sums are in the order of the tree, so that they round alike everywhere. */
struct spread {
	double least, greatest, sum, sum_of_squares;
};

struct texts {
	const struct json_text **each;
	size_t count;
};

struct summary {
	size_t kinds[JSON_KINDS];
	size_t keys;
	unsigned depth;
	size_t largest_array, largest_object;
	struct spread integers, reals;
	struct texts all_keys, all_strings;
};

static bool is_number(const struct json_value *value)
{
	return value->kind == JSON_INTEGER || value->kind == JSON_REAL;
}

static double number_of(const struct json_value *value)
{
	return value->kind == JSON_INTEGER ? (double)value->as.integer : value->as.real;
}

static void count_value(const struct json_value *value, const struct json_text *key, unsigned depth, void *context)
{
	struct summary *summary = context;

	if (depth > summary->depth)
		summary->depth = depth;
	summary->keys += key != NULL;
	if (value->kind == JSON_ARRAY && value->as.array.count > summary->largest_array)
		summary->largest_array = value->as.array.count;
	if (value->kind == JSON_OBJECT && value->as.object.count > summary->largest_object)
		summary->largest_object = value->as.object.count;
	if (is_number(value)) {
		struct spread *spread = value->kind == JSON_INTEGER ? &summary->integers : &summary->reals;
		double number = number_of(value);
		bool first = summary->kinds[value->kind] == 0;
		if (first || number < spread->least)
			spread->least = number;
		if (first || number > spread->greatest)
			spread->greatest = number;
		spread->sum += number;
	}
	summary->kinds[value->kind]++;
}

static double mean(const struct spread *spread, size_t count)
{
	return spread->sum / (double)count;
}

/* The second pass: squares of distances from the mean, and the texts. */
static void measure_value(const struct json_value *value, const struct json_text *key, unsigned depth, void *context)
{
	struct summary *summary = context;

	(void)depth;
	if (key)
		summary->all_keys.each[summary->all_keys.count++] = key;
	if (value->kind == JSON_STRING)
		summary->all_strings.each[summary->all_strings.count++] = &value->as.string;
	if (is_number(value)) {
		struct spread *spread = value->kind == JSON_INTEGER ? &summary->integers : &summary->reals;
		double distance = number_of(value) - mean(spread, summary->kinds[value->kind]);
		spread->sum_of_squares += distance * distance;
	}
}

static void print_spread(const char *name, const struct spread *spread, size_t count)
{
	if (count == 0)
		return;
	printf("%s: %g to %g, mean %.6f, standard deviation %.6f\n", name, spread->least, spread->greatest,
	       mean(spread, count), sqrt(spread->sum_of_squares / (double)count));
}

static int by_text(const void *left, const void *right)
{
	return json_text_order(*(const struct json_text *const *)left, *(const struct json_text *const *)right);
}

/* Longest first; of the same size, by their bytes. */
static int by_size(const void *left, const void *right)
{
	const struct json_text *a = *(const struct json_text *const *)left, *b = *(const struct json_text *const *)right;

	return a->size != b->size ? (a->size < b->size) - (a->size > b->size) : json_text_order(a, b);
}

/* Not by %s: a text may hold zero bytes. */
static void print_counted(size_t count, const struct json_text *text)
{
	printf("%8zu  ", count);
	fwrite(text->bytes, 1, text->size, stdout);
	putchar('\n');
}

struct frequency {
	const struct json_text *text;
	size_t count;
};

/* Most frequent first; of the same frequency, by their bytes. */
static int by_frequency(const void *left, const void *right)
{
	const struct frequency *a = left, *b = right;

	return a->count != b->count ? (a->count < b->count) - (a->count > b->count) : json_text_order(a->text, b->text);
}

static bool print_keys(const struct texts *keys)
{
	struct frequency *distinct = calloc(keys->count + 1, sizeof *distinct);
	size_t count = 0;

	if (!distinct)
		return false;
	qsort(keys->each, keys->count, sizeof *keys->each, by_text);
	for (size_t i = 0; i < keys->count; i++) {
		if (i == 0 || by_text(&keys->each[i - 1], &keys->each[i]) != 0)
			distinct[count++].text = keys->each[i];
		distinct[count - 1].count++;
	}
	qsort(distinct, count, sizeof *distinct, by_frequency);
	printf("keys: %zu, %zu distinct\n", keys->count, count);
	for (size_t i = 0; i < count && i < SHOWN; i++)
		print_counted(distinct[i].count, distinct[i].text);
	free(distinct);
	return true;
}

static void print_strings(const struct texts *strings)
{
	size_t total = 0;

	for (size_t i = 0; i < strings->count; i++)
		total += strings->each[i]->size;
	qsort(strings->each, strings->count, sizeof *strings->each, by_size);
	printf("strings: %zu, %zu bytes, %.2f on average\n", strings->count, total,
	       strings->count ? (double)total / (double)strings->count : 0.0);
	for (size_t i = 0; i < strings->count && i < SHOWN; i++)
		print_counted(strings->each[i]->size, strings->each[i]);
}

static void print_counts(const struct summary *summary)
{
	size_t values = 0;

	for (int kind = 0; kind < JSON_KINDS; kind++)
		values += summary->kinds[kind];
	printf("values: %zu, at most %u deep\n", values, summary->depth);
	printf("  objects %zu, arrays %zu, strings %zu, integers %zu, reals %zu, booleans %zu, nulls %zu\n",
	       summary->kinds[JSON_OBJECT], summary->kinds[JSON_ARRAY], summary->kinds[JSON_STRING],
	       summary->kinds[JSON_INTEGER], summary->kinds[JSON_REAL], summary->kinds[JSON_BOOLEAN],
	       summary->kinds[JSON_NULL]);
	printf("  the largest object has %zu members, the largest array %zu items\n", summary->largest_object,
	       summary->largest_array);
	print_spread("integers", &summary->integers, summary->kinds[JSON_INTEGER]);
	print_spread("reals", &summary->reals, summary->kinds[JSON_REAL]);
}

bool summary_print(const struct json_value *root)
{
	struct summary summary = { .keys = 0 };
	bool done = false;

	json_walk(root, count_value, &summary);
	summary.all_keys.each = calloc(summary.keys + 1, sizeof *summary.all_keys.each);
	summary.all_strings.each = calloc(summary.kinds[JSON_STRING] + 1, sizeof *summary.all_strings.each);
	if (summary.all_keys.each && summary.all_strings.each) {
		json_walk(root, measure_value, &summary);
		print_counts(&summary);
		done = print_keys(&summary.all_keys);
		print_strings(&summary.all_strings);
	}
	free(summary.all_keys.each);
	free(summary.all_strings.each);
	return done;
}
