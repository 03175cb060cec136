#include "state.hpp"

/* What every address is that has no account. */
static const Account NOTHING;

static const Account &find(const State::Accounts &accounts, const Address &address)
{
	const auto found = accounts.find(address);
	return found == accounts.end() ? NOTHING : found->second;
}

void State::add(const Address &address, Account account)
{
	accounts_.emplace(address, std::move(account));
}

bool State::is_empty(const Address &address) const
{
	return find(accounts_, address).is_empty();
}

Word State::balance(const Address &address) const
{
	return find(accounts_, address).balance;
}

const Code &State::code(const Address &address) const
{
	return find(accounts_, address).code;
}

Word State::load(const Address &address, const Word &key) const
{
	const auto &storage = find(accounts_, address).storage;
	const auto found = storage.find(key);
	return found == storage.end() ? Word() : found->second;
}

/* Zeros are kept like other values, so that to undo a change never needs memory. */
void State::store(const Address &address, const Word &key, const Word &value)
{
	Word &slot = accounts_[address].storage[key];
	journal_.push_back(OldValue{ address, key, slot });
	slot = value;
}

void State::transfer(const Address &from, const Address &to, const Word &value)
{
	if (value.is_zero())
		return;
	set_balance(from, balance(from) - value);
	set_balance(to, balance(to) + value);
}

void State::log(Log log)
{
	logs_.push_back(std::move(log));
	journal_.push_back(FewerLogs{});
}

void State::count_transaction(const Address &sender)
{
	accounts_[sender].nonce++;
}

void State::set_balance(const Address &address, const Word &balance)
{
	Account &account = accounts_[address];
	journal_.push_back(OldBalance{ address, account.balance });
	account.balance = balance;
}

void State::undo(const OldValue &old)
{
	accounts_.find(old.address)->second.storage.find(old.key)->second = old.value;
}

void State::undo(const OldBalance &old)
{
	accounts_.find(old.address)->second.balance = old.balance;
}

void State::undo(const FewerLogs &)
{
	logs_.pop_back();
}

Checkpoint::~Checkpoint()
{
	if (kept_)
		return;
	for (auto &journal = state_.journal_; journal.size() > start_; journal.pop_back())
		std::visit([this](const auto &change) { state_.undo(change); }, journal.back());
}
