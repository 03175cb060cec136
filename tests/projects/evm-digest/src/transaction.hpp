/* Transactions: the calls from outside. */
#ifndef TRANSACTION_HPP
#define TRANSACTION_HPP

#include "machine.hpp"

struct Transaction {
	std::size_t line = 0; /* where the input has it */
	Address from, to;
	Word value;
	Bytes data;
	Gas gas = 0; /* the limit */
};

struct Receipt {
	Transaction transaction;
	CallResult result;

	Gas gas_used() const { return transaction.gas - result.gas_left; }
};

/* What a transaction costs before anything runs. */
Gas base_cost(const Transaction &transaction);

Receipt run(Machine &machine, const Transaction &transaction);

#endif
