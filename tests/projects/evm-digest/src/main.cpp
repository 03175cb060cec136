/*
 * Reads accounts and transactions as private input, runs the transactions on a small EVM, prints what came of
 * them, and gives the SHA-256 of the final state as public output: a proof of the run proves that somebody
 * knows accounts and transactions that end in this state.
 */
#include <iostream>
#include <new>

#include <zkvm_io.h>

#include "canonical.hpp"
#include "report.hpp"
#include "scenario.hpp"
#include "sha256.hpp"

static std::string_view private_input()
{
	const std::uint8_t *bytes;
	std::size_t size;
	read_input(&bytes, &size);
	return { reinterpret_cast<const char *>(bytes), size };
}

static std::vector<Receipt> run_all(Scenario &scenario)
{
	Machine machine(scenario.state);
	std::vector<Receipt> receipts;
	for (const Transaction &transaction : scenario.transactions)
		receipts.push_back(run(machine, transaction));
	return receipts;
}

static Digest report(const Scenario &scenario, const std::vector<Receipt> &receipts)
{
	const State &state = scenario.state;
	const std::string form = canonical_form(receipts, state);
	const Digest digest = sha256(std::span(reinterpret_cast<const std::uint8_t *>(form.data()), form.size()));

	std::cout << "transactions: " << receipts.size() << ", logs: " << state.logs().size() << '\n';
	report_transactions(std::cout, receipts, scenario.names);
	std::cout << "accounts: " << sorted_accounts(state).size() << '\n';
	report_accounts(std::cout, state, scenario.names);
	std::cout << "canonical form: " << form.size() << " bytes\nSHA-256: " << hex_digits(digest) << '\n';
	return digest;
}

int main()
{
	try {
		Scenario scenario = parse_scenario(private_input());
		const std::vector<Receipt> receipts = run_all(scenario);
		const Digest digest = report(scenario, receipts);
		write_output(digest.data(), digest.size());
		return 0;
	} catch (const BadInput &error) {
		std::cerr << "evm-digest: " << error.what() << '\n';
	} catch (const std::bad_alloc &) {
		std::cerr << "evm-digest: out of memory: give it a larger heap\n";
	}
	return 1;
}
