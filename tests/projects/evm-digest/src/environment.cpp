#include "keccak256.hpp"
#include "machine.hpp"

namespace {

const State &state(const Frame &frame)
{
	return frame.machine.state;
}

/* Pushes a fact about the frame. */
template <auto Fact>
void tell(Frame &frame)
{
	frame.push(Word(Fact(frame)));
}

/* Replaces an address by a fact about its account. */
template <auto Fact>
void tell_of_account(Frame &frame)
{
	const Address address = frame.pop_address();
	frame.push(Word(Fact(state(frame), address)));
}

/* EIP-1052: an account that is empty has no hash. */
Word code_hash(const State &state, const Address &address)
{
	return state.is_empty(address) ? Word() : Word::from_bytes(keccak256(state.code(address).bytes()));
}

/* Pops a memory place, a place in the source and a size, and copies. */
void copy(Frame &frame, std::span<const std::uint8_t> source)
{
	const Word start = frame.pop(), from = frame.pop(), size = frame.pop();
	const Range target = frame.use_memory(start, size);
	frame.gas.charge(cost::COPY_WORD * words_of(target.size));
	frame.fill(target, source, from);
}

void copy_data(Frame &frame)
{
	copy(frame, frame.message.data);
}

void copy_code(Frame &frame)
{
	copy(frame, frame.message.code.bytes());
}

void copy_other_code(Frame &frame)
{
	const Address address = frame.pop_address();
	copy(frame, state(frame).code(address).bytes());
}

/* EIP-211: alone among the copies, this one fails where there is nothing to copy. */
void copy_returned(Frame &frame)
{
	const Word size = frame.returned.size(), from = frame.peek(2), count = frame.peek(3);
	if (from > size || count > size - from)
		throw BadReturnDataCopy();
	copy(frame, frame.returned);
}

void load_data(Frame &frame)
{
	Word &place = frame.peek(1);
	std::array<std::uint8_t, Word::BYTES> bytes{};
	const Bytes &data = frame.message.data;
	const std::size_t start = place < Word(data.size()) ? static_cast<std::size_t>(place.low_64()) : data.size();
	const std::size_t size = std::min(bytes.size(), data.size() - start);
	std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(start), size, bytes.begin());
	place = Word::from_bytes(bytes);
}

} // namespace

Instructions environment()
{
	using F = const Frame &;
	using S = const State &;
	using A = const Address &;
	return {
		{ ADDRESS, cost::BASE, 0, 1, tell<[](F frame) { return frame.message.self; }> },
		{ ORIGIN, cost::BASE, 0, 1, tell<[](F frame) { return frame.machine.origin; }> },
		{ CALLER, cost::BASE, 0, 1, tell<[](F frame) { return frame.message.caller; }> },
		{ CALLVALUE, cost::BASE, 0, 1, tell<[](F frame) { return frame.message.value; }> },
		{ CALLDATASIZE, cost::BASE, 0, 1, tell<[](F frame) { return frame.message.data.size(); }> },
		{ CODESIZE, cost::BASE, 0, 1, tell<[](F frame) { return frame.message.code.bytes().size(); }> },
		{ RETURNDATASIZE, cost::BASE, 0, 1, tell<[](F frame) { return frame.returned.size(); }> },
		{ SELFBALANCE, cost::LOW, 0, 1, tell<[](F frame) { return state(frame).balance(frame.message.self); }> },

		{ BALANCE, cost::ACCESS, 1, 1, tell_of_account<[](S s, A address) { return s.balance(address); }> },
		{ EXTCODESIZE, cost::ACCESS, 1, 1,
		  tell_of_account<[](S s, A address) { return s.code(address).bytes().size(); }> },
		{ EXTCODEHASH, cost::ACCESS, 1, 1, tell_of_account<code_hash> },

		{ CALLDATALOAD, cost::VERY_LOW, 1, 1, load_data },
		{ CALLDATACOPY, cost::VERY_LOW, 3, 0, copy_data },
		{ CODECOPY, cost::VERY_LOW, 3, 0, copy_code },
		{ EXTCODECOPY, cost::ACCESS, 4, 0, copy_other_code },
		{ RETURNDATACOPY, cost::VERY_LOW, 3, 0, copy_returned },
	};
}
