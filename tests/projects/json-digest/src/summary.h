/* What a JSON document holds, for people. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "json.h"

/* Prints to stdout. False if there was not enough memory. */
bool summary_print(const struct json_value *root);

#endif
