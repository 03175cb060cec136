// operator<=>: made by the compiler, written by hand, and the three kinds of order.
#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "../include/expect.h"

struct version {
	int major, minor;
	std::string tag;
	auto operator<=>(const version &) const = default;
};

// Equal without regard to case, and so only weakly ordered.
struct label {
	char c;
	std::weak_ordering operator<=>(const label &other) const { return lower() <=> other.lower(); }
	bool operator==(const label &other) const { return lower() == other.lower(); }
	int lower() const { return c | 0x20; }
};

static const char *name(std::partial_ordering order)
{
	return order < 0 ? "less" : order > 0 ? "greater" : order == 0 ? "equal" : "unordered";
}

int main()
{
	const version a{ 1, 2, "" }, b{ 1, 10, "rc" }, c{ 1, 10, "rd" };
	expect(a < b && b < c && c > a && a <= a && a != b && (b <=> c) < 0);
	std::set<version> versions{ c, a, b, a };
	expect(versions.size() == 3 && versions.rbegin()->tag == "rd");
	static_assert(std::same_as<decltype(a <=> b), std::strong_ordering>);

	expect(label{ 'a' } == label{ 'A' } && label{ 'A' } < label{ 'b' } && (label{ 'Z' } <=> label{ 'z' }) == 0);
	printf("%s %s %s %s\n", name(1.0 <=> 2.0), name(2 <=> 1), name(0.0 <=> -0.0), name(1.0 <=> std::nan("")));
	expect(std::strong_order(-0.0, 0.0) < 0 && std::is_gt(std::string("b") <=> std::string("a")));
	expect((std::vector{ 1, 2, 3 } <=> std::vector{ 1, 3 }) < 0 && (std::array{ 2, 0 } <=> std::array{ 1, 9 }) > 0);
	const std::string x = "abc", y = "abd";
	expect(std::lexicographical_compare_three_way(x.begin(), x.end(), y.begin(), y.end()) < 0);
}
