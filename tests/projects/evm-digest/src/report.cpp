#include "report.hpp"

#include <algorithm>
#include <iomanip>

#include "canonical.hpp"

namespace {

/* Columns as wide as their widest cell. */
class Table {
public:
	using Row = std::vector<std::string>;

	/* `alignment` has an l or r for each column. */
	Table(std::string alignment, Row titles) : alignment_(std::move(alignment)) { add(std::move(titles)); }

	void add(Row row) { rows_.push_back(std::move(row)); }

	void print(std::ostream &out) const
	{
		for (const Row &row : rows_) {
			for (std::size_t column = 0; column < row.size(); column++)
				print_cell(out, row, column);
			out << '\n';
		}
	}

private:
	void print_cell(std::ostream &out, const Row &row, std::size_t column) const
	{
		const bool left = alignment_[column] == 'l';
		const bool last = column + 1 == row.size();
		out << "  " << (left ? std::left : std::right) << std::setw(left && last ? 0 : width(column))
		    << row[column];
	}

	int width(std::size_t column) const
	{
		std::size_t width = 0;
		for (const Row &row : rows_)
			width = std::max(width, row[column].size());
		return static_cast<int>(width);
	}

	std::string alignment_;
	std::vector<Row> rows_;
};

/* An account that a transaction made has no name. */
std::string name_of(const Names &names, const Address &address)
{
	const auto found = names.find(address);
	return found == names.end() ? hex(address) : found->second;
}

} // namespace

void report_transactions(std::ostream &out, const std::vector<Receipt> &receipts, const Names &names)
{
	Table table("rllrrl", { "#", "from", "to", "gas", "output", "outcome" });
	for (const Receipt &receipt : receipts)
		table.add({ std::to_string(1 + static_cast<std::size_t>(&receipt - receipts.data())),
			    name_of(names, receipt.transaction.from), name_of(names, receipt.transaction.to),
			    std::to_string(receipt.gas_used()), std::to_string(receipt.result.output.size()),
			    receipt.result.outcome });
	table.print(out);
}

void report_accounts(std::ostream &out, const State &state, const Names &names)
{
	Table table("lrrrr", { "account", "balance", "nonce", "code", "slots" });
	for (const auto &[address, account] : sorted_accounts(state))
		table.add({ name_of(names, address), decimal(account->balance), std::to_string(account->nonce),
			    std::to_string(account->code.bytes().size()),
			    std::to_string(sorted_slots(*account).size()) });
	table.print(out);
}
