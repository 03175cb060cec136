// The algorithms of <algorithm>, on small sequences whose results can be read off.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>
#include <vector>

#include "../include/expect.h"

using Ints = std::vector<int>;

static void print(const char *name, const Ints &ints)
{
	printf("%s:", name);
	for (int x : ints)
		printf(" %d", x);
	putchar('\n');
}

static bool is_even(int x)
{
	return x % 2 == 0;
}

static void sorting()
{
	Ints v{ 5, 2, 8, 1, 9, 3 };
	std::sort(v.begin(), v.end());
	print("sort", v);
	std::sort(v.rbegin(), v.rend());
	expect(std::is_sorted(v.begin(), v.end(), std::greater<>()));

	struct card { char suit; int rank; };
	std::vector<card> cards{ { 'a', 3 }, { 'b', 1 }, { 'c', 3 }, { 'd', 1 }, { 'e', 2 } };
	std::stable_sort(cards.begin(), cards.end(), [](card x, card y) { return x.rank < y.rank; });
	printf("stable_sort: ");
	for (card c : cards)
		printf("%c%d", c.suit, c.rank);
	putchar('\n');

	Ints large;
	for (int i = 0; i < 2000; i++)
		large.push_back(i * 1103 % 2000); // 1103 and 2000 share no factor: each number once
	Ints copy = large;
	std::nth_element(copy.begin(), copy.begin() + 700, copy.end());
	expect(copy[700] == 700);
	std::partial_sort(large.begin(), large.begin() + 10, large.end());
	for (int i = 0; i < 10; i++)
		expect(large[i] == i);
	std::make_heap(large.begin(), large.end());
	expect(large.front() == 1999);
	std::sort_heap(large.begin(), large.end());
	for (int i = 0; i < 2000; i++)
		expect(large[i] == i);
}

static void moving()
{
	Ints v{ 1, 2, 3, 4, 5, 6, 7 };
	auto middle = std::stable_partition(v.begin(), v.end(), is_even);
	print("stable_partition", v);
	expect(middle - v.begin() == 3);
	std::rotate(v.begin(), middle, v.end());
	print("rotate", v);
	std::reverse(v.begin(), v.end());
	v.erase(std::remove(v.begin(), v.end(), 4), v.end());
	print("reverse, remove", v);
	std::replace_if(v.begin(), v.end(), is_even, 0);
	v.erase(std::unique(v.begin(), v.end()), v.end());
	print("replace_if, unique", v);
	Ints twice;
	std::transform(v.begin(), v.end(), std::back_inserter(twice), [](int x) { return 2 * x; });
	std::swap_ranges(v.begin(), v.begin() + 2, twice.begin());
	print("transform, swap_ranges", twice);
	Ints a{ 1, 3, 5, 7 }, b{ 3, 4, 7, 8 }, all;
	std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
	print("merge", all);
	all.clear();
	std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
	std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
	print("common, then not", all);
}

static void searching()
{
	const Ints v{ 1, 2, 4, 4, 4, 7, 9 };
	auto [first, last] = std::equal_range(v.begin(), v.end(), 4);
	expect(first - v.begin() == 2 && last - v.begin() == 5);
	expect(std::binary_search(v.begin(), v.end(), 7) && !std::binary_search(v.begin(), v.end(), 8));
	expect(std::count_if(v.begin(), v.end(), is_even) == 4);
	expect(*std::find_if_not(v.begin(), v.end(), [](int x) { return x < 5; }) == 7);
	expect(std::adjacent_find(v.begin(), v.end()) - v.begin() == 2);
	auto [low, high] = std::minmax_element(v.begin(), v.end());
	expect(*low == 1 && *high == 9 && std::clamp(12, 0, 10) == 10);
	const std::string text = "a needle in a haystack", word = "needle";
	expect(std::search(text.begin(), text.end(), word.begin(), word.end()) - text.begin() == 2);
	expect(std::lexicographical_compare(word.begin(), word.end(), text.begin(), text.end()) == false);
	expect(std::all_of(v.begin(), v.end(), [](int x) { return x > 0; }));
	Ints permutation{ 1, 2, 3 };
	int count = 1;
	while (std::next_permutation(permutation.begin(), permutation.end()))
		count++;
	expect(count == 6 && permutation == Ints({ 1, 2, 3 }));
}

int main()
{
	sorting();
	moving();
	searching();
	puts("searched");
}
