#!/usr/bin/env python3
"""What json-digest must print and give for a document, worked out with Python's own json, hashlib and math.

    expected.py                    writes expected.stdout and expected.digest for the document in data/
    expected.py DOCUMENT           prints what the program must print for another document
"""

import collections
import hashlib
import json
import math
import pathlib
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
SHOWN = 5


def integer_or_real(text):
    """Integers beyond 64 bits count as reals, as in C."""
    number = int(text)
    return number if -(2**63) <= number < 2**63 else float(text)


def canonical(value):
    """The canonical form that src/canonical.h defines, as bytes."""
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return str(value).encode()
    if isinstance(value, float):
        return b"0x" + struct.pack(">d", value).hex().encode()
    if isinstance(value, str):
        return canonical_string(value)
    if isinstance(value, list):
        return b"[" + b",".join(canonical(item) for item in value) + b"]"
    members = sorted((key.encode(), key, member) for key, member in value.items())
    return b"{" + b",".join(canonical_string(key) + b":" + canonical(member) for _, key, member in members) + b"}"


def canonical_string(text):
    def escape(byte):
        if byte < 0x20:
            return b"\\u%04x" % byte
        return b"\\" + bytes([byte]) if byte in b'"\\' else bytes([byte])

    return b'"' + b"".join(escape(byte) for byte in text.encode()) + b'"'


def walk(value, depth=1):
    """Every value with its depth, members of objects in the order of their keys' bytes."""
    yield value, depth
    if isinstance(value, list):
        for item in value:
            yield from walk(item, depth + 1)
    elif isinstance(value, dict):
        for key in sorted(value, key=str.encode):
            yield from walk(value[key], depth + 1)


def spread(name, numbers):
    if not numbers:
        return
    # One by one, in order: each sum rounds as the program's does.
    total = 0.0
    for number in numbers:
        total += number
    mean = total / len(numbers)
    squares = 0.0
    for number in numbers:
        squares += (number - mean) * (number - mean)
    deviation = math.sqrt(squares / len(numbers))
    yield "%s: %g to %g, mean %.6f, standard deviation %.6f" % (name, min(numbers), max(numbers), mean, deviation)


def summary(document):
    root = json.loads(document.decode(), parse_int=integer_or_real)
    values = list(walk(root))
    kinds = collections.Counter(type(value) for value, _ in values)
    keys = [key.encode() for value, _ in values if isinstance(value, dict) for key in value]
    strings = sorted((value.encode() for value, _ in values if isinstance(value, str)), key=lambda s: (-len(s), s))
    frequencies = sorted(collections.Counter(keys).items(), key=lambda item: (-item[1], item[0]))
    form = canonical(root)

    yield "document: %d bytes" % len(document)
    yield "values: %d, at most %d deep" % (len(values), max(depth for _, depth in values))
    yield "  objects %d, arrays %d, strings %d, integers %d, reals %d, booleans %d, nulls %d" % tuple(
        kinds[kind] for kind in (dict, list, str, int, float, bool, type(None))
    )
    yield "  the largest object has %d members, the largest array %d items" % tuple(
        max((len(value) for value, _ in values if isinstance(value, kind)), default=0) for kind in (dict, list)
    )
    yield from spread("integers", [float(value) for value, _ in values if type(value) is int])
    yield from spread("reals", [value for value, _ in values if type(value) is float])
    yield "keys: %d, %d distinct" % (len(keys), len(frequencies))
    for key, count in frequencies[:SHOWN]:
        yield "%8d  %s" % (count, key.decode())
    total = sum(map(len, strings))
    yield "strings: %d, %d bytes, %.2f on average" % (len(strings), total, total / len(strings) if strings else 0)
    for string in strings[:SHOWN]:
        yield "%8d  %s" % (len(string), string.decode())
    yield "canonical form: %d bytes" % len(form)
    yield "SHA-256: " + hashlib.sha256(form).hexdigest()


def main():
    if len(sys.argv) > 1:
        lines = list(summary(pathlib.Path(sys.argv[1]).read_bytes()))
        sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())
        return
    lines = list(summary((HERE / "data" / "countries-110m.json").read_bytes()))
    (HERE / "expected.stdout").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (HERE / "expected.digest").write_text(lines[-1].removeprefix("SHA-256: ") + "\n")


if __name__ == "__main__":
    main()
