// Random numbers with a seed. The 10 000th of each engine is in the standard ([rand.predef]); what distributions
// make of them is not, so only what must hold of any is checked.
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>
#include <vector>

#include "../include/expect.h"

template <class Engine>
static auto ten_thousandth()
{
	Engine engine;
	engine.discard(9999);
	return engine();
}

int main()
{
	printf("mt19937 %u\n", (unsigned)ten_thousandth<std::mt19937>());
	printf("mt19937_64 %llu\n", (unsigned long long)ten_thousandth<std::mt19937_64>());
	printf("minstd_rand0 %u\n", (unsigned)ten_thousandth<std::minstd_rand0>());
	printf("minstd_rand %u\n", (unsigned)ten_thousandth<std::minstd_rand>());
	printf("ranlux24_base %u\n", (unsigned)ten_thousandth<std::ranlux24_base>());
	printf("ranlux48_base %llu\n", (unsigned long long)ten_thousandth<std::ranlux48_base>());
	printf("knuth_b %u\n", (unsigned)ten_thousandth<std::knuth_b>());

	std::mt19937 one(2024), other(2024);
	std::uniform_int_distribution<int> die(1, 6);
	int counts[7] = {};
	for (int i = 0; i < 600; i++) {
		int face = die(one);
		expect(face >= 1 && face <= 6 && face == die(other));
		counts[face]++;
	}
	for (int face = 1; face <= 6; face++)
		expect(counts[face] > 50);

	std::uniform_real_distribution<double> unit;
	std::normal_distribution<double> normal(10, 2);
	std::bernoulli_distribution never(0), always(1);
	std::discrete_distribution<int> second{ 0, 5, 0 };
	double sum = 0;
	for (int i = 0; i < 200; i++) {
		double x = unit(one);
		expect(x >= 0 && x < 1);
		sum += normal(one);
		expect(!never(one) && always(one) && second(one) == 1);
	}
	expect(sum / 200 > 9 && sum / 200 < 11);

	std::vector<int> cards(52), sorted(52);
	std::iota(sorted.begin(), sorted.end(), 0);
	cards = sorted;
	std::shuffle(cards.begin(), cards.end(), one);
	expect(cards != sorted && std::is_permutation(cards.begin(), cards.end(), sorted.begin()));
}
