/*
 * Unsigned integers of a fixed width that wrap around like the built-in ones. Limbs have 32 bits, the widest
 * whose products every compiler for every target has a type for.
 */
#ifndef UINT_HPP
#define UINT_HPP

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>

template <unsigned Bits>
class Uint {
public:
	using Limb = std::uint32_t;
	using Wide = std::uint64_t;
	static constexpr unsigned LIMB_BITS = 32;
	static constexpr unsigned LIMBS = Bits / LIMB_BITS;
	static constexpr unsigned BYTES = Bits / 8;
	static_assert(Bits % LIMB_BITS == 0 && LIMBS >= 2);

	constexpr Uint() = default;

	constexpr Uint(std::uint64_t value)
	{
		limbs_[0] = static_cast<Limb>(value);
		limbs_[1] = static_cast<Limb>(value >> LIMB_BITS);
	}

	/* Another width: the low bits stay, and what is missing is zero. */
	template <unsigned Other>
	explicit constexpr Uint(const Uint<Other> &other)
	{
		std::copy_n(other.limbs().begin(), std::min(LIMBS, Uint<Other>::LIMBS), limbs_.begin());
	}

	static constexpr Uint max() { return ~Uint(); }

	/* Big-endian, at most BYTES of them. */
	static constexpr Uint from_bytes(std::span<const std::uint8_t> bytes)
	{
		Uint value;
		unsigned shift = 0;
		for (std::size_t i = bytes.size(); i-- > 0; shift += 8)
			value.limbs_[shift / LIMB_BITS] |= Limb{bytes[i]} << shift % LIMB_BITS;
		return value;
	}

	constexpr std::array<std::uint8_t, BYTES> to_bytes() const
	{
		std::array<std::uint8_t, BYTES> bytes{};
		for (unsigned i = 0; i < BYTES; i++)
			bytes[BYTES - 1 - i] = byte(i);
		return bytes;
	}

	constexpr const std::array<Limb, LIMBS> &limbs() const { return limbs_; }
	constexpr std::array<Limb, LIMBS> &limbs() { return limbs_; }

	/* The byte of this place, the lowest being 0. */
	constexpr std::uint8_t byte(unsigned place) const
	{
		return static_cast<std::uint8_t>(limbs_[place / 4] >> 8 * (place % 4));
	}

	constexpr bool bit(unsigned place) const
	{
		return (limbs_[place / LIMB_BITS] >> place % LIMB_BITS & 1) != 0;
	}

	/* Limbs without the zeros at the upper end. */
	constexpr unsigned used_limbs() const
	{
		unsigned count = LIMBS;
		while (count > 0 && limbs_[count - 1] == 0)
			count--;
		return count;
	}

	constexpr unsigned bit_length() const
	{
		unsigned used = used_limbs();
		if (used == 0)
			return 0;
		return LIMB_BITS * used - static_cast<unsigned>(std::countl_zero(limbs_[used - 1]));
	}

	constexpr bool is_zero() const { return used_limbs() == 0; }
	constexpr bool fits_64() const { return used_limbs() <= 2; }
	constexpr std::uint64_t low_64() const { return limbs_[0] | Wide{limbs_[1]} << LIMB_BITS; }

	friend constexpr bool operator==(const Uint &, const Uint &) = default;

	friend constexpr std::strong_ordering operator<=>(const Uint &left, const Uint &right)
	{
		for (unsigned i = LIMBS; i-- > 0;)
			if (left.limbs_[i] != right.limbs_[i])
				return left.limbs_[i] <=> right.limbs_[i];
		return std::strong_ordering::equal;
	}

	constexpr Uint &operator+=(const Uint &other)
	{
		Wide carry = 0;
		for (unsigned i = 0; i < LIMBS; i++) {
			carry += Wide{limbs_[i]} + other.limbs_[i];
			limbs_[i] = static_cast<Limb>(carry);
			carry >>= LIMB_BITS;
		}
		return *this;
	}

	constexpr Uint &operator-=(const Uint &other)
	{
		Wide borrow = 0;
		for (unsigned i = 0; i < LIMBS; i++) {
			Wide difference = Wide{limbs_[i]} - other.limbs_[i] - borrow;
			limbs_[i] = static_cast<Limb>(difference);
			borrow = difference >> 63;
		}
		return *this;
	}

	constexpr Uint &operator&=(const Uint &other)
	{
		for (unsigned i = 0; i < LIMBS; i++)
			limbs_[i] &= other.limbs_[i];
		return *this;
	}

	constexpr Uint &operator|=(const Uint &other)
	{
		for (unsigned i = 0; i < LIMBS; i++)
			limbs_[i] |= other.limbs_[i];
		return *this;
	}

	constexpr Uint &operator^=(const Uint &other)
	{
		for (unsigned i = 0; i < LIMBS; i++)
			limbs_[i] ^= other.limbs_[i];
		return *this;
	}

	/* Shifts by Bits and more give zero. */
	constexpr Uint &operator<<=(unsigned count)
	{
		const unsigned whole = count / LIMB_BITS, part = count % LIMB_BITS;
		for (unsigned i = LIMBS; i-- > 0;)
			limbs_[i] = i < whole ? 0 : upper_half(limb(i - whole), limb(i - whole - 1), part);
		return *this;
	}

	constexpr Uint &operator>>=(unsigned count)
	{
		const unsigned whole = count / LIMB_BITS, part = count % LIMB_BITS;
		for (unsigned i = 0; i < LIMBS; i++)
			limbs_[i] = static_cast<Limb>((Wide{limb(i + whole + 1)} << LIMB_BITS | limb(i + whole)) >> part);
		return *this;
	}

	friend constexpr Uint operator~(Uint value)
	{
		for (Limb &limb : value.limbs_)
			limb = ~limb;
		return value;
	}

	friend constexpr Uint operator-(const Uint &value) { return Uint() - value; }
	friend constexpr Uint operator+(Uint left, const Uint &right) { return left += right; }
	friend constexpr Uint operator-(Uint left, const Uint &right) { return left -= right; }
	friend constexpr Uint operator&(Uint left, const Uint &right) { return left &= right; }
	friend constexpr Uint operator|(Uint left, const Uint &right) { return left |= right; }
	friend constexpr Uint operator^(Uint left, const Uint &right) { return left ^= right; }
	friend constexpr Uint operator<<(Uint value, unsigned count) { return value <<= count; }
	friend constexpr Uint operator>>(Uint value, unsigned count) { return value >>= count; }
	friend constexpr Uint operator*(const Uint &left, const Uint &right) { return multiply<Bits>(left, right); }

private:
	/* Zero beyond either end; a place below 0 has wrapped around, so it is beyond the upper end as well. */
	constexpr Limb limb(unsigned place) const { return place < LIMBS ? limbs_[place] : 0; }

	static constexpr Limb upper_half(Limb upper, Limb lower, unsigned shift)
	{
		return static_cast<Limb>((Wide{upper} << LIMB_BITS | lower) << shift >> LIMB_BITS);
	}

	std::array<Limb, LIMBS> limbs_{};
};

/* The low `Result` bits of a product, limb by limb as on paper. */
template <unsigned Result, unsigned Bits>
constexpr Uint<Result> multiply(const Uint<Bits> &left, const Uint<Bits> &right)
{
	using U = Uint<Result>;
	Uint<Result> product;
	auto &limbs = product.limbs();
	const unsigned left_used = left.used_limbs(), right_used = right.used_limbs();

	for (unsigned i = 0; i < left_used; i++) {
		typename U::Wide carry = 0;
		unsigned at = i;
		for (unsigned j = 0; j < right_used && at < U::LIMBS; j++, at++) {
			carry += typename U::Wide{left.limbs()[i]} * right.limbs()[j] + limbs[at];
			limbs[at] = static_cast<typename U::Limb>(carry);
			carry >>= U::LIMB_BITS;
		}
		if (at < U::LIMBS)
			limbs[at] = static_cast<typename U::Limb>(carry);
	}
	return product;
}

/* For std::unordered_map: FNV-1a (Fowler, Noll and Vo) by limbs instead of bytes. Nothing depends on its values. */
struct UintHash {
	template <unsigned Bits>
	std::size_t operator()(const Uint<Bits> &value) const
	{
		std::uint32_t hash = 0x811c9dc5;
		for (std::uint32_t limb : value.limbs())
			hash = (hash ^ limb) * 0x01000193;
		return hash ^ hash >> 16;
	}
};

#endif
