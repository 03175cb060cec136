#include "machine.hpp"

Machine::Machine(State &state) : state(state)
{
	for (const Instructions &group : { arithmetic(), environment(), memory_and_flow(), calls() })
		for (const Instruction &instruction : group)
			instructions_[instruction.opcode] = instruction;
}

/* Everything that the call did to the state is undone unless it ends well. */
CallResult Machine::call(Message message)
{
	Checkpoint checkpoint(state);
	Frame frame(*this, std::move(message));
	try {
		if (frame.message.moves_value)
			state.transfer(frame.message.caller, frame.message.self, frame.message.value);
		run(frame);
		checkpoint.keep();
		return { "success", true, frame.gas.left(), std::move(frame.output) };
	} catch (Reverted &reverted) {
		return { reverted.what(), false, frame.gas.left(), std::move(reverted.output) };
	} catch (const ExceptionalHalt &halt) {
		return { halt.what(), false, 0, {} };
	}
}

void Machine::run(Frame &frame) const
{
	while (!frame.stopped) {
		const Instruction &instruction = fetch(frame, frame.message.code[frame.pc]);
		if (frame.stack.size() < instruction.pops)
			throw StackUnderflow();
		if (frame.stack.size() - instruction.pops + instruction.pushes > Frame::STACK_LIMIT)
			throw StackOverflow();
		frame.gas.charge(instruction.gas);
		frame.pc++;
		instruction.run(frame);
	}
}

const Instruction &Machine::fetch(const Frame &frame, std::uint8_t opcode) const
{
	if (instructions_[opcode].run != nullptr)
		return instructions_[opcode];
	for (const MissingInstruction &missing : MISSING)
		if (missing.opcode == opcode)
			throw Unsupported(std::string("the opcode ") + missing.name + ", met at byte " +
					  std::to_string(frame.pc) + " of code that runs as " +
					  hex(frame.message.self));
	throw InvalidOpcode();
}
