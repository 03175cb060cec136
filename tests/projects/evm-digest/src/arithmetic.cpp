#include "instruction.hpp"
#include "keccak256.hpp"

namespace {

/* The first operand is on top. */
template <auto Operation>
void binary(Frame &frame)
{
	const Word left = frame.pop();
	Word &right = frame.peek(1);
	right = Operation(left, right);
}

template <auto Operation>
void ternary(Frame &frame)
{
	const Word first = frame.pop(), second = frame.pop();
	Word &third = frame.peek(1);
	third = Operation(first, second, third);
}

template <auto Operation>
void unary(Frame &frame)
{
	frame.peek(1) = Operation(frame.peek(1));
}

/* Costs by the bytes of the exponent. */
void exponentiate(Frame &frame)
{
	const Word base = frame.pop();
	Word &exponent = frame.peek(1);
	frame.gas.charge(cost::EXP_BYTE * ((exponent.bit_length() + 7) / 8));
	exponent = power(base, exponent);
}

void hash(Frame &frame)
{
	const Range range = frame.pop_range();
	frame.gas.charge(cost::KECCAK_WORD * words_of(range.size));
	frame.push(Word::from_bytes(keccak256(frame.view(range))));
}

Word truth(bool condition)
{
	return condition ? 1 : 0;
}

} // namespace

Instructions arithmetic()
{
	using W = const Word &;
	return {
		{ ADD, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return a + b; }> },
		{ MUL, cost::LOW, 2, 1, binary<[](W a, W b) { return a * b; }> },
		{ SUB, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return a - b; }> },
		{ DIV, cost::LOW, 2, 1, binary<quotient> },
		{ SDIV, cost::LOW, 2, 1, binary<signed_quotient> },
		{ MOD, cost::LOW, 2, 1, binary<remainder> },
		{ SMOD, cost::LOW, 2, 1, binary<signed_remainder> },
		{ ADDMOD, cost::MID, 3, 1, ternary<add_mod> },
		{ MULMOD, cost::MID, 3, 1, ternary<multiply_mod> },
		{ EXP, cost::EXP, 2, 1, exponentiate },
		{ SIGNEXTEND, cost::LOW, 2, 1, binary<extend_sign> },

		{ LT, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return truth(a < b); }> },
		{ GT, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return truth(a > b); }> },
		{ SLT, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return truth(signed_less(a, b)); }> },
		{ SGT, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return truth(signed_less(b, a)); }> },
		{ EQ, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return truth(a == b); }> },
		{ ISZERO, cost::VERY_LOW, 1, 1, unary<[](W a) { return truth(a.is_zero()); }> },

		{ AND, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return a & b; }> },
		{ OR, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return a | b; }> },
		{ XOR, cost::VERY_LOW, 2, 1, binary<[](W a, W b) { return a ^ b; }> },
		{ NOT, cost::VERY_LOW, 1, 1, unary<[](W a) { return ~a; }> },
		{ BYTE, cost::VERY_LOW, 2, 1, binary<byte_at> },
		{ SHL, cost::VERY_LOW, 2, 1, binary<shift_left> },
		{ SHR, cost::VERY_LOW, 2, 1, binary<shift_right> },
		{ SAR, cost::VERY_LOW, 2, 1, binary<shift_right_signed> },
		{ KECCAK256, cost::KECCAK, 2, 1, hash },
	};
}
