#include "canonical.hpp"

#include <sstream>

#include "keccak256.hpp"

std::map<Address, const Account *> sorted_accounts(const State &state)
{
	std::map<Address, const Account *> sorted;
	for (const auto &[address, account] : state.accounts())
		if (!account.is_empty())
			sorted.emplace(address, &account);
	return sorted;
}

std::map<Word, Word> sorted_slots(const Account &account)
{
	std::map<Word, Word> sorted(account.storage.begin(), account.storage.end());
	std::erase_if(sorted, [](const auto &slot) { return slot.second.is_zero(); });
	return sorted;
}

static void write_receipt(std::ostream &out, const Receipt &receipt)
{
	out << "transaction " << receipt.gas_used() << " 0x" << hex_digits(receipt.result.output) << ' '
	    << receipt.result.outcome << '\n';
}

static void write_log(std::ostream &out, const Log &log)
{
	out << "log " << hex(log.address) << " 0x" << hex_digits(log.data);
	for (const Word &topic : log.topics)
		out << ' ' << hex(topic);
	out << '\n';
}

static void write_account(std::ostream &out, const Address &address, const Account &account)
{
	out << "account " << hex(address) << ' ' << decimal(account.balance) << ' ' << account.nonce << " 0x"
	    << hex_digits(keccak256(account.code.bytes())) << '\n';
	for (const auto &[key, value] : sorted_slots(account))
		out << "slot " << hex(key) << ' ' << hex(value) << '\n';
}

std::string canonical_form(const std::vector<Receipt> &receipts, const State &state)
{
	std::ostringstream out;
	for (const Receipt &receipt : receipts)
		write_receipt(out, receipt);
	for (const Log &log : state.logs())
		write_log(out, log);
	for (const auto &[address, account] : sorted_accounts(state))
		write_account(out, address, *account);
	return out.str();
}
