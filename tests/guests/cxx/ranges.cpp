// Pipelines of views, and algorithms with projections.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "../include/expect.h"

namespace views = std::views;

template <std::ranges::input_range Range>
static void print(const char *name, Range &&range)
{
	printf("%s:", name);
	for (int x : range)
		printf(" %d", x);
	putchar('\n');
}

int main()
{
	auto even = [](int x) { return x % 2 == 0; };
	auto square = [](int x) { return x * x; };
	print("squares", views::iota(1) | views::filter(even) | views::transform(square) | views::take(5));
	std::vector<int> v{ 5, 3, 8, 1, 9, 2 };
	print("reversed", v | views::drop(2) | views::reverse);
	print("until 9", v | views::take_while([](int x) { return x < 9; }));
	print("from 8", v | views::drop_while([](int x) { return x < 8; }));
	const std::map<int, int> ages{ { 1, 10 }, { 2, 20 } };
	print("values", ages | views::values);
	print("joined", std::array<std::vector<int>, 3>{ { { 1 }, {}, { 2, 3 } } } | views::join);

	// Lazy: nothing is computed that is not asked for.
	int computed = 0;
	auto counted = v | views::transform([&](int x) { computed++; return x; });
	expect(computed == 0 && *counted.begin() == 5 && computed == 1);

	for (auto part : std::string_view("one,two,,four") | views::split(','))
		printf("<%.*s>", (int)part.size(), part.empty() ? "" : &*part.begin());
	putchar('\n');

	struct person { std::string name; int age; };
	std::vector<person> people{ { "Mia", 30 }, { "Ada", 36 }, { "Bob", 25 } };
	std::ranges::sort(people, {}, &person::age);
	expect(people[0].name == "Bob" && std::ranges::max(people, {}, &person::name).name == "Mia");
	expect(std::ranges::find(people, 36, &person::age)->name == "Ada");
	expect(std::ranges::count_if(v, even) == 2 && std::ranges::equal(v | views::take(2), std::array{ 5, 3 }));
	auto [low, high] = std::ranges::minmax(v);
	expect(low == 1 && high == 9 && std::ranges::distance(views::iota(3, 12)) == 9);
	auto removed = std::ranges::remove(v, 8);
	v.erase(removed.begin(), removed.end());
	print("without 8", v);
}
