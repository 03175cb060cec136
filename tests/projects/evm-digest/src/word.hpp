/* The EVM's word of 256 bits, and the operations on it that are more than unsigned arithmetic. */
#ifndef WORD_HPP
#define WORD_HPP

#include <string>

#include "bytes.hpp"
#include "uint.hpp"

using Word = Uint<256>;
using Address = Uint<160>;

/* As the Yellow Paper, appendix H.2, defines them; whatever is divided by zero gives zero. */
Word quotient(const Word &left, const Word &right);
Word remainder(const Word &left, const Word &right);
Word signed_quotient(const Word &left, const Word &right);
Word signed_remainder(const Word &left, const Word &right);
Word add_mod(const Word &left, const Word &right, const Word &modulus);
Word multiply_mod(const Word &left, const Word &right, const Word &modulus);
Word power(Word base, const Word &exponent);
Word extend_sign(const Word &place, const Word &value);
bool signed_less(const Word &left, const Word &right);
Word byte_at(const Word &place, const Word &value);
Word shift_left(const Word &count, const Word &value);
Word shift_right(const Word &count, const Word &value);
Word shift_right_signed(const Word &count, const Word &value);

std::string decimal(Word value);

/* All digits, after 0x. */
template <unsigned Bits>
std::string hex(const Uint<Bits> &value)
{
	return "0x" + hex_digits(value.to_bytes());
}

#endif
