#include "transaction.hpp"

#include <algorithm>

Gas base_cost(const Transaction &transaction)
{
	const Bytes &data = transaction.data;
	const auto zeros = static_cast<std::size_t>(std::count(data.begin(), data.end(), 0));
	return cost::TRANSACTION + cost::DATA_ZERO * zeros + cost::DATA_OTHER * (data.size() - zeros);
}

Receipt run(Machine &machine, const Transaction &transaction)
{
	const auto &[line, from, to, value, data, gas] = transaction;
	if (machine.state.balance(from) < value)
		throw BadInput(line, "the sender has " + decimal(machine.state.balance(from)) +
					     " at this point, less than the value: lower `value` or raise its `balance`");
	machine.origin = from;
	machine.state.count_transaction(from);
	try {
		return { transaction, machine.call({ to, from, value, data, machine.state.code(to),
						     gas - base_cost(transaction), true, false }) };
	} catch (const Unsupported &unsupported) {
		throw BadInput(line, std::string("the transaction needs ") + unsupported.what() +
					     ": not supported, see README.md");
	}
}
