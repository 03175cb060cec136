// std::variant: one of several types, visited; and what happens when it is asked for another.
#include <cstdio>
#include <string>
#include <variant>
#include <vector>

#include "../include/expect.h"

template <class... Cases>
struct overloaded : Cases... {
	using Cases::operator()...;
};

struct bomb {
	bomb() = default;
	bomb(const bomb &) { throw 1; }
};

int main()
{
	using value = std::variant<int, double, std::string>;
	for (const value &v : std::vector<value>{ 42, 2.5, "text" })
		std::visit(overloaded{
			[](int x) { printf("int %d\n", x); },
			[](double x) { printf("double %g\n", x); },
			[](const std::string &x) { printf("string %s\n", x.c_str()); },
		}, v);

	value v = "long enough to be kept on the heap, not in the string";
	expect(v.index() == 2 && std::holds_alternative<std::string>(v) && !std::get_if<int>(&v));
	v = 7;
	expect(std::get<int>(v) == 7 && std::get<0>(v) == 7 && v == value(7) && v < value(0.5));
	try {
		std::get<double>(v);
	} catch (const std::bad_variant_access &e) {
		puts(e.what());
	}
	value other = "swapped";
	v.swap(other);
	expect(v.index() == 2 && other.index() == 0 && v.emplace<1>(1.5) == 1.5);

	const std::variant<int, float> two(2);
	const std::variant<char, double> quarter(0.25);
	expect(std::visit([](auto a, auto b) { return double(a) + double(b); }, two, quarter) == 2.25);

	std::variant<std::monostate, bomb> fragile;
	const bomb armed;
	try {
		fragile.emplace<bomb>(armed);
	} catch (int) {
		expect(fragile.valueless_by_exception() && fragile.index() == std::variant_npos);
	}
	try {
		std::visit([](auto &) {}, fragile);
	} catch (const std::bad_variant_access &e) {
		puts(e.what());
	}
}
