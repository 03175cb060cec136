#include "keccak256.hpp"

#include <bit>

namespace {

constexpr std::size_t RATE = 136; /* bytes of a block: 200 of the state, less twice the digest */
constexpr unsigned ROUNDS = 24;

/* Lane (x, y) of FIPS 202 is at x + 5 * y. */
using State = std::array<std::uint64_t, 25>;

/* FIPS 202, 3.2.5: rc(t) is the lowest bit of an 8-bit shift register after t steps; lanes take seven of them. */
constexpr std::array<std::uint64_t, ROUNDS> round_constants()
{
	std::array<std::uint64_t, ROUNDS> constants{};
	unsigned shifted = 1;
	for (std::uint64_t &constant : constants)
		for (unsigned j = 0; j <= 6; j++) {
			constant |= std::uint64_t{shifted & 1} << ((1u << j) - 1);
			shifted <<= 1;
			if (shifted >> 8 != 0)
				shifted ^= 0x171; /* x^8 + x^6 + x^5 + x^4 + 1 */
		}
	return constants;
}

/* Where lane `from` goes in rho and pi (3.2.2, 3.2.3), and by how much it is rotated on the way. */
struct Move {
	std::uint8_t from, to, rotation;
};

constexpr std::array<Move, 24> moves()
{
	std::array<Move, 24> moves{};
	unsigned x = 1, y = 0;
	for (unsigned t = 0; t < moves.size(); t++) {
		unsigned next_x = y, next_y = (2 * x + 3 * y) % 5;
		unsigned rotation = (t + 1) * (t + 2) / 2 % 64;
		moves[t] = { static_cast<std::uint8_t>(x + 5 * y), static_cast<std::uint8_t>(next_x + 5 * next_y),
			     static_cast<std::uint8_t>(rotation) };
		x = next_x, y = next_y;
	}
	return moves;
}

constexpr auto ROUND_CONSTANTS = round_constants();
constexpr auto MOVES = moves();
static_assert(ROUND_CONSTANTS[23] == 0x8000000080008008);

void theta(State &lanes)
{
	std::array<std::uint64_t, 5> parity;
	for (unsigned x = 0; x < 5; x++)
		parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
	for (unsigned x = 0; x < 5; x++) {
		const std::uint64_t mask = parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
		for (unsigned y = 0; y < 25; y += 5)
			lanes[x + y] ^= mask;
	}
}

State rho_and_pi(const State &lanes)
{
	State moved;
	moved[0] = lanes[0];
	for (const Move &move : MOVES)
		moved[move.to] = std::rotl(lanes[move.from], move.rotation);
	return moved;
}

void chi(State &lanes, const State &moved)
{
	for (unsigned y = 0; y < 25; y += 5)
		for (unsigned x = 0; x < 5; x++)
			lanes[x + y] = moved[x + y] ^ (~moved[(x + 1) % 5 + y] & moved[(x + 2) % 5 + y]);
}

void permute(State &lanes)
{
	for (std::uint64_t constant : ROUND_CONSTANTS) {
		theta(lanes);
		chi(lanes, rho_and_pi(lanes));
		lanes[0] ^= constant;
	}
}

void absorb(State &lanes, std::size_t at, std::uint8_t byte)
{
	lanes[at / 8] ^= std::uint64_t{byte} << 8 * (at % 8);
}

} // namespace

Digest keccak256(std::span<const std::uint8_t> message)
{
	State lanes{};
	std::size_t at = 0;
	for (std::uint8_t byte : message) {
		absorb(lanes, at++, byte);
		if (at == RATE) {
			permute(lanes);
			at = 0;
		}
	}
	absorb(lanes, at, 0x01);
	absorb(lanes, RATE - 1, 0x80);
	permute(lanes);

	Digest digest;
	for (std::size_t i = 0; i < digest.size(); i++)
		digest[i] = static_cast<std::uint8_t>(lanes[i / 8] >> 8 * (i % 8));
	return digest;
}
