// std::optional and std::any.
#include <any>
#include <cstdio>
#include <optional>
#include <string>
#include <typeinfo>
#include <vector>

#include "../include/expect.h"

static int alive;

struct counted {
	counted() { alive++; }
	counted(const counted &) { alive++; }
	~counted() { alive--; }
};

static std::optional<int> digit(char c)
{
	if (c < '0' || c > '9')
		return std::nullopt;
	return c - '0';
}

int main()
{
	expect(digit('7') == 7 && !digit('x') && digit('x').value_or(-1) == -1 && digit('1') < digit('2') && digit('x') < 0);
	try {
		printf("%d\n", digit('x').value());
	} catch (const std::bad_optional_access &e) {
		puts(e.what());
	}
	std::optional<std::string> text;
	text.emplace(3, 'z');
	expect(*text == "zzz" && text->size() == 3);
	std::optional<counted> maybe;
	expect(alive == 0);
	maybe.emplace();
	expect(alive == 1);
	auto copy = maybe;
	maybe.reset();
	expect(alive == 1 && copy && !maybe);
	copy = std::nullopt;
	expect(alive == 0);

	std::any any = 5;
	expect(any.type() == typeid(int) && std::any_cast<int>(any) == 5 && !std::any_cast<long>(&any));
	any = std::string("a string that is too long for the object itself");
	std::any_cast<std::string &>(any) += '!';
	expect(std::any_cast<const std::string &>(any).back() == '!');
	try {
		std::any_cast<double>(any);
	} catch (const std::bad_any_cast &e) {
		puts(e.what());
	}
	any.emplace<counted>();
	std::any second = any;
	expect(alive == 2);
	any.reset();
	expect(alive == 1 && !any.has_value());
	second = std::vector<int>{ 1, 2, 3 };
	expect(alive == 0 && std::any_cast<std::vector<int>>(&second)->size() == 3);
}
