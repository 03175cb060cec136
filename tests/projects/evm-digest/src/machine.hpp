/* Runs calls: the interpreter's loop, and what surrounds a call. */
#ifndef MACHINE_HPP
#define MACHINE_HPP

#include "instruction.hpp"
#include "state.hpp"

struct CallResult {
	std::string outcome; /* "success", or why not */
	bool succeeded;
	Gas gas_left;
	Bytes output;
};

class Machine {
public:
	explicit Machine(State &state);

	/* Calls call each other through this. Gas bounds how deep: EIP-7825's cap and EIP-150's 63/64 leave
	 * nothing at about 750 calls, so the Yellow Paper's limit of 1024 is out of reach. */
	CallResult call(Message message);

	State &state;
	Address origin; /* the sender of the transaction */

private:
	void run(Frame &frame) const;
	const Instruction &fetch(const Frame &frame, std::uint8_t opcode) const;

	std::array<Instruction, 256> instructions_{};
};

#endif
