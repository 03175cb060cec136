// Regular expressions: match, search, iterate, replace, and an expression that is none.
#include <cstdio>
#include <regex>
#include <string>

#include "../include/expect.h"

int main()
{
	const std::regex date(R"((\d{4})-(\d\d)-(\d\d))");
	std::smatch match;
	// Strings throughout: each kind of iterator has an engine of its own, and compiling one takes long.
	const auto matches = [](const std::string &text, const std::regex &regex) { return std::regex_match(text, regex); };
	const std::string text = "from 2023-05-17 to 2024-11-02";
	expect(std::regex_search(text, match, date) && match[1] == "2023" && match.position() == 5);
	expect(!matches(text, date) && matches("1999-12-31", date));
	for (std::sregex_iterator it(text.begin(), text.end(), date), end; it != end; ++it)
		printf("%s ", (*it)[2].str().c_str());
	puts(std::regex_replace(text, date, "$3.$2.$1").c_str());

	const std::regex separator("[,;] *");
	const std::string list = "a, b;c,d";
	for (std::sregex_token_iterator it(list.begin(), list.end(), separator, -1), end; it != end; ++it)
		printf("<%s>", it->str().c_str());
	putchar('\n');

	const std::regex word("(a|ab)(c|bcd)*\\b", std::regex::icase);
	expect(matches("ABCD", word) && !matches("abd", word));
	expect(matches("xyzxyz", std::regex("(x?yz|xyz)\\1")) && matches("ab", std::regex("(?=ab)a.")));
	try {
		std::regex broken("a(b");
	} catch (const std::regex_error &e) {
		puts(e.code() == std::regex_constants::error_paren ? "unbalanced" : "another error");
	}
}
