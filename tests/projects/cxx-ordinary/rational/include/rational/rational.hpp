#ifndef RATIONAL_HPP
#define RATIONAL_HPP

#include <compare>
#include <concepts>
#include <numeric>
#include <ostream>
#include <stdexcept>

namespace rational
{

class ZeroDenominator : public std::domain_error
{
public:
	ZeroDenominator() : std::domain_error("a denominator is zero") {}
};

template <std::signed_integral T> class Rational
{
public:
	constexpr Rational(T numerator, T denominator = 1) : numerator_(numerator), denominator_(denominator)
	{
		if (denominator == 0)
			throw ZeroDenominator();
		const T divisor = std::gcd(numerator, denominator) * (denominator < 0 ? -1 : 1);
		numerator_ /= divisor;
		denominator_ /= divisor;
	}

	constexpr T numerator() const { return numerator_; }
	constexpr T denominator() const { return denominator_; }

	friend constexpr Rational operator+(const Rational &a, const Rational &b)
	{
		return { a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_,
			 a.denominator_ * b.denominator_ };
	}

	friend constexpr Rational operator*(const Rational &a, const Rational &b)
	{
		return { a.numerator_ * b.numerator_, a.denominator_ * b.denominator_ };
	}

	friend constexpr Rational operator/(const Rational &a, const Rational &b)
	{
		return { a.numerator_ * b.denominator_, a.denominator_ * b.numerator_ };
	}

	friend constexpr bool operator==(const Rational &, const Rational &) = default;

	friend constexpr std::strong_ordering operator<=>(const Rational &a, const Rational &b)
	{
		return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
	}

	friend std::ostream &operator<<(std::ostream &out, const Rational &r)
	{
		return r.denominator_ == 1 ? out << r.numerator_ : out << r.numerator_ << '/' << r.denominator_;
	}

private:
	T numerator_, denominator_;
};

} // namespace rational

#endif
