#include "scenario.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "line.hpp"

namespace {

constexpr std::size_t NAME_LIMIT = 16;
constexpr std::uint64_t NONCE_LIMIT = 0xffff'ffff; /* so far from EIP-2681's that counting can't reach that */

bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name(std::string_view word)
{
	const auto may_follow = [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
	return word.size() <= NAME_LIMIT && is_letter(word[0]) && std::all_of(word.begin(), word.end(), may_follow);
}

class Parser {
public:
	Scenario parse(std::string_view text);

private:
	struct OpenAccount {
		Address address;
		Account account;
		Bytes code;
	};

	void take(const Line &line);
	void begin_account(const Line &line);
	void begin_transaction(const Line &line);
	void take_account_line(const Line &line);
	void take_transaction_line(const Line &line);
	void end_block();
	void end_transaction();

	void only_once(const Line &line);
	Address named_address(const Line &line, std::size_t place) const;
	void add_balance(const Line &line);
	void add_slot(const Line &line);
	void add_word_of_data(const Line &line);

	Scenario scenario_;
	std::map<std::string, Address, std::less<>> addresses_;
	Word total_balance_;

	/* The block that the lines belong to: one of these, or none. */
	std::optional<OpenAccount> account_;
	std::optional<Transaction> transaction_;
	std::set<std::string, std::less<>> seen_; /* in it, of what it can have once */
};

Scenario Parser::parse(std::string_view text)
{
	std::size_t number = 0;
	do {
		const std::size_t size = std::min(text.find('\n'), text.size());
		take(Line(++number, text.substr(0, size)));
		text.remove_prefix(std::min(size + 1, text.size()));
	} while (!text.empty());
	end_block();
	if (scenario_.transactions.empty())
		throw BadInput(number, "the input ends without a transaction: add one, see README.md");
	return std::move(scenario_);
}

void Parser::take(const Line &line)
{
	if (line.is_empty())
		return;
	if (line.keyword() == "account")
		begin_account(line);
	else if (line.keyword() == "transaction")
		begin_transaction(line);
	else if (account_)
		take_account_line(line);
	else if (transaction_)
		take_transaction_line(line);
	else
		line.fail(quoted(line.keyword()) + " outside of a block: begin with `account` or `transaction`");
}

void Parser::begin_account(const Line &line)
{
	end_block();
	line.expect_arguments(2, "account NAME ADDRESS");
	const std::string name(line.argument(1));
	if (!is_name(name))
		line.fail(quoted(name) + " is no name: use at most 16 letters, digits, - and _, a letter first");
	const Address address = line.address_at(2);
	/* The Yellow Paper's appendix E */
	if (!address.is_zero() && address < Address(10))
		line.fail("the addresses 1 to 9 are precompiled contracts: not supported, see README.md");
	if (!addresses_.emplace(name, address).second)
		line.fail("a second account with the name " + quoted(name) + ": choose another");
	if (!scenario_.names.emplace(address, name).second)
		line.fail("a second account with the address of " + quoted(scenario_.names[address]) +
			  ": choose another");
	account_ = { address, {}, {} };
}

void Parser::begin_transaction(const Line &line)
{
	end_block();
	line.expect_arguments(0, "transaction");
	transaction_.emplace().line = line.number();
}

void Parser::take_account_line(const Line &line)
{
	if (line.keyword() == "balance") {
		add_balance(line);
	} else if (line.keyword() == "nonce") {
		only_once(line);
		line.expect_arguments(1, "nonce NUMBER");
		account_->account.nonce = line.number_at(1, NONCE_LIMIT, "a nonce");
	} else if (line.keyword() == "code") {
		line.expect_arguments(1, "code BYTES");
		const Bytes piece = line.bytes_at(1);
		account_->code.insert(account_->code.end(), piece.begin(), piece.end());
	} else if (line.keyword() == "slot") {
		add_slot(line);
	} else {
		line.fail(quoted(line.keyword()) +
			  " is no property of an account: use balance, nonce, code or slot");
	}
}

/* With a sum that fits a word no transfer can overflow. */
void Parser::add_balance(const Line &line)
{
	only_once(line);
	line.expect_arguments(1, "balance NUMBER");
	const Word balance = line.number_at(1);
	if (balance > Word::max() - total_balance_)
		line.fail("with this all balances add up to 2^256 or more: lower it");
	total_balance_ += balance;
	account_->account.balance = balance;
}

void Parser::add_slot(const Line &line)
{
	line.expect_arguments(2, "slot KEY VALUE");
	if (!account_->account.storage.emplace(line.number_at(1), line.number_at(2)).second)
		line.fail("a second value for the slot " + quoted(line.argument(1)) + ": leave one");
}

void Parser::take_transaction_line(const Line &line)
{
	if (line.keyword() == "from") {
		only_once(line);
		line.expect_arguments(1, "from NAME");
		transaction_->from = named_address(line, 1);
		/* EIP-3607 */
		if (!scenario_.state.code(transaction_->from).bytes().empty())
			line.fail(quoted(line.argument(1)) + " has code, so it can't send: choose an account without");
	} else if (line.keyword() == "to") {
		only_once(line);
		line.expect_arguments(1, "to NAME");
		transaction_->to = named_address(line, 1);
	} else if (line.keyword() == "value") {
		only_once(line);
		line.expect_arguments(1, "value NUMBER");
		transaction_->value = line.number_at(1);
	} else if (line.keyword() == "gas") {
		only_once(line);
		line.expect_arguments(1, "gas NUMBER");
		transaction_->gas = line.number_at(1, cost::TRANSACTION_CAP, "a transaction's gas");
	} else if (line.keyword() == "data") {
		line.expect_arguments(1, "data BYTES");
		const Bytes piece = line.bytes_at(1);
		transaction_->data.insert(transaction_->data.end(), piece.begin(), piece.end());
	} else if (line.keyword() == "word") {
		add_word_of_data(line);
	} else {
		line.fail(quoted(line.keyword()) +
			  " is no property of a transaction: use from, to, value, gas, data or word");
	}
}

void Parser::add_word_of_data(const Line &line)
{
	line.expect_arguments(1, "word NUMBER-OR-NAME");
	const bool is_name = is_letter(line.argument(1)[0]);
	const auto bytes = (is_name ? Word(named_address(line, 1)) : line.number_at(1)).to_bytes();
	transaction_->data.insert(transaction_->data.end(), bytes.begin(), bytes.end());
}

Address Parser::named_address(const Line &line, std::size_t place) const
{
	const auto found = addresses_.find(line.argument(place));
	if (found == addresses_.end())
		line.fail("no account " + quoted(line.argument(place)) + " above: declare it with `account`");
	return found->second;
}

void Parser::only_once(const Line &line)
{
	if (!seen_.emplace(line.keyword()).second)
		line.fail("a second " + quoted(line.keyword()) + " in one block: leave one");
}

void Parser::end_block()
{
	if (account_) {
		account_->account.code = Code(std::move(account_->code));
		scenario_.state.add(account_->address, std::move(account_->account));
	}
	if (transaction_)
		end_transaction();
	account_.reset();
	transaction_.reset();
	seen_.clear();
}

void Parser::end_transaction()
{
	for (const char *needed : { "from", "to", "gas" })
		if (!seen_.contains(needed))
			throw BadInput(transaction_->line, "a transaction without " + quoted(needed) + ": add it");
	const Gas least = base_cost(*transaction_);
	if (transaction_->gas < least)
		throw BadInput(transaction_->line, "a transaction with less gas than it costs to begin: give " +
							   std::to_string(least) + " or more");
	scenario_.transactions.push_back(std::move(*transaction_));
}

} // namespace

Scenario parse_scenario(std::string_view text)
{
	return Parser().parse(text);
}
