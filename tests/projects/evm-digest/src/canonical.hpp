/*
 * The canonical form of what a run came to, as README.md defines it: the same for the same transactions and
 * state, and different for different ones.
 */
#ifndef CANONICAL_HPP
#define CANONICAL_HPP

#include <map>

#include "transaction.hpp"

/* The accounts that are not empty, and an account's slots that are not zero: by address and by key. */
std::map<Address, const Account *> sorted_accounts(const State &state);
std::map<Word, Word> sorted_slots(const Account &account);

std::string canonical_form(const std::vector<Receipt> &receipts, const State &state);

#endif
