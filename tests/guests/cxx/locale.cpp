// There is the locale "C"; another one's name is refused. Facets of the program's own work.
#include <cstdio>
#include <locale>
#include <sstream>
#include <stdexcept>
#include <string>

#include "../include/expect.h"

struct thousands : std::numpunct<char> {
	char do_thousands_sep() const override { return '\''; }
	char do_decimal_point() const override { return ','; }
	std::string do_grouping() const override { return "\3"; }
	std::string do_truename() const override { return "ja"; }
};

int main()
{
	const std::locale classic = std::locale::classic();
	expect(classic.name() == "C" && std::locale() == classic && std::locale("C") == classic);
	try {
		std::locale german("de_DE.UTF-8");
	} catch (const std::runtime_error &) {
		puts("no such locale");
	}

	std::ostringstream out;
	out.imbue(std::locale(classic, new thousands));
	out << 1234567 << ' ' << 0.5 << ' ' << std::boolalpha << true;
	puts(out.str().c_str());
	std::istringstream in("7'654'321 2,25");
	in.imbue(out.getloc());
	long n;
	double d;
	expect(in >> n >> d && n == 7654321 && d == 2.25);

	expect(std::isupper('Q', classic) && std::tolower('Q', classic) == 'q' && !std::isalpha('7', classic));
	const auto &ctype = std::use_facet<std::ctype<char>>(classic);
	char word[] = "upper";
	ctype.toupper(word, word + 5);
	puts(word);
	const auto &collate = std::use_facet<std::collate<char>>(classic);
	expect(collate.compare("a", "a" + 1, "b", "b" + 1) < 0);
	expect(std::has_facet<std::num_get<char>>(classic));
	expect(std::use_facet<std::numpunct<char>>(out.getloc()).decimal_point() == ',');
}
