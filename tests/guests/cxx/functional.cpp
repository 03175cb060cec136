// <functional>: function, bind, mem_fn, invoke, references, and a searcher.
#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <string>

#include "../include/expect.h"

struct account {
	int balance = 100;
	int deposit(int amount) { return balance += amount; }
	virtual const char *kind() const { return "plain"; }
};

struct savings : account {
	const char *kind() const override { return "savings"; }
};

static int subtract(int a, int b)
{
	return a - b;
}

int main()
{
	std::function<int(int, int)> f = subtract;
	expect(f(5, 3) == 2);
	f = std::multiplies<>();
	expect(f(5, 3) == 15);
	std::array<int, 20> table{ 1, 2, 3 };
	f = [table](int i, int j) { return table[i] + table[j]; }; // too large for the object itself
	std::function<int(int, int)> copy = f;
	f = nullptr;
	expect(!f && copy(1, 2) == 5);
	try {
		f(1, 1);
	} catch (const std::bad_function_call &e) {
		puts(e.what());
	}

	using namespace std::placeholders;
	auto reversed = std::bind(subtract, _2, _1);
	auto from_ten = std::bind(subtract, 10, _1);
	expect(reversed(1, 5) == 4 && from_ten(4) == 6 && std::bind_front(subtract, 3)(2) == 1);

	account mine;
	savings theirs;
	expect(std::mem_fn(&account::deposit)(mine, 20) == 120 && std::invoke(&account::balance, &mine) == 120);
	for (const account &one : { std::cref<account>(mine), std::cref<account>(theirs) })
		puts(std::invoke(&account::kind, one));
	auto deposit = std::bind(&account::deposit, std::ref(mine), _1);
	deposit(5);
	expect(mine.balance == 125);

	std::function<int(int)> factorial = [&](int n) { return n < 2 ? 1 : n * factorial(n - 1); };
	expect(factorial(10) == 3628800 && std::not_fn(std::less<>())(3, 2));
	const std::string text = "find the needle here", needle = "needle";
	auto found = std::search(text.begin(), text.end(), std::boyer_moore_searcher(needle.begin(), needle.end()));
	expect(found - text.begin() == 9);
}
