#include "line.hpp"

#include <algorithm>
#include <optional>

static constexpr std::string_view BLANKS = " \t\r";

std::string quoted(std::string_view word)
{
	constexpr std::size_t SHOWN = 40;
	std::string text;
	for (char character : word.substr(0, SHOWN))
		text += character > ' ' && character <= '~' && character != '`' ? character : '?';
	return '`' + text + (word.size() > SHOWN ? "...`" : "`");
}

Line::Line(std::size_t number, std::string_view text) : number_(number)
{
	text = text.substr(0, text.find('#'));
	for (;;) {
		text.remove_prefix(std::min(text.find_first_not_of(BLANKS), text.size()));
		if (text.empty())
			return;
		words_.push_back(text.substr(0, text.find_first_of(BLANKS)));
		text.remove_prefix(words_.back().size());
	}
}

void Line::expect_arguments(std::size_t count, const char *usage) const
{
	if (words_.size() != count + 1)
		fail(std::string("expected `") + usage + '`');
}

static std::optional<unsigned> digit_value(char digit, unsigned base)
{
	unsigned value = base;
	if (digit >= '0' && digit <= '9')
		value = static_cast<unsigned>(digit - '0');
	else if (digit >= 'a' && digit <= 'f')
		value = static_cast<unsigned>(digit - 'a') + 10;
	else if (digit >= 'A' && digit <= 'F')
		value = static_cast<unsigned>(digit - 'A') + 10;
	return value < base ? std::optional(value) : std::nullopt;
}

static bool is_hexadecimal(std::string_view word)
{
	return word.starts_with("0x");
}

Word Line::number_at(std::size_t place) const
{
	const std::string_view word = words_[place];
	const unsigned base = is_hexadecimal(word) ? 16 : 10;
	const std::string_view digits = base == 16 ? word.substr(2) : word;
	Uint<288> number; /* room to see that it no longer fits */

	if (digits.empty())
		fail(quoted(word) + " is no number: there is no digit");
	for (char digit : digits) {
		const auto value = digit_value(digit, base);
		if (!value)
			fail(quoted(word) + " is no number: write it in decimal, or in hexadecimal after 0x");
		number = number * Uint<288>(base) + Uint<288>(*value);
		if (number.bit_length() > 256)
			fail(quoted(word) + " is too large: numbers have at most 256 bits");
	}
	return Word(number);
}

std::uint64_t Line::number_at(std::size_t place, std::uint64_t limit, const char *what) const
{
	const Word number = number_at(place);
	if (number > Word(limit))
		fail(quoted(words_[place]) + " is too large: " + what + " is at most " + std::to_string(limit));
	return number.low_64();
}

std::string_view Line::hex_digits_at(std::size_t place) const
{
	const std::string_view word = words_[place];
	if (!is_hexadecimal(word))
		fail(quoted(word) + " does not begin with 0x: write bytes in hexadecimal");
	const std::string_view digits = word.substr(2);
	const auto no_digit = std::find_if(digits.begin(), digits.end(), [](char c) { return !digit_value(c, 16); });
	if (no_digit != digits.end())
		fail(quoted(word) + " has " + quoted(std::string_view(no_digit, 1)) +
		     ", which is no hexadecimal digit");
	return digits;
}

Bytes Line::bytes_at(std::size_t place) const
{
	const std::string_view digits = hex_digits_at(place);
	if (digits.size() % 2 != 0)
		fail(quoted(words_[place]) + " has an odd number of digits: write two for each byte");
	Bytes bytes(digits.size() / 2);
	for (std::size_t i = 0; i < bytes.size(); i++)
		bytes[i] = static_cast<std::uint8_t>(*digit_value(digits[2 * i], 16) << 4 |
						     *digit_value(digits[2 * i + 1], 16));
	return bytes;
}

Address Line::address_at(std::size_t place) const
{
	const std::size_t count = hex_digits_at(place).size();
	if (count != 2 * Address::BYTES)
		fail(quoted(words_[place]) + " has " + std::to_string(count) + " digits: an address has 40");
	return Address::from_bytes(bytes_at(place));
}
