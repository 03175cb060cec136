#include "frame.hpp"

#include <algorithm>

/* More memory than this costs more gas than a transaction can have, so sizes beyond it need no arithmetic. */
static constexpr std::uint64_t MEMORY_LIMIT = 1 << 24;

static constexpr Gas memory_cost(std::uint64_t words)
{
	return words * cost::MEMORY_WORD + words * words / cost::MEMORY_SQUARE;
}
static_assert(memory_cost(MEMORY_LIMIT / Word::BYTES) > cost::TRANSACTION_CAP);

Word Frame::pop()
{
	const Word word = stack.back();
	stack.pop_back();
	return word;
}

Range Frame::pop_range()
{
	const Word start = pop(), size = pop();
	return use_memory(start, size);
}

Range Frame::use_memory(const Word &start, const Word &size)
{
	if (size.is_zero())
		return {};
	if (start > Word(MEMORY_LIMIT) || size > Word(MEMORY_LIMIT))
		throw OutOfGas();
	const Range range = { static_cast<std::size_t>(start.low_64()), static_cast<std::size_t>(size.low_64()) };
	const std::size_t words = words_of(range.start + range.size), words_before = words_of(memory.size());
	if (words > words_before) {
		gas.charge(memory_cost(words) - memory_cost(words_before));
		memory.resize(words * Word::BYTES);
	}
	return range;
}

void Frame::fill(Range range, std::span<const std::uint8_t> source, const Word &from)
{
	const std::span target = view(range);
	const auto rest = from < Word(source.size()) ? source.subspan(static_cast<std::size_t>(from.low_64()))
						     : std::span<const std::uint8_t>();
	const auto copied = rest.first(std::min(rest.size(), target.size()));
	std::fill(std::copy(copied.begin(), copied.end(), target.begin()), target.end(), std::uint8_t{0});
}

void Frame::stop(Bytes result)
{
	output = std::move(result);
	stopped = true;
}

void Frame::refuse_static() const
{
	if (message.is_static)
		throw StaticViolation();
}
