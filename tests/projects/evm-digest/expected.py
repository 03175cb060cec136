#!/usr/bin/env python3
"""What evm-digest must print and give for an input, worked out from README.md with Python's own integers.

    expected.py                 writes expected.stdout and expected.digest for data/market.txt
    expected.py INPUT           prints what the program must print for another input
    expected.py --form INPUT    prints the canonical form of what it comes to
"""

import hashlib
import pathlib
import sys
from dataclasses import dataclass, field

sys.dont_write_bytecode = True  # nothing is to appear beside the sources

from reference.evm import Account, Call, World
from reference.keccak import keccak

HERE = pathlib.Path(__file__).resolve().parent

# The input.


@dataclass
class Transaction:
    fields: dict = field(default_factory=dict)
    data: bytes = b""


def parse(text):
    """Names of addresses, accounts by address, transactions. The input is taken to be right."""
    addresses, accounts, transactions = {}, {}, []
    block = None
    for line in text.splitlines():
        match line.partition("#")[0].split():
            case ["account", name, address]:
                addresses[name] = int(address, 16)
                block = accounts[addresses[name]] = Account()
            case ["transaction"]:
                block = Transaction()
                transactions.append(block)
            case ["balance", number]:
                block.balance = parse_number(number)
            case ["nonce", number]:
                block.nonce = parse_number(number)
            case ["code", piece]:
                block.code += bytes.fromhex(piece[2:])
            case ["slot", key, value]:
                block.slots[parse_number(key)] = parse_number(value)
            case ["from" | "to" as end, name]:
                block.fields[end] = addresses[name]
            case ["value" | "gas" as amount, number]:
                block.fields[amount] = parse_number(number)
            case ["data", piece]:
                block.data += bytes.fromhex(piece[2:])
            case ["word", word]:
                number = addresses[word] if word[0].isalpha() else parse_number(word)
                block.data += number.to_bytes(32, "big")
            case []:
                pass
            case words:
                raise ValueError(f"no input: {words}")
    return {address: name for name, address in addresses.items()}, accounts, transactions


def parse_number(word):
    return int(word, 16 if word.startswith("0x") else 10)


# The run and what it comes to.


def run(world, transaction):
    """Gas used, output, outcome."""
    sender, receiver = transaction.fields["from"], transaction.fields["to"]
    limit, value = transaction.fields["gas"], transaction.fields.get("value", 0)
    data = transaction.data
    gas = limit - 21000 - sum(16 if byte else 4 for byte in data)
    assert gas >= 0 and world.at(sender).balance >= value
    world.accounts[sender].nonce += 1
    call = Call(world, sender, receiver, sender, value, data, world.at(receiver).code, gas)
    _, outcome = call.execute(value)
    return limit - call.gas, call.output, outcome


def canonical(receipts, world):
    def number(value, digits=64):
        return f"0x{value:0{digits}x}"

    for gas, output, outcome in receipts:
        yield f"transaction {gas} 0x{output.hex()} {outcome}"
    for address, data, topics in world.logs:
        yield " ".join(["log", number(address, 40), "0x" + data.hex(), *map(number, topics)])
    for address, account in existing(world):
        yield f"account {number(address, 40)} {account.balance} {account.nonce} 0x{keccak(account.code).hex()}"
        for key, value in sorted(account.slots.items()):
            if value:
                yield f"slot {number(key)} {number(value)}"


def existing(world):
    return [(address, account) for address, account in sorted(world.accounts.items()) if not account.empty()]


def aligned(sides, rows):
    """Rows of cells in columns, each side < or >."""
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(sides))]
    for row in rows:
        cells = (f"  {cell!s:{side}{width}}" for cell, side, width in zip(row, sides, widths))
        yield "".join(cells).rstrip()


def play(text):
    names, accounts, transactions = parse(text)
    world = World(accounts)
    receipts = [run(world, transaction) for transaction in transactions]
    return names, transactions, world, receipts


def form_of(world, receipts):
    return "".join(line + "\n" for line in canonical(receipts, world)).encode()


def report(text):
    names, transactions, world, receipts = play(text)
    form = form_of(world, receipts)
    rows = [("#", "from", "to", "gas", "output", "outcome")]
    for index, (transaction, (gas, output, outcome)) in enumerate(zip(transactions, receipts)):
        ends = (names[transaction.fields[end]] for end in ("from", "to"))
        rows.append((index + 1, *ends, gas, len(output), outcome))
    yield f"transactions: {len(transactions)}, logs: {len(world.logs)}"
    yield from aligned("><<>><", rows)
    rows = [("account", "balance", "nonce", "code", "slots")]
    for address, account in existing(world):
        name = names.get(address, f"0x{address:040x}")
        slots = sum(value != 0 for value in account.slots.values())
        rows.append((name, account.balance, account.nonce, len(account.code), slots))
    yield f"accounts: {len(rows) - 1}"
    yield from aligned("<>>>>", rows)
    yield f"canonical form: {len(form)} bytes"
    yield "SHA-256: " + hashlib.sha256(form).hexdigest()


def main():
    sys.setrecursionlimit(20000)
    arguments = sys.argv[1:]
    if arguments[:1] == ["--form"]:
        _, _, world, receipts = play(pathlib.Path(arguments[1]).read_text(encoding="ascii"))
        sys.stdout.write(form_of(world, receipts).decode())
        return
    path = pathlib.Path(arguments[0]) if arguments else HERE / "data" / "market.txt"
    lines = list(report(path.read_text(encoding="utf-8")))
    if arguments:
        print("\n".join(lines))
        return
    (HERE / "expected.stdout").write_text("\n".join(lines) + "\n")
    (HERE / "expected.digest").write_text(lines[-1].removeprefix("SHA-256: ") + "\n")


if __name__ == "__main__":
    main()
