// Hash tables. Their order is nobody's promise: what they hold is printed in an order of its own.
#include <algorithm>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "../include/expect.h"

struct point {
	int x, y;
	bool operator==(const point &) const = default;
};

template <>
struct std::hash<point> {
	size_t operator()(const point &p) const { return std::hash<int>()(p.x) * 31 + std::hash<int>()(p.y); }
};

int main()
{
	std::unordered_map<std::string, int> counts;
	for (const char *word : { "to", "be", "or", "not", "to", "be" })
		counts[word]++;
	std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
	std::sort(sorted.begin(), sorted.end());
	for (const auto &[word, count] : sorted)
		printf("%s %d\n", word.c_str(), count);
	expect(counts.at("be") == 2 && !counts.contains("question"));

	std::unordered_set<point> points;
	for (int i = 0; i < 1000; i++)
		points.insert({ i % 10, i % 20 });
	expect(points.size() == 20 && points.contains({ 3, 13 }) && !points.contains({ 3, 4 }));
	points.rehash(1000);
	expect(points.bucket_count() >= 1000 && points.size() == 20);

	std::unordered_multimap<int, int> factors;
	for (int n = 2; n <= 30; n++)
		for (int d = 2; d < n; d++)
			if (n % d == 0)
				factors.emplace(n, d);
	expect(factors.count(30) == 6 && factors.count(29) == 0);
	expect(factors.erase(12) == 4 && !factors.contains(12));

	// Grows through many sizes of its table.
	std::unordered_map<long, long> squares;
	for (long i = 0; i < 3000; i++)
		squares[i] = i * i;
	for (long i = 0; i < 3000; i++)
		expect(squares[i] == i * i);
	expect(squares.load_factor() <= squares.max_load_factor());
	std::unordered_multiset<std::string> same{ "a", "b", "a" }, shuffled{ "b", "a", "a" };
	expect(same == shuffled);
	puts("hashed");
}
