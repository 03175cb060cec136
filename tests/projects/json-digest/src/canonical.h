/* The canonical form of a JSON document, and its digest. */
#ifndef CANONICAL_H
#define CANONICAL_H

#include "json.h"
#include "sha256.h"

/*
 * Two documents with the same values have the same canonical form, however they were written:
 *
 *   null, true, false   these words
 *   integer             its decimal digits, after a '-' if negative (JSON_INTEGER in json.h)
 *   real                "0x" and the 16 hexadecimal digits, a to f small, of its IEEE 754 binary64 bits
 *   string              '"', its UTF-8 bytes, '"'; of these bytes, '"' and '\' are written after a '\',
 *                       and those below 0x20 as \u00 and two hexadecimal digits, a to f small
 *   array               '[', the items with ',' between them, ']'
 *   object              '{', the members with ',' between them, '}'; a member is its key as a string, ':',
 *                       and its value; members are sorted by the bytes of their keys' UTF-8 (as memcmp)
 *
 * There is no white space. Decimal texts of reals would be shorter to read, but C libraries do not agree
 * on them to the last digit; bits leave nothing to agree on.
 *
 * Writes the SHA-256 of the form to digest and returns the form's size in bytes.
 */
size_t canonical_digest(const struct json_value *root, uint8_t digest[SHA256_SIZE]);

#endif
