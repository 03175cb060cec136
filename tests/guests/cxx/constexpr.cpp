// What is computed when compiling: constexpr, consteval, constinit; with allocation, and the same at run time.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <type_traits>
#include <vector>

#include "../include/expect.h"

static constexpr std::array<uint32_t, 256> crc_table = [] {
	std::array<uint32_t, 256> table{};
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t c = i;
		for (int bit = 0; bit < 8; bit++)
			c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
		table[i] = c;
	}
	return table;
}();

static constexpr uint32_t crc32(std::string_view text)
{
	uint32_t crc = ~0u;
	for (char c : text)
		crc = crc >> 8 ^ crc_table[(crc ^ (unsigned char)c) & 0xff];
	return ~crc;
}

static consteval int primes_below(int limit)
{
	int count = 0;
	auto *composite = new bool[limit]();
	for (int i = 2; i < limit; i++) {
		if (composite[i])
			continue;
		count++;
		for (int j = 2 * i; j < limit; j += i)
			composite[j] = true;
	}
	delete[] composite;
	return count;
}

// CRC-32's check value is that of these nine digits.
static_assert(crc32("123456789") == 0xcbf43926);
static_assert(primes_below(1000) == 168);

static constinit int counter = primes_below(100);

struct shape {
	constexpr virtual int sides() const = 0;
};

struct triangle : shape {
	constexpr int sides() const override { return 3; }
};

static_assert(triangle().sides() == 3);

static constexpr bool when_compiling()
{
	return std::is_constant_evaluated();
}

template <int N, auto Name = [] { return 5; }>
static constexpr int plus = N + Name();

int main(int argc, char **)
{
	constexpr bool compiling = when_compiling();
	bool running = !when_compiling();
	expect(compiling && (running || argc > 1000));
	char digits[] = "123456789";
	digits[0] += argc < 0; // not known when compiling
	printf("%08x %d\n", (unsigned)crc32(digits), ++counter);
	expect(plus<37> == 42);
	constexpr auto sorted = [] {
		std::array values{ 5, 1, 4 };
		std::sort(values.begin(), values.end());
		return values;
	}();
	static_assert(sorted[0] == 1 && sorted[2] == 5);
}
