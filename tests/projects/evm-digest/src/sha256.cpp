#include "sha256.hpp"

#include <algorithm>
#include <bit>

namespace {

constexpr std::size_t BLOCK = 64;
constexpr std::size_t LENGTH = 8; /* bytes for the message's length at the end of the last block */

using State = std::array<std::uint32_t, 8>;

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
constexpr std::array<std::uint32_t, 64> CONSTANTS = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The same of the square roots of the first 8 primes (5.3.3). */
constexpr State FIRST = {
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

std::array<std::uint32_t, 64> schedule(std::span<const std::uint8_t, BLOCK> block)
{
	std::array<std::uint32_t, 64> w{};
	for (std::size_t i = 0; i < BLOCK; i++)
		w[i / 4] = w[i / 4] << 8 | block[i];
	for (std::size_t t = 16; t < w.size(); t++) {
		std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ w[t - 15] >> 3;
		std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ w[t - 2] >> 10;
		w[t] = w[t - 16] + s0 + w[t - 7] + s1;
	}
	return w;
}

/* 6.2.2 */
void compress(State &state, std::span<const std::uint8_t, BLOCK> block)
{
	const auto w = schedule(block);
	auto [a, b, c, d, e, f, g, h] = state;

	for (std::size_t t = 0; t < w.size(); t++) {
		std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
		std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
		std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + CONSTANTS[t] + w[t];
		std::uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
		h = g, g = f, f = e, e = d + t1;
		d = c, c = b, b = a, a = t1 + t2;
	}
	const State worked = { a, b, c, d, e, f, g, h };
	for (std::size_t i = 0; i < state.size(); i++)
		state[i] += worked[i];
}

/* What is left of the message, a bit 1, bits 0, and the message's size in bits at the end of a block (5.1.1). */
Bytes last_blocks(std::span<const std::uint8_t> rest, std::uint64_t bits)
{
	Bytes blocks(rest.begin(), rest.end());
	blocks.push_back(0x80);
	blocks.resize((blocks.size() + LENGTH + BLOCK - 1) / BLOCK * BLOCK);
	for (std::size_t i = 1; i <= LENGTH; i++, bits >>= 8)
		blocks[blocks.size() - i] = static_cast<std::uint8_t>(bits);
	return blocks;
}

} // namespace

Digest sha256(std::span<const std::uint8_t> message)
{
	State state = FIRST;
	const auto compress_all = [&state](std::span<const std::uint8_t> blocks) {
		for (std::size_t at = 0; at < blocks.size(); at += BLOCK)
			compress(state, blocks.subspan(at).first<BLOCK>());
	};
	const std::size_t whole = message.size() / BLOCK * BLOCK;
	compress_all(message.first(whole));
	compress_all(last_blocks(message.subspan(whole), std::uint64_t{message.size()} * 8));

	Digest digest;
	for (std::size_t i = 0; i < digest.size(); i++)
		digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
	return digest;
}
