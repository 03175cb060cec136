#include <algorithm>
#include <utility>

#include "machine.hpp"

namespace {

void load(Frame &frame)
{
	Word &place = frame.peek(1);
	place = Word::from_bytes(frame.view(frame.use_memory(place, Word::BYTES)));
}

void store(Frame &frame)
{
	const Word place = frame.pop();
	const auto bytes = frame.pop().to_bytes();
	const Range range = frame.use_memory(place, bytes.size());
	std::copy(bytes.begin(), bytes.end(), frame.view(range).begin());
}

void store_byte(Frame &frame)
{
	const Word place = frame.pop(), value = frame.pop();
	const Range range = frame.use_memory(place, 1);
	frame.view(range)[0] = value.byte(0);
}

void load_slot(Frame &frame)
{
	Word &key = frame.peek(1);
	key = frame.machine.state.load(frame.message.self, key);
}

Gas store_cost(const Word &before, const Word &after)
{
	if (before == after)
		return cost::ACCESS;
	return before.is_zero() ? cost::STORE_NEW : cost::STORE_OTHER;
}

void store_slot(Frame &frame)
{
	frame.refuse_static();
	if (frame.gas.left() <= cost::STORE_NEEDS_MORE_THAN)
		throw OutOfGas();
	const Word key = frame.pop(), value = frame.pop();
	State &state = frame.machine.state;
	frame.gas.charge(store_cost(state.load(frame.message.self, key), value));
	state.store(frame.message.self, key, value);
}

void jump_to(Frame &frame, const Word &target)
{
	/* Cut to size_t only where nothing is lost. */
	if (target >= Word(frame.message.code.bytes().size()))
		throw BadJump();
	frame.pc = static_cast<std::size_t>(target.low_64());
	if (!frame.message.code.is_jump_target(frame.pc))
		throw BadJump();
}

void jump(Frame &frame)
{
	jump_to(frame, frame.pop());
}

void jump_if(Frame &frame)
{
	const Word target = frame.pop(), condition = frame.pop();
	if (!condition.is_zero())
		jump_to(frame, target);
}

Bytes bytes_of(Frame &frame, Range range)
{
	const auto view = frame.view(range);
	return Bytes(view.begin(), view.end());
}

void return_output(Frame &frame)
{
	frame.stop(bytes_of(frame, frame.pop_range()));
}

void revert(Frame &frame)
{
	throw Reverted(bytes_of(frame, frame.pop_range()));
}

template <unsigned Size>
void push(Frame &frame)
{
	std::array<std::uint8_t, Size> bytes;
	for (std::uint8_t &byte : bytes)
		byte = frame.message.code[frame.pc++];
	frame.push(Word::from_bytes(bytes));
}

template <unsigned Place>
void duplicate(Frame &frame)
{
	const Word word = frame.peek(Place);
	frame.push(word);
}

template <unsigned Place>
void swap(Frame &frame)
{
	std::swap(frame.peek(1), frame.peek(Place + 1));
}

template <unsigned Topics>
void log(Frame &frame)
{
	frame.refuse_static();
	const Range range = frame.pop_range();
	frame.gas.charge(cost::LOG_TOPIC * Topics + cost::LOG_BYTE * range.size);
	std::vector<Word> topics(Topics);
	for (Word &topic : topics)
		topic = frame.pop();
	frame.machine.state.log({ frame.message.self, std::move(topics), bytes_of(frame, range) });
}

/* The families that differ by a number: PUSH0 to PUSH32, DUP1 to DUP16, SWAP1 to SWAP16, LOG0 to LOG4. */
template <std::uint8_t... N>
void add_pushes(Instructions &to, std::integer_sequence<std::uint8_t, N...>)
{
	(to.push_back({ PUSH0 + N, N == 0 ? cost::BASE : cost::VERY_LOW, 0, 1, push<N> }), ...);
}

template <std::uint8_t... N>
void add_stack_moves(Instructions &to, std::integer_sequence<std::uint8_t, N...>)
{
	(to.push_back({ DUP1 + N, cost::VERY_LOW, N + 1, N + 2, duplicate<N + 1> }), ...);
	(to.push_back({ SWAP1 + N, cost::VERY_LOW, N + 2, N + 2, swap<N + 1> }), ...);
}

template <std::uint8_t... N>
void add_logs(Instructions &to, std::integer_sequence<std::uint8_t, N...>)
{
	(to.push_back({ LOG0 + N, cost::LOG, N + 2, 0, log<N> }), ...);
}

} // namespace

Instructions memory_and_flow()
{
	Instructions instructions = {
		{ STOP, cost::ZERO, 0, 0, [](Frame &frame) { frame.stop({}); } },
		{ RETURN, cost::ZERO, 2, 0, return_output },
		{ REVERT, cost::ZERO, 2, 0, revert },
		{ POP, cost::BASE, 1, 0, [](Frame &frame) { frame.pop(); } },
		{ MLOAD, cost::VERY_LOW, 1, 1, load },
		{ MSTORE, cost::VERY_LOW, 2, 0, store },
		{ MSTORE8, cost::VERY_LOW, 2, 0, store_byte },
		{ MSIZE, cost::BASE, 0, 1, [](Frame &frame) { frame.push(frame.memory.size()); } },
		{ SLOAD, cost::ACCESS, 1, 1, load_slot },
		{ SSTORE, cost::ZERO, 2, 0, store_slot },
		{ JUMP, cost::MID, 1, 0, jump },
		{ JUMPI, cost::HIGH, 2, 0, jump_if },
		{ JUMPDEST, cost::JUMPDEST, 0, 0, [](Frame &) {} },
		{ PC, cost::BASE, 0, 1, [](Frame &frame) { frame.push(frame.pc - 1); } },
		{ GAS, cost::BASE, 0, 1, [](Frame &frame) { frame.push(frame.gas.left()); } },
	};
	add_pushes(instructions, std::make_integer_sequence<std::uint8_t, 33>());
	add_stack_moves(instructions, std::make_integer_sequence<std::uint8_t, 16>());
	add_logs(instructions, std::make_integer_sequence<std::uint8_t, 5>());
	return instructions;
}
