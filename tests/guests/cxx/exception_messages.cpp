// What the library's own exceptions say. The texts are libstdc++'s, as its sources have them.
#include <array>
#include <bitset>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "../include/expect.h"

template <class Exception, class Function>
static void says(Function function)
{
	try {
		function();
		puts("nothing thrown");
	} catch (const Exception &e) {
		puts(e.what());
	}
}

static volatile size_t far = 7, endless = size_t(-1);

int main()
{
	std::vector<int> v{ 1, 2, 3 };
	std::string s = "abc";
	says<std::out_of_range>([&] { v.at(far); });
	says<std::out_of_range>([&] { s.at(far); });
	says<std::out_of_range>([&] { s.substr(far); });
	says<std::out_of_range>([&] { std::map<int, int>().at(1); });
	says<std::out_of_range>([&] { std::array<int, 2>().at(far); });
	says<std::out_of_range>([&] { std::stoi("99999999999"); });
	says<std::invalid_argument>([&] { std::stod("no number"); });
	says<std::invalid_argument>([&] { std::bitset<4> b("1021"); });
	says<std::length_error>([&] { v.reserve(endless); });
	says<std::length_error>([&] { std::vector<int> w(endless); });
	says<std::length_error>([&] { s.resize(endless); });
	const std::error_code invalid = std::make_error_code(std::errc::invalid_argument);
	says<std::system_error>([&] { throw std::system_error(invalid, "setting"); });
	says<std::logic_error>([&] { throw std::domain_error(std::string("one's own, ") + "long enough for the heap"); });
	std::error_code code(5, std::generic_category());
	expect(code == std::errc::io_error && code.category().name() == std::string("generic") && code != std::error_code());
}
