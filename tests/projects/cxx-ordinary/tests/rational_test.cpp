#include <sstream>
#include <utility>

#include <gtest/gtest.h>
#include <rational/rational.hpp>

using Fraction = rational::Rational<int>;

TEST(Rational, IsKeptInLowestTerms)
{
	EXPECT_EQ(Fraction(6, 8), Fraction(3, 4));
	EXPECT_EQ(Fraction(1, -2).denominator(), 2);
}

TEST(Rational, RefusesAZeroDenominator)
{
	EXPECT_THROW(Fraction(1, 0), rational::ZeroDenominator);
	EXPECT_THROW(Fraction(1, 2) / Fraction(0), std::domain_error);
}

TEST(Rational, IsOrdered)
{
	EXPECT_LT(Fraction(1, 3), Fraction(1, 2));
	EXPECT_GT(Fraction(2), Fraction(3, 2));
}

class Printed : public testing::TestWithParam<std::pair<Fraction, const char *>> {};

TEST_P(Printed, ReadsAsAPersonWritesIt)
{
	std::ostringstream text;
	text << GetParam().first;
	EXPECT_EQ(text.str(), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(Rational, Printed,
			 testing::Values(std::pair{ Fraction(3), "3" }, std::pair{ Fraction(-1, 2), "-1/2" }));
