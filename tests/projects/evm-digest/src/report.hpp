/* What a run came to, for people. */
#ifndef REPORT_HPP
#define REPORT_HPP

#include <ostream>

#include "scenario.hpp"

void report_transactions(std::ostream &out, const std::vector<Receipt> &receipts, const Names &names);
void report_accounts(std::ostream &out, const State &state, const Names &names);

#endif
