/*
 * What can go wrong. A CallFailure ends one call: its caller goes on, and what the call did is undone. BadInput
 * and Unsupported end the program.
 */
#ifndef ERRORS_HPP
#define ERRORS_HPP

#include <stdexcept>
#include <string>

#include "bytes.hpp"

struct CallFailure : std::runtime_error {
	using runtime_error::runtime_error;
};

/* The opcode REVERT: gives data and what is left of the gas to the caller. */
struct Reverted : CallFailure {
	explicit Reverted(Bytes output) : CallFailure("reverted"), output(std::move(output)) {}
	Bytes output;
};

/* The Yellow Paper's exceptional halts (9.4.2): all of the call's gas is gone. */
struct ExceptionalHalt : CallFailure {
	using CallFailure::CallFailure;
};

struct OutOfGas : ExceptionalHalt {
	OutOfGas() : ExceptionalHalt("out of gas") {}
};

struct StackUnderflow : ExceptionalHalt {
	StackUnderflow() : ExceptionalHalt("stack underflow") {}
};

struct StackOverflow : ExceptionalHalt {
	StackOverflow() : ExceptionalHalt("stack overflow") {}
};

struct BadJump : ExceptionalHalt {
	BadJump() : ExceptionalHalt("bad jump") {}
};

struct InvalidOpcode : ExceptionalHalt {
	InvalidOpcode() : ExceptionalHalt("invalid opcode") {}
};

struct StaticViolation : ExceptionalHalt {
	StaticViolation() : ExceptionalHalt("change in a static call") {}
};

struct BadReturnDataCopy : ExceptionalHalt {
	BadReturnDataCopy() : ExceptionalHalt("no such return data") {}
};

/* A part of the EVM that this program does not have: to go on would give a wrong digest. */
struct Unsupported : std::runtime_error {
	using runtime_error::runtime_error;
};

struct BadInput : std::runtime_error {
	BadInput(std::size_t line, const std::string &message)
		: runtime_error("line " + std::to_string(line) + ": " + message)
	{
	}
};

#endif
