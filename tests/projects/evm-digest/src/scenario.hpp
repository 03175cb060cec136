/* The private input: accounts and transactions, as README.md describes them. */
#ifndef SCENARIO_HPP
#define SCENARIO_HPP

#include <map>
#include <string_view>

#include "transaction.hpp"

using Names = std::map<Address, std::string>;

struct Scenario {
	Names names;
	State state;
	std::vector<Transaction> transactions;
};

/* Throws BadInput. */
Scenario parse_scenario(std::string_view text);

#endif
