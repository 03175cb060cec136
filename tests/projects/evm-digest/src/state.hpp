/* The accounts, their storage, and the logs; with a journal to undo what a failed call did. */
#ifndef STATE_HPP
#define STATE_HPP

#include <unordered_map>
#include <variant>

#include "code.hpp"
#include "word.hpp"

struct Account {
	Word balance;
	std::uint64_t nonce = 0;
	Code code;
	std::unordered_map<Word, Word, UintHash> storage;

	/* EIP-161: as if it were not there. */
	bool is_empty() const { return balance.is_zero() && nonce == 0 && code.bytes().empty(); }
};

struct Log {
	Address address;
	std::vector<Word> topics;
	Bytes data;
};

class State {
public:
	using Accounts = std::unordered_map<Address, Account, UintHash>;

	/* Fills the state before anything runs: not in the journal. */
	void add(const Address &address, Account account);

	bool is_empty(const Address &address) const;
	Word balance(const Address &address) const;
	const Code &code(const Address &address) const;
	Word load(const Address &address, const Word &key) const;
	void store(const Address &address, const Word &key, const Word &value);

	/* The sender must have the value. */
	void transfer(const Address &from, const Address &to, const Word &value);
	void log(Log log);

	/* Stays when the transaction fails: not in the journal. */
	void count_transaction(const Address &sender);

	const Accounts &accounts() const { return accounts_; }
	const std::vector<Log> &logs() const { return logs_; }

private:
	friend class Checkpoint;

	/* What was there before a change. */
	struct OldValue {
		Address address;
		Word key, value;
	};
	struct OldBalance {
		Address address;
		Word balance;
	};
	struct FewerLogs {};
	using Change = std::variant<OldValue, OldBalance, FewerLogs>;

	void set_balance(const Address &address, const Word &balance);
	void undo(const OldValue &old);
	void undo(const OldBalance &old);
	void undo(const FewerLogs &);

	Accounts accounts_;
	std::vector<Log> logs_;
	std::vector<Change> journal_;
};

/* Undoes at its end what happened to the state since its start, unless told to keep it. */
class Checkpoint {
public:
	explicit Checkpoint(State &state) : state_(state), start_(state.journal_.size()) {}
	Checkpoint(const Checkpoint &) = delete;
	Checkpoint &operator=(const Checkpoint &) = delete;
	~Checkpoint();

	void keep() { kept_ = true; }

private:
	State &state_;
	std::size_t start_;
	bool kept_ = false;
};

#endif
