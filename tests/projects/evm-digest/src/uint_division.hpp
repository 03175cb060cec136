/* Division of Uint: algorithm D of Knuth, The Art of Computer Programming, volume 2, section 4.3.1. */
#ifndef UINT_DIVISION_HPP
#define UINT_DIVISION_HPP

#include <stdexcept>

#include "uint.hpp"

template <unsigned Bits>
struct Division {
	Uint<Bits> quotient, remainder;
};

template <unsigned Bits>
class Divider {
	using U = Uint<Bits>;
	using Limb = typename U::Limb;
	using Wide = typename U::Wide;

public:
	/* The divisor has two limbs or more, and not more than the dividend. */
	Divider(const U &dividend, const U &divisor)
		: places_(divisor.used_limbs()), quotient_places_(dividend.used_limbs() - places_ + 1),
		  /* With the divisor's top bit set, an estimate of a quotient's digit is at most 2 too large. */
		  shift_(static_cast<unsigned>(std::countl_zero(divisor.limbs()[places_ - 1]))),
		  divisor_(divisor << shift_), rest_(Uint<Bits + U::LIMB_BITS>(dividend) << shift_)
	{
	}

	Division<Bits> divide()
	{
		U quotient;
		for (unsigned place = quotient_places_; place-- > 0;) {
			Wide digit = estimate(place);
			if (subtract(digit, place)) {
				add_back(place);
				digit--;
			}
			quotient.limbs()[place] = static_cast<Limb>(digit);
		}
		return { quotient, U(rest_ >> shift_) };
	}

private:
	Limb &rest(unsigned place) { return rest_.limbs()[place]; }
	Limb divisor(unsigned place) const { return divisor_.limbs()[place]; }
	static Wide join(Limb upper, Limb lower) { return Wide{upper} << U::LIMB_BITS | lower; }

	/* Step D3: from the two highest limbs of each, at most 1 too large. */
	Wide estimate(unsigned place)
	{
		const Wide top = join(rest(place + places_), rest(place + places_ - 1));
		Wide digit = top / divisor(places_ - 1), left = top % divisor(places_ - 1);
		while (digit >> U::LIMB_BITS != 0 ||
		       digit * divisor(places_ - 2) > join(static_cast<Limb>(left), rest(place + places_ - 2))) {
			digit--;
			left += divisor(places_ - 1);
			if (left >> U::LIMB_BITS != 0)
				break;
		}
		return digit;
	}

	/* Step D4: whether the rest fell below zero. */
	bool subtract(Wide digit, unsigned place)
	{
		Wide carry = 0, borrow = 0;
		for (unsigned i = 0; i <= places_; i++) {
			carry += i < places_ ? digit * divisor(i) : 0;
			Wide difference = Wide{rest(place + i)} - static_cast<Limb>(carry) - borrow;
			rest(place + i) = static_cast<Limb>(difference);
			borrow = difference >> 63;
			carry >>= U::LIMB_BITS;
		}
		return borrow != 0;
	}

	/* Step D6: needed about twice in 2^32 digits. */
	void add_back(unsigned place)
	{
		Wide carry = 0;
		for (unsigned i = 0; i <= places_; i++) {
			carry += Wide{rest(place + i)} + (i < places_ ? divisor(i) : 0);
			rest(place + i) = static_cast<Limb>(carry);
			carry >>= U::LIMB_BITS;
		}
	}

	unsigned places_, quotient_places_, shift_;
	U divisor_;
	Uint<Bits + U::LIMB_BITS> rest_; /* one limb more for the shift */
};

template <unsigned Bits>
Division<Bits> divide_by_limb(const Uint<Bits> &dividend, std::uint32_t divisor)
{
	Division<Bits> result;
	std::uint64_t rest = 0;
	for (unsigned i = dividend.used_limbs(); i-- > 0;) {
		rest = rest << 32 | dividend.limbs()[i];
		result.quotient.limbs()[i] = static_cast<std::uint32_t>(rest / divisor);
		rest %= divisor;
	}
	result.remainder = rest;
	return result;
}

template <unsigned Bits>
Division<Bits> divide(const Uint<Bits> &dividend, const Uint<Bits> &divisor)
{
	if (divisor.is_zero())
		throw std::domain_error("division by zero");
	if (dividend < divisor)
		return { 0, dividend };
	if (divisor.used_limbs() == 1)
		return divide_by_limb(dividend, divisor.limbs()[0]);
	return Divider<Bits>(dividend, divisor).divide();
}

#endif
