// Ordered containers: map, set, multimap and multiset.
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "../include/expect.h"

int main()
{
	std::map<std::string, int> ages{ { "Mia", 7 }, { "Ada", 36 }, { "Bob", 41 } };
	ages["Zoe"];
	ages["Ada"]++;
	expect(!ages.insert({ "Bob", 0 }).second);
	expect(ages.try_emplace("Eve", 5).second);
	ages.insert_or_assign("Mia", 8);
	expect(ages.contains("Eve") && ages.erase("Eve") == 1 && ages.find("Eve") == ages.end());
	auto node = ages.extract("Zoe");
	node.key() = "Cleo";
	ages.insert(std::move(node));
	for (const auto &[name, age] : ages)
		printf("%s %d\n", name.c_str(), age);
	expect(ages.lower_bound("B")->first == "Bob" && ages.upper_bound("Bob")->first == "Cleo");

	std::set<int, std::greater<>> falling{ 3, 1, 4, 1, 5, 9, 2, 6 };
	for (int x : falling)
		printf("%d ", x);
	std::set<int, std::greater<>> more{ 8, 9 };
	falling.merge(more);
	printf("and %zu left, %zu now\n", more.size(), falling.size());

	// Equal keys keep the order in which they came.
	std::multimap<int, const char *> words{ { 3, "two" }, { 2, "is" }, { 3, "one" }, { 2, "of" }, { 1, "a" } };
	for (auto [first, last] = words.equal_range(3); first != last; ++first)
		printf("%s ", first->second);
	printf("%zu %zu\n", words.count(2), words.count(4));

	std::multiset<char> letters;
	for (char c : std::string("mississippi"))
		letters.insert(c);
	letters.erase(letters.find('i'));
	for (char c : letters)
		putchar(c);
	putchar('\n');

	// 1000 keys in a scattered order: the tree is balanced over and over, and stays in order.
	std::map<int, int> many;
	for (int i = 0; i < 1000; i++)
		many[i * 387 % 1000] = i;
	int previous = -1;
	for (auto [key, value] : many) {
		expect(key == previous + 1 && value * 387 % 1000 == key);
		previous = key;
	}
	expect(previous == 999);
}
