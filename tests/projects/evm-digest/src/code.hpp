/* An account's code, and where it may jump to. */
#ifndef CODE_HPP
#define CODE_HPP

#include "bytes.hpp"
#include "opcodes.hpp"

class Code {
public:
	Code() = default;

	explicit Code(Bytes bytes) : bytes_(std::move(bytes)), jump_targets_(bytes_.size())
	{
		/* The data of a PUSH is no code, whatever it looks like. */
		for (std::size_t at = 0; at < bytes_.size(); at += 1 + push_size(bytes_[at]))
			jump_targets_[at] = bytes_[at] == JUMPDEST;
	}

	const Bytes &bytes() const { return bytes_; }
	bool is_jump_target(std::size_t at) const { return at < bytes_.size() && jump_targets_[at]; }

	/* Zero, which is STOP, behind the end. */
	std::uint8_t operator[](std::size_t at) const { return at < bytes_.size() ? bytes_[at] : 0; }

private:
	Bytes bytes_;
	std::vector<bool> jump_targets_;
};

#endif
