#!/usr/bin/env python3
"""Puts the contracts of this folder into the inputs in data/.

    assemble.py            writes the code of each account in data/*.txt that has a NAME.asm here
    assemble.py --check    says which inputs hold other code than that, and changes nothing
    assemble.py FILE       prints the code of one file

Assembly is words with blanks between; a semicolon begins a comment.

    ADD          an opcode, by its name in src/opcodes.hpp (PUSH0 to PUSH32 are written as what they push)
    7 0x1234     a number: the shortest PUSH of it
    loop:        a place to jump to, with its JUMPDEST
    @loop        the address of that place, as a PUSH2
    =0xfe        bytes as they are
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LINE = 32  # bytes of code in a line of an input


def opcodes():
    """By name, from the program's list."""
    text = (HERE.parent / "src" / "opcodes.hpp").read_text()
    names = re.search(r"enum Opcode[^{]*{(.*?)}", text, re.DOTALL)[1]
    values, value = {}, 0
    for name, explicit in re.findall(r"(\w+)(?: = (0x\w+))?", names):
        value = int(explicit, 16) if explicit else value
        values[name] = value
        value += 1
    for family, first, count in (("DUP", 1, 16), ("SWAP", 1, 16), ("LOG", 0, 5)):
        values |= {f"{family}{first + n}": values[f"{family}{first}"] + n for n in range(count)}
    return values


OPCODES = opcodes()


def push(number, size):
    return bytes([OPCODES["PUSH0"] + size]) + number.to_bytes(size, "big")


def assemble(path):
    code, places, uses = bytearray(), {}, []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        for word in line.partition(";")[0].split():
            if word in OPCODES:
                code.append(OPCODES[word])
            elif re.fullmatch(r"\w+:", word):
                places[word[:-1]] = len(code)
                code.append(OPCODES["JUMPDEST"])
            elif word.startswith("@"):
                uses.append((len(code), word[1:], number))
                code += push(0, 2)
            elif word.startswith("=0x"):
                code += bytes.fromhex(word[3:])
            elif re.fullmatch(r"\d+|0x[0-9a-fA-F]+", word):
                value = int(word, 0)
                code += push(value, (value.bit_length() + 7) // 8)
            else:
                sys.exit(f"{path.name}:{number}: `{word}` is no opcode, number, place or bytes")
    for at, name, number in uses:
        if name not in places:
            sys.exit(f"{path.name}:{number}: no place `{name}:`")
        code[at : at + 3] = push(places[name], 2)
    return bytes(code)


def with_code(text):
    """The input with the code of each account that has assembly here."""
    lines = []
    assembled = False  # the account that these lines are of
    for line in text.splitlines():
        words = line.split()
        if words[:1] in (["account"], ["transaction"]):
            source = HERE / f"{words[1]}.asm" if words[0] == "account" else None
            assembled = source is not None and source.is_file()
        elif assembled and words[:1] == ["code"]:
            continue
        lines.append(line)
        if assembled and words[:1] == ["account"]:
            code = assemble(source)
            lines += [f"  code 0x{code[at : at + LINE].hex()}" for at in range(0, len(code), LINE)]
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) > 1 and sys.argv[1] != "--check":
        print(assemble(pathlib.Path(sys.argv[1])).hex())
        return
    for path in sorted((HERE.parent / "data").glob("*.txt")):
        text = path.read_text()
        if with_code(text) == text:
            continue
        if len(sys.argv) > 1:
            sys.exit(f"data/{path.name} does not hold the code of asm/: run asm/assemble.py")
        path.write_text(with_code(text))


if __name__ == "__main__":
    main()
