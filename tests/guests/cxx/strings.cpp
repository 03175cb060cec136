// std::string and std::string_view.
#include <cstdio>
#include <string>
#include <string_view>

#include "../include/expect.h"

using namespace std::literals;

static size_t words(std::string_view text)
{
	size_t count = 0;
	while (!text.empty()) {
		auto end = text.find(' ');
		count += end != 0;
		text.remove_prefix(end == text.npos ? text.size() : end + 1);
	}
	return count;
}

int main()
{
	std::string s = "proof";
	s += " of";
	s.append(3, '.').insert(0, "a ");
	puts(s.c_str());
	expect(s.size() == 13 && s.find("of") == 5 && s.rfind("of") == 8 && s.find_first_of("xyzf") == 6);
	s.replace(2, 5, "witness").erase(9);
	puts(s.c_str());
	expect(s.substr(2, 4) == "witn" && s.starts_with("a wit") && s.ends_with('s') && s.compare("a") > 0);
	expect(s < "b" && s + "!" == "a witness!" && "x"s + 'y' == "xy"s);

	// Short ones live in the object, long ones on the heap; both move and copy.
	std::string small(15, 's'), large(1000, 'l'), taken = std::move(large);
	std::swap(small, taken);
	expect(small.size() == 1000 && taken.size() == 15 && small[999] == 'l' && taken == std::string(15, 's'));
	small.resize(3);
	small.shrink_to_fit();
	expect(small == "lll" && small.capacity() < 1000);
	expect("a\0b"s.size() == 3);

	std::string_view view = "  one two  three ";
	printf("%zu words\n", words(view));
	view.remove_suffix(7);
	expect(view == "  one two "sv && view.substr(2, 3) == "one" && view.find_last_not_of(' ') == 8);
	constexpr std::string_view constant = "known when compiling";
	static_assert(constant.size() == 20 && constant[6] == 'w');

	size_t used;
	expect(std::stoi("  -123abc", &used) == -123 && used == 6 && std::stoul("ff", nullptr, 16) == 255);
	expect(std::stoll("-9223372036854775808") == INT64_MIN && std::stod("2.5e3") == 2500);
	printf("%s %s %s\n", std::to_string(-7).c_str(), std::to_string(18446744073709551615u).c_str(),
	       std::to_string(0.125).c_str());
	expect(std::hash<std::string>()("same") == std::hash<std::string_view>()("same"));
}
