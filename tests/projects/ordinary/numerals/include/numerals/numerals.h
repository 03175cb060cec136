/* Roman numerals. */
#ifndef NUMERALS_H
#define NUMERALS_H

#include <stddef.h>

/* The longest numeral, MMMDCCCLXXXVIII, and its end. */
#define NUMERAL_SIZE 16

/* Writes the numeral of a number from 1 on; false if it has none, or if size is too small for it. */
int numeral_of(unsigned number, char *text, size_t size);

/* The number of a numeral, or 0 if it is none. */
unsigned number_of(const char *numeral);

/* The mean length of the numerals from 1 to the largest, in letters. */
double numeral_mean_length(unsigned largest);

#endif
