/*
 * Reads a JSON document as private input, prints a summary, and gives the SHA-256 of its canonical form
 * as public output: a proof of the run proves that somebody knows a document with this digest.
 */
#include <stdint.h>
#include <stdio.h>
#include <zkvm_io.h>

#include "canonical.h"
#include "json.h"
#include "summary.h"

/* Exit statuses besides 0 */
enum { BAD_DOCUMENT = 2, OUT_OF_MEMORY = 3 };

static int complain(const struct json_error *error)
{
	if (error->out_of_memory) {
		fprintf(stderr, "json-digest: out of memory\n");
		return OUT_OF_MEMORY;
	}
	fprintf(stderr, "json-digest: offset %zu: %s\n", error->offset, error->message);
	return BAD_DOCUMENT;
}

static void print_digest(size_t canonical_size, const uint8_t digest[SHA256_SIZE])
{
	printf("canonical form: %zu bytes\nSHA-256: ", canonical_size);
	for (int i = 0; i < SHA256_SIZE; i++)
		printf("%02x", digest[i]);
	printf("\n");
}

int main(void)
{
	const uint8_t *document;
	size_t size;
	struct json_value root;
	struct json_error error;
	uint8_t digest[SHA256_SIZE];

	read_input(&document, &size);
	if (!json_parse(document, size, &root, &error))
		return complain(&error);
	printf("document: %zu bytes\n", size);
	if (!summary_print(&root)) {
		error.out_of_memory = true;
		return complain(&error);
	}
	print_digest(canonical_digest(&root, digest), digest);
	write_output(digest, sizeof digest);
	json_free(&root);
	return 0;
}
