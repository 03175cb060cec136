#ifndef BYTES_HPP
#define BYTES_HPP

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

using Bytes = std::vector<std::uint8_t>;
using Digest = std::array<std::uint8_t, 32>;

inline std::string hex_digits(std::span<const std::uint8_t> bytes)
{
	std::string digits;
	digits.reserve(2 * bytes.size());
	for (std::uint8_t byte : bytes) {
		digits += "0123456789abcdef"[byte >> 4];
		digits += "0123456789abcdef"[byte & 15];
	}
	return digits;
}

#endif
