/*
 * What things cost: the Yellow Paper's appendix G, with two simplifications that README.md states. Every account
 * and slot counts as warm (EIP-2929), and nothing is refunded (EIP-3529).
 */
#ifndef GAS_HPP
#define GAS_HPP

#include <cstdint>

#include "errors.hpp"

using Gas = std::uint64_t;

namespace cost {

constexpr Gas ZERO = 0, JUMPDEST = 1, BASE = 2, VERY_LOW = 3, LOW = 5, MID = 8, HIGH = 10;
constexpr Gas ACCESS = 100; /* EIP-2929, WARM_STORAGE_READ_COST */
constexpr Gas EXP = 10, EXP_BYTE = 50; /* EIP-160 */
constexpr Gas KECCAK = 30, KECCAK_WORD = 6;
constexpr Gas COPY_WORD = 3;
constexpr Gas MEMORY_WORD = 3, MEMORY_SQUARE = 512; /* words * 3 + words^2 / 512 */
constexpr Gas LOG = 375, LOG_TOPIC = 375, LOG_BYTE = 8;

constexpr Gas STORE_NEW = 20'000, STORE_OTHER = 2'900; /* EIP-2200 and EIP-2929, of the slot's value before */
constexpr Gas STORE_NEEDS_MORE_THAN = 2'300; /* EIP-2200: a call on a stipend can't store */

constexpr Gas CALL_VALUE = 9'000, CALL_NEW_ACCOUNT = 25'000, CALL_STIPEND = 2'300;

constexpr Gas TRANSACTION = 21'000, DATA_ZERO = 4, DATA_OTHER = 16; /* EIP-2028 */
constexpr Gas TRANSACTION_CAP = 16'777'216; /* EIP-7825 */

} // namespace cost

/* The gas of one call. */
class GasMeter {
public:
	explicit GasMeter(Gas gas) : left_(gas) {}

	Gas left() const { return left_; }

	void charge(Gas gas)
	{
		if (gas > left_)
			throw OutOfGas();
		left_ -= gas;
	}

	void give_back(Gas gas) { left_ += gas; }

	/* EIP-150: a call can't give away more than this. */
	Gas most_for_a_call() const { return left_ - left_ / 64; }

private:
	Gas left_;
};

#endif
