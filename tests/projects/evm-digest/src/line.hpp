/* One line of the input: its words, what they stand for, and how to complain about them. */
#ifndef LINE_HPP
#define LINE_HPP

#include <string_view>

#include "errors.hpp"
#include "word.hpp"

/* A word of the input in a message: short, and without what a console can't show. */
std::string quoted(std::string_view word);

class Line {
public:
	/* Words are set apart by blanks; # begins a comment. */
	Line(std::size_t number, std::string_view text);

	bool is_empty() const { return words_.empty(); }
	std::size_t number() const { return number_; }
	std::string_view keyword() const { return words_[0]; }
	std::string_view argument(std::size_t place) const { return words_[place]; }

	/* So many words must follow the keyword; `usage` shows them. */
	void expect_arguments(std::size_t count, const char *usage) const;

	/* Decimal, or hexadecimal after 0x; a limit comes with the name of what has it. */
	Word number_at(std::size_t place) const;
	std::uint64_t number_at(std::size_t place, std::uint64_t limit, const char *what) const;
	Address address_at(std::size_t place) const;
	Bytes bytes_at(std::size_t place) const;

	[[noreturn]] void fail(const std::string &message) const { throw BadInput(number_, message); }

private:
	std::string_view hex_digits_at(std::size_t place) const;

	std::size_t number_;
	std::vector<std::string_view> words_;
};

#endif
