#include <iostream>

#include <rational/rational.hpp>

int main()
{
	using Fraction = rational::Rational<long>;
	const Fraction half(1, 2), third(1, 3);
	std::cout << half << " + " << third << " = " << half + third << '\n';
	return half + third == Fraction(5, 6) ? 0 : 1;
}
