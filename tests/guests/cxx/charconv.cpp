// to_chars and from_chars, of integers and of floating point (shortest text that gives the number back).
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "../include/expect.h"

static char buffer[400];

template <class... Arguments>
static std::string_view text(Arguments... arguments)
{
	auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, arguments...);
	expect(error == std::errc());
	return { buffer, size_t(end - buffer) };
}

template <class Number, class... Arguments>
static Number number(std::string_view text, Arguments... arguments)
{
	Number number{};
	auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, arguments...);
	expect(error == std::errc() && end == text.data() + text.size());
	return number;
}

int main()
{
	expect(text(-2147483647 - 1) == "-2147483648" && text(UINT64_MAX) == "18446744073709551615");
	expect(text(255, 16) == "ff" && text(-5, 2) == "-101" && text(35, 36) == "z");
	expect(number<int>("-77") == -77 && number<uint64_t>("ffffffffffffffff", 16) == UINT64_MAX);

	expect(text(0.1) == "0.1" && text(1e23) == "1e+23" && text(-0.0) == "-0" && text(0.1f) == "0.1");
	expect(text(5e-324) == "5e-324" && text(1.7976931348623157e308) == "1.7976931348623157e+308");
	expect(text(0.3, std::chars_format::fixed, 20) == "0.29999999999999998890");
	expect(text(1234.5, std::chars_format::scientific, 2) == "1.23e+03");
	expect(text(1.0, std::chars_format::hex) == "1p+0" && text(INFINITY) == "inf");

	expect(number<double>("0.1") == 0.1 && number<double>("1e-320") == 1e-320);
	expect(number<float>("16777217") == 16777216.0f);
	expect(number<double>("9007199254740993") == 9007199254740992.0); // a tie goes to even
	expect(number<double>("-1.8p1", std::chars_format::hex) == -3.0);
	for (double x = 1.0 / 3; x < 1e300; x *= 1e29)
		expect(number<double>(text(x)) == x);

	int x = 7;
	std::string_view words[] = { "99999999999", "none", "12 more" };
	auto from = [&](std::string_view word) { return std::from_chars(word.data(), word.data() + word.size(), x); };
	expect(from(words[0]).ec == std::errc::result_out_of_range && x == 7);
	expect(from(words[1]).ec == std::errc::invalid_argument && from(words[1]).ptr == words[1].data());
	expect(from(words[2]).ptr == words[2].data() + 2 && x == 12);
	expect(std::to_chars(buffer, buffer + 2, 100).ec == std::errc::value_too_large);
	puts("characters");
}
