// <complex> and <valarray>.
#include <cmath>
#include <complex>
#include <cstdio>
#include <numbers>
#include <sstream>
#include <valarray>

#include "../include/expect.h"

using complex = std::complex<double>;
using namespace std::complex_literals;

static bool near(complex a, complex b)
{
	return std::abs(a - b) < 1e-12;
}

int main()
{
	const complex z(3, -4);
	expect(std::abs(z) == 5 && std::norm(z) == 25 && std::conj(z) == complex(3, 4) && z.imag() == -4);
	expect(z * complex(1, 2) == complex(11, 2) && z / complex(0, 1) == complex(-4, -3) && near(z / z, 1));
	expect(near(std::sqrt(complex(-4)), 2i) && near(std::exp(1i * std::numbers::pi), -1));
	expect(near(std::pow(1.0 + 1i, 8), 16) && near(std::polar(2.0, std::numbers::pi / 2), 2i));
	expect(std::fabs(std::arg(-1i) + std::numbers::pi / 2) < 1e-15);
	std::stringstream stream;
	stream << complex(0.5, -2) << " (1,2)";
	complex read, next;
	stream >> read >> next;
	expect(read == complex(0.5, -2) && next == complex(1, 2));

	std::valarray<int> a{ 1, 2, 3, 4, 5, 6 }, b(10, 6);
	expect((a * a + b).sum() == 151 && a.max() == 6 && (a << 1)[5] == 12);
	std::valarray<int> odd = a[std::slice(0, 3, 2)];
	expect(odd.size() == 3 && odd[0] == 1 && odd[2] == 5);
	a[a > 3] = 0;
	expect(a.sum() == 6 && a[5] == 0 && a[2] == 3);
	expect(a.cshift(1)[5] == 1 && a.apply([](int x) { return x * 100; })[1] == 200);
	std::valarray<double> roots = std::sqrt(std::valarray<double>{ 4, 9, 16 });
	printf("%g %g %g\n", roots[0], roots[1], roots[2]);
}
