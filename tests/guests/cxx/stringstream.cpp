// String streams: formatting, parsing, positions, and what state a stream is in.
#include <cstdio>
#include <iomanip>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "../include/expect.h"

int main()
{
	std::ostringstream out;
	out << std::setfill('0') << std::setw(2) << 7 << ':' << std::setw(2) << 5;
	out << ' ' << std::fixed << std::setprecision(1) << 9.96;
	puts(out.str().c_str());
	out.seekp(0);
	out << "23";
	expect(out.str() == "23:05 10.0" && out.tellp() == std::streampos(2));

	std::istringstream in("width=640;height=480;depth");
	std::string key;
	std::vector<int> values;
	while (std::getline(in, key, '=')) {
		int value;
		if (in >> value)
			values.push_back(value);
		in.ignore(1);
	}
	expect(values == std::vector<int>({ 640, 480 }) && key == "depth" && in.eof());
	in.clear();
	in.seekg(6);
	std::istream_iterator<int> number(in);
	expect(*number == 640);

	std::stringstream both;
	both << "1 2 3 four";
	int sum = 0, x;
	while (both >> x)
		sum += x;
	expect(sum == 6 && both.fail() && !both.eof());
	both.clear();
	expect(both >> key && key == "four");
	both.str("0x1A 017 true");
	both.clear();
	both.unsetf(std::ios::basefield);
	int hexadecimal, octal;
	bool truth;
	both >> hexadecimal >> octal >> std::boolalpha >> truth;
	expect(hexadecimal == 26 && octal == 15 && truth);

	std::istringstream large("99999999999");
	expect(!(large >> x) && x == INT32_MAX);
	out.exceptions(std::ios::badbit | std::ios::failbit);
	try {
		out.setstate(std::ios::failbit);
	} catch (const std::ios_base::failure &) {
		puts("failure thrown");
	}
	std::string quoted;
	std::istringstream("\"two words\" rest") >> std::quoted(quoted);
	puts(quoted.c_str());
}
