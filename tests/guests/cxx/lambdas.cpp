// Lambdas, structured bindings, tuples, and other small things of the language since C++11.
#include <array>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "../include/expect.h"

template <class... Numbers>
static auto sum(Numbers... numbers)
{
	return (0 + ... + numbers);
}

struct settings {
	int width = 640, height = 480;
	const char *title = "none";
};

enum class color { red, green = 5, blue };

static long double operator""_km(long double x)
{
	return x * 1000;
}

int main()
{
	int base = 10;
	auto add = [&base](int x) { return base += x; };
	auto counter = [n = 0]() mutable { return ++n; };
	auto copy = counter;
	expect(add(5) == 15 && base == 15 && counter() == 1 && counter() == 2 && copy() == 1);
	auto generic = []<class T>(T a, auto b) -> T { return a + b; };
	expect(generic(1, 2.9) == 3 && generic(std::string("a"), 'b') == "ab");
	int (*plain)(int) = [](int x) { return -x; };
	expect(plain(4) == -4 && sum(1, 2, 3, 4) == 10 && sum() == 0);

	auto [a, b, c] = std::tuple(1, 'x', std::string("text"));
	expect(a == 1 && b == 'x' && c == "text");
	std::map<std::string, int> scores;
	if (auto [place, fresh] = scores.try_emplace("one", 1); fresh)
		place->second = 7;
	for (auto &[name, score] : scores)
		score++;
	expect(scores["one"] == 8);
	int pair[2] = { 3, 4 };
	auto &[first, second] = pair;
	std::swap(first, second);
	expect(pair[0] == 4);

	auto t = std::tuple_cat(std::tuple(1, 2.5), std::make_pair("three", 4));
	static_assert(std::tuple_size_v<decltype(t)> == 4);
	expect(std::get<double>(t) == 2.5 && std::get<3>(t) == 4);
	expect(std::apply([](auto... x) { return sizeof...(x); }, t) == 4);
	int x, y;
	std::tie(x, std::ignore, y) = std::tuple(1, 2, 3);
	expect(x == 1 && y == 3 && std::tuple(1, "b") < std::tuple(2, "a") && std::pair(1, 2) == std::pair(1, 2));
	auto made = std::make_from_tuple<std::pair<int, int>>(std::tuple(5, 6));
	expect(std::exchange(made.first, 9) == 5 && made.first == 9);

	settings window{ .height = 600, .title = "designated" };
	expect(window.width == 640 && window.height == 600);
	using enum color;
	switch (color(6)) {
	case red:
	case green:
		return 1;
	case blue:
		puts(window.title);
	}
	expect(1.5_km == 1500 && 0b1010'0101 == 0xa5);
	const char *raw = R"(a\b"c)";
	expect(raw[1] == '\\' && raw[3] == '"');
	for (int total = 0; int i : { 1, 2, 3 })
		if ((total += i) == 6) [[likely]]
			printf("%d\n", total);
}
