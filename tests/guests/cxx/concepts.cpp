// Concepts: overloads chosen by what a type can do; and where a call came from.
#include <concepts>
#include <cstdio>
#include <iterator>
#include <list>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "../include/expect.h"

template <class T>
concept shape = requires(const T &t) {
	{ t.area() } -> std::convertible_to<double>;
	requires std::copyable<T>;
};

template <class T>
concept named_shape = shape<T> && requires(const T &t) { { t.name() } -> std::same_as<const char *>; };

struct square {
	double side;
	double area() const { return side * side; }
};

struct circle {
	double area() const { return 3; }
	const char *name() const { return "circle"; }
};

static void describe(const auto &) { puts("no shape"); }
static void describe(const shape auto &s) { printf("a shape of %g\n", s.area()); }
static void describe(const named_shape auto &s) { printf("a %s of %g\n", s.name(), s.area()); } // the most special

template <std::forward_iterator Iterator>
static const char *kind(Iterator)
{
	if constexpr (std::random_access_iterator<Iterator>)
		return "random access";
	else
		return "forward";
}

template <class T>
	requires(sizeof(T) == 1)
static int small(T)
{
	return 1;
}

static int small(...)
{
	return 0;
}

static std::source_location here(std::source_location where = std::source_location::current())
{
	return where;
}

int main()
{
	describe(square{ 2 });
	describe(circle());
	describe(5);
	puts(kind(std::vector<int>().begin()));
	puts(kind(std::list<int>().begin()));
	expect(small('c') == 1 && small(5) == 0);
	static_assert(std::integral<int> && !std::integral<float> && std::derived_from<circle, circle>);
	static_assert(std::invocable<decltype([](int) {}), char> && !std::totally_ordered<square>);

	auto where = here();
	expect(where.line() == __LINE__ - 1 && std::string_view(where.file_name()).ends_with("concepts.cpp"));
	puts(where.function_name());
}
