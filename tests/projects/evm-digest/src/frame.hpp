/* One call while it runs: its stack, memory, gas and place in the code. */
#ifndef FRAME_HPP
#define FRAME_HPP

#include "code.hpp"
#include "gas.hpp"
#include "word.hpp"

class Machine;

/* What a caller asks for. */
struct Message {
	Address self, caller; /* whose storage and balance the code works on, and who called */
	Word value;
	Bytes data;
	const Code &code;
	Gas gas;
	bool moves_value; /* a delegated call sees the value of its caller, but moves none */
	bool is_static;
};

/* A part of memory; at 0 where it is empty, wherever the program said. */
struct Range {
	std::size_t start = 0, size = 0;
};

struct Frame {
	static constexpr std::size_t STACK_LIMIT = 1024;

	Frame(Machine &machine, Message message)
		: machine(machine), message(std::move(message)), gas(this->message.gas)
	{
	}

	void push(const Word &word) { stack.push_back(word); }
	Word pop();
	Address pop_address() { return Address(pop()); }

	/* The n-th word of the stack from its top, which is the first. */
	Word &peek(std::size_t n) { return stack[stack.size() - n]; }

	/* Pops a range's start and size, charges for the memory it needs, and makes it readable. */
	Range pop_range();
	Range use_memory(const Word &start, const Word &size);
	std::span<std::uint8_t> view(Range range) { return std::span(memory).subspan(range.start, range.size); }

	/* Fills a range with bytes from a place on, and with zeros behind their end. */
	void fill(Range range, std::span<const std::uint8_t> source, const Word &from);

	void stop(Bytes result);
	void refuse_static() const;

	Machine &machine;
	Message message;
	GasMeter gas;
	std::vector<Word> stack;
	Bytes memory;        /* always whole words */
	Bytes returned;      /* by the last call from here */
	Bytes output;        /* once stopped */
	std::size_t pc = 0;  /* of the next instruction */
	bool stopped = false;
};

/* Words that so many bytes need. */
constexpr std::size_t words_of(std::size_t size)
{
	return (size + Word::BYTES - 1) / Word::BYTES;
}

#endif
