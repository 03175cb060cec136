#include "word.hpp"

#include "uint_division.hpp"

static bool is_negative(const Word &value)
{
	return value.bit(255);
}

static Word magnitude(const Word &value)
{
	return is_negative(value) ? -value : value;
}

Word quotient(const Word &left, const Word &right)
{
	return right.is_zero() ? Word() : divide(left, right).quotient;
}

Word remainder(const Word &left, const Word &right)
{
	return right.is_zero() ? Word() : divide(left, right).remainder;
}

/* Rounds towards zero. -2^255 / -1 needs no case of its own: its magnitude wraps around to itself. */
Word signed_quotient(const Word &left, const Word &right)
{
	Word result = quotient(magnitude(left), magnitude(right));
	return is_negative(left) != is_negative(right) ? -result : result;
}

/* Has the sign of the dividend. */
Word signed_remainder(const Word &left, const Word &right)
{
	Word result = remainder(magnitude(left), magnitude(right));
	return is_negative(left) ? -result : result;
}

Word add_mod(const Word &left, const Word &right, const Word &modulus)
{
	using Sum = Uint<288>;
	return modulus.is_zero() ? Word() : Word(divide(Sum(left) + Sum(right), Sum(modulus)).remainder);
}

Word multiply_mod(const Word &left, const Word &right, const Word &modulus)
{
	if (modulus.is_zero())
		return 0;
	return Word(divide(multiply<512>(left, right), Uint<512>(modulus)).remainder);
}

Word power(Word base, const Word &exponent)
{
	Word result = 1;
	for (unsigned place = 0, length = exponent.bit_length(); place < length; place++) {
		if (exponent.bit(place))
			result = result * base;
		base = base * base;
	}
	return result;
}

Word extend_sign(const Word &place, const Word &value)
{
	if (place >= Word(31))
		return value;
	const unsigned sign = 8 * static_cast<unsigned>(place.low_64()) + 7;
	const Word upper = Word::max() << (sign + 1);
	return value.bit(sign) ? value | upper : value & ~upper;
}

bool signed_less(const Word &left, const Word &right)
{
	return is_negative(left) != is_negative(right) ? is_negative(left) : left < right;
}

/* Place 0 is the highest byte. */
Word byte_at(const Word &place, const Word &value)
{
	return place < Word(32) ? value.byte(31 - static_cast<unsigned>(place.low_64())) : 0;
}

/* EIP-145: counts beyond 256 are like 256. */
static unsigned shift_count(const Word &count)
{
	return count < Word(256) ? static_cast<unsigned>(count.low_64()) : 256;
}

Word shift_left(const Word &count, const Word &value)
{
	return value << shift_count(count);
}

Word shift_right(const Word &count, const Word &value)
{
	return value >> shift_count(count);
}

Word shift_right_signed(const Word &count, const Word &value)
{
	return is_negative(value) ? ~(~value >> shift_count(count)) : value >> shift_count(count);
}

std::string decimal(Word value)
{
	constexpr unsigned DIGITS = 9;
	std::string text;
	do {
		auto [rest, piece] = divide_by_limb(value, 1'000'000'000);
		std::string digits = std::to_string(piece.low_64());
		if (!rest.is_zero())
			digits.insert(0, DIGITS - digits.size(), '0');
		text.insert(0, digits);
		value = rest;
	} while (!value.is_zero());
	return text;
}
