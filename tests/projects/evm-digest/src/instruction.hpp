/* Instructions: what each takes, gives, costs and does. */
#ifndef INSTRUCTION_HPP
#define INSTRUCTION_HPP

#include "frame.hpp"
#include "opcodes.hpp"

struct Instruction {
	std::uint8_t opcode;
	Gas gas; /* what it always costs; charged before it runs */
	std::uint8_t pops, pushes;
	void (*run)(Frame &frame);
};

using Instructions = std::vector<Instruction>;

Instructions arithmetic();      /* and comparison, bits, hashing */
Instructions environment();     /* what the call and the accounts are */
Instructions memory_and_flow(); /* stack, memory, storage, jumps, logs, ends */
Instructions calls();

/* An opcode that the EVM has, and this program has not. */
struct MissingInstruction {
	std::uint8_t opcode;
	const char *name;
};

inline constexpr MissingInstruction MISSING[] = {
	{ GASPRICE, "GASPRICE" },   { BLOCKHASH, "BLOCKHASH" },     { COINBASE, "COINBASE" },
	{ TIMESTAMP, "TIMESTAMP" }, { NUMBER, "NUMBER" },           { PREVRANDAO, "PREVRANDAO" },
	{ GASLIMIT, "GASLIMIT" },   { CHAINID, "CHAINID" },         { BASEFEE, "BASEFEE" },
	{ BLOBHASH, "BLOBHASH" },   { BLOBBASEFEE, "BLOBBASEFEE" }, { TLOAD, "TLOAD" },
	{ TSTORE, "TSTORE" },       { MCOPY, "MCOPY" },             { CREATE, "CREATE" },
	{ CALLCODE, "CALLCODE" },   { CREATE2, "CREATE2" },         { SELFDESTRUCT, "SELFDESTRUCT" },
};

#endif
