// <bit> and <bitset>.
#include <bit>
#include <bitset>
#include <cstdint>
#include <cstdio>
#include <stdexcept>

#include "../include/expect.h"

// Not known when compiling.
static volatile uint32_t word = 0x00f0a001;
static volatile uint64_t wide = uint64_t(1) << 40;

int main()
{
	const uint32_t w = word;
	const uint64_t x = wide;
	expect(std::popcount(w) == 7 && std::countl_zero(w) == 8 && std::countr_zero(w) == 0);
	expect(std::countr_zero(x) == 40 && std::countl_zero(x) == 23 && std::popcount(x - 1) == 40);
	expect(std::countl_zero(uint32_t(0)) == 32 && std::countr_one(uint8_t(0xff)) == 8);
	expect(std::bit_ceil(w) == 0x01000000 && std::bit_floor(w) == 0x00800000 && std::bit_width(w) == 24);
	expect(std::has_single_bit(x) && !std::has_single_bit(w));
	expect(std::rotl(w, 8) == 0xf0a00100 && std::rotr(w, 4) == 0x100f0a00 && std::rotl(w, -4) == std::rotr(w, 4));
	expect(std::bit_cast<uint32_t>(1.0f) == 0x3f800000 && std::bit_cast<double>(uint64_t(0x4000) << 48) == 2.0);
	expect(std::endian::native == std::endian::little);

	std::bitset<100> bits;
	bits.set(3).set(64).set(99);
	expect(bits.count() == 3 && bits.test(64) && !bits[65]);
	bits <<= 1;
	expect(bits.count() == 2 && bits[4] && bits[65]);
	bits.flip(0);
	expect((~bits).count() == 97 && (bits & std::bitset<100>(0x11)).to_ulong() == 0x11);

	std::bitset<12> text("101100111000");
	puts(text.to_string().c_str());
	puts((text ^ std::bitset<12>(0xfff)).to_string('.', '#').c_str());
	expect(text.to_ulong() == 0xb38);
	try {
		text.test(12);
	} catch (const std::out_of_range &) {
		puts("no bit 12");
	}
	try {
		bits.set(70).to_ulong();
		(bits << 20).to_ullong();
	} catch (const std::overflow_error &) {
		puts("too wide");
	}
}
