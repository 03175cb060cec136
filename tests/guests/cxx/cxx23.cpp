// C++23 as far as GCC 12 goes.
#include <bit>
#include <cstdio>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <version>

#include "../include/expect.h"

enum class error { empty = 3, no_digit };

static std::expected<int, error> parse(std::string_view text)
{
	if (text.empty())
		return std::unexpected(error::empty);
	int value = 0;
	for (char c : text) {
		if (c < '0' || c > '9')
			return std::unexpected(error::no_digit);
		value = value * 10 + (c - '0');
	}
	return value;
}

static constexpr bool known_when_compiling()
{
	if consteval {
		return true;
	} else {
		return false;
	}
}

int main()
{
	static_assert(__cplusplus > 202002L);
	expect(parse("123") == 123 && *parse("7") == 7 && !parse("") && parse("x").error() == error::no_digit);
	expect(parse("").value_or(-1) == -1);
	try {
		parse("12x").value();
	} catch (const std::bad_expected_access<error> &e) {
		printf("%s, error %d\n", e.what(), std::to_underlying(e.error()));
	}
	std::expected<std::string, int> text = "a text";
	text = std::unexpected(5);
	expect(!text.has_value() && text.error() == 5);
	text = "another";
	expect(text->size() == 7);

	std::optional<int> three = 3;
	auto doubled = three.transform([](int x) { return 2 * x; }).and_then([](int x) { return std::optional(x + 1); });
	expect(doubled == 7 && std::optional<int>().or_else([] { return std::optional(9); }) == 9);
	expect(std::string_view("a needle").contains("need") && std::byteswap(0x01020304u) == 0x04030201u);
	constexpr bool compiling = known_when_compiling();
	expect(compiling && 5uz == sizeof "four");
	puts("23");
}
