"""The machine that README.md describes, on Python's own integers."""

import copy
from dataclasses import dataclass, field

from reference.keccak import keccak

WORD = 1 << 256


@dataclass
class Account:
    balance: int = 0
    nonce: int = 0
    code: bytes = b""
    slots: dict = field(default_factory=dict)

    def empty(self):
        return not (self.balance or self.nonce or self.code)


class Failure(Exception):
    """Ends a call; its output is only there for REVERT, which keeps the gas."""

    def __init__(self, outcome, output=b"", keeps_gas=False):
        super().__init__(outcome)
        self.outcome, self.output, self.keeps_gas = outcome, output, keeps_gas


class Stop(Exception):
    pass


def signed(word):
    return word - WORD if word >> 255 else word


def towards_zero(a, b):
    """Quotient and remainder of a division that rounds towards zero."""
    quotient = abs(a) // abs(b)
    quotient = -quotient if (a < 0) != (b < 0) else quotient
    return quotient, a - quotient * b


def signextend(place, word):
    if place > 30:
        return word
    bits = 8 * (place + 1)
    low = word % (1 << bits)
    return low - (1 << bits) if low >> (bits - 1) else low


# Opcode: operands, gas, and what a result is of them; results are taken modulo 2^256.
FUNCTIONS = {
    0x01: (2, 3, lambda a, b: a + b),
    0x02: (2, 5, lambda a, b: a * b),
    0x03: (2, 3, lambda a, b: a - b),
    0x04: (2, 5, lambda a, b: a // b if b else 0),
    0x05: (2, 5, lambda a, b: towards_zero(signed(a), signed(b))[0] if b else 0),
    0x06: (2, 5, lambda a, b: a % b if b else 0),
    0x07: (2, 5, lambda a, b: towards_zero(signed(a), signed(b))[1] if b else 0),
    0x08: (3, 8, lambda a, b, n: (a + b) % n if n else 0),
    0x09: (3, 8, lambda a, b, n: a * b % n if n else 0),
    0x0A: (2, 10, lambda a, b: pow(a, b, WORD)),
    0x0B: (2, 5, signextend),
    0x10: (2, 3, lambda a, b: a < b),
    0x11: (2, 3, lambda a, b: a > b),
    0x12: (2, 3, lambda a, b: signed(a) < signed(b)),
    0x13: (2, 3, lambda a, b: signed(a) > signed(b)),
    0x14: (2, 3, lambda a, b: a == b),
    0x15: (1, 3, lambda a: a == 0),
    0x16: (2, 3, lambda a, b: a & b),
    0x17: (2, 3, lambda a, b: a | b),
    0x18: (2, 3, lambda a, b: a ^ b),
    0x19: (1, 3, lambda a: ~a),
    0x1A: (2, 3, lambda i, a: a.to_bytes(32, "big")[i] if i < 32 else 0),
    0x1B: (2, 3, lambda n, a: a << n if n < 256 else 0),
    0x1C: (2, 3, lambda n, a: a >> n),
    0x1D: (2, 3, lambda n, a: signed(a) >> n),
}

# Opcode: operands, results, gas that it always costs. The others are in FUNCTIONS, or families.
SHAPES = {
    0x00: (0, 0, 0), 0x20: (2, 1, 30),
    0x30: (0, 1, 2), 0x31: (1, 1, 100), 0x32: (0, 1, 2), 0x33: (0, 1, 2), 0x34: (0, 1, 2), 0x35: (1, 1, 3),
    0x36: (0, 1, 2), 0x37: (3, 0, 3), 0x38: (0, 1, 2), 0x39: (3, 0, 3), 0x3B: (1, 1, 100), 0x3C: (4, 0, 100),
    0x3D: (0, 1, 2), 0x3E: (3, 0, 3), 0x3F: (1, 1, 100), 0x47: (0, 1, 5),
    0x50: (1, 0, 2), 0x51: (1, 1, 3), 0x52: (2, 0, 3), 0x53: (2, 0, 3), 0x54: (1, 1, 100), 0x55: (2, 0, 0),
    0x56: (1, 0, 8), 0x57: (2, 0, 10), 0x58: (0, 1, 2), 0x59: (0, 1, 2), 0x5A: (0, 1, 2), 0x5B: (0, 0, 1),
    0x5F: (0, 1, 2),
    0xF1: (7, 1, 100), 0xF3: (2, 0, 0), 0xF4: (6, 1, 100), 0xFA: (6, 1, 100), 0xFD: (2, 0, 0),
}  # fmt: skip
SHAPES |= {opcode: (operands, 1, gas) for opcode, (operands, gas, _) in FUNCTIONS.items()}
SHAPES |= {0x60 + n: (0, 1, 3) for n in range(32)}
SHAPES |= {0x80 + n: (n + 1, n + 2, 3) for n in range(16)}
SHAPES |= {0x90 + n: (n + 2, n + 2, 3) for n in range(16)}
SHAPES |= {0xA0 + n: (n + 2, 0, 375 + 375 * n) for n in range(5)}
UNSUPPORTED = {0x3A, *range(0x40, 0x47), 0x48, 0x49, 0x4A, 0x5C, 0x5D, 0x5E, 0xF0, 0xF2, 0xF5, 0xFF}


class World:
    """All that a failed call gives back: accounts and logs."""

    def __init__(self, accounts):
        self.accounts, self.logs = accounts, []

    def snapshot(self):
        return copy.deepcopy(self.accounts), list(self.logs)

    def restore(self, snapshot):
        self.accounts, self.logs = snapshot

    def at(self, address):
        return self.accounts.get(address) or Account()

    def transfer(self, sender, receiver, value):
        if value:
            self.accounts[sender].balance -= value
            self.accounts.setdefault(receiver, Account()).balance += value


@dataclass
class Call:
    """One call and what is left of it: its world, gas, stack and memory."""

    world: World
    origin: int
    own: int
    caller: int
    value: int
    data: bytes
    code: bytes
    gas: int
    static: bool = False
    stack: list = field(default_factory=list)
    memory: bytearray = field(default_factory=bytearray)
    returned: bytes = b""
    output: bytes = b""
    at: int = 0

    def execute(self, moved):
        """Whether it succeeded, under what name. Afterwards `gas` is what is left and `output` what it gave."""
        before = self.world.snapshot()
        try:
            self.world.transfer(self.caller, self.own, moved)
            self.targets = self.jump_targets()
            while True:
                self.step()
        except Stop:
            return True, "success"
        except Failure as failure:
            self.world.restore(before)
            self.output = failure.output
            self.gas = self.gas if failure.keeps_gas else 0
            return False, failure.outcome

    def jump_targets(self):
        targets, at = set(), 0
        while at < len(self.code):
            opcode = self.code[at]
            if opcode == 0x5B:
                targets.add(at)
            at += opcode - 0x5E if 0x60 <= opcode <= 0x7F else 1
        return targets

    def step(self):
        opcode = self.code[self.at] if self.at < len(self.code) else 0
        if opcode in UNSUPPORTED:
            raise NotImplementedError(f"opcode {opcode:#x}")
        if opcode not in SHAPES:
            raise Failure("invalid opcode")
        operands, results, gas = SHAPES[opcode]
        if len(self.stack) < operands:
            raise Failure("stack underflow")
        if len(self.stack) - operands + results > 1024:
            raise Failure("stack overflow")
        self.pay(gas)
        self.at += 1
        if 0x80 <= opcode <= 0x8F:
            self.stack.append(self.stack[-operands])
        elif 0x90 <= opcode <= 0x9F:
            self.stack[-1], self.stack[-operands] = self.stack[-operands], self.stack[-1]
        else:
            taken = [self.stack.pop() for _ in range(operands)]
            result = self.result(opcode, taken)
            if results:
                self.stack.append(result % WORD)

    def result(self, opcode, taken):
        if opcode in FUNCTIONS:
            if opcode == 0x0A:
                self.pay(50 * ((taken[1].bit_length() + 7) // 8))
            return FUNCTIONS[opcode][2](*taken)
        if 0x5F <= opcode <= 0x7F:
            size = opcode - 0x5F
            self.at += size
            return int.from_bytes(piece(self.code, self.at - size, size), "big")
        if 0xA0 <= opcode <= 0xA4:
            return self.log(*taken)
        if opcode in (0xF1, 0xF4, 0xFA):
            return self.call_out(opcode, *taken)
        return getattr(self, f"do_{opcode:02x}")(*taken)

    def pay(self, gas):
        if gas > self.gas:
            raise Failure("out of gas")
        self.gas -= gas

    def changes(self):
        if self.static:
            raise Failure("change in a static call")

    def reach(self, start, size):
        """Pays for memory and makes it."""
        words = (start + size + 31) // 32 if size else 0
        have = len(self.memory) // 32
        if words > have:
            self.pay(3 * words + words**2 // 512 - 3 * have - have**2 // 512)
            self.memory.extend(bytes(32 * (words - have)))

    def read(self, start, size):
        self.reach(start, size)
        return bytes(self.memory[start : start + size]) if size else b""

    def copy_in(self, source, start, place, size):
        self.reach(start, size)
        self.pay(3 * ((size + 31) // 32))
        if size:
            self.memory[start : start + size] = piece(source, place, size)

    def log(self, start, size, *topics):
        self.changes()
        data = self.read(start, size)
        self.pay(8 * size)
        self.world.logs.append((self.own, data, topics))

    def call_out(self, opcode, gas, target, *rest):
        target %= 1 << 160
        value, (in_start, in_size, out_start, out_size) = (rest[0], rest[1:]) if opcode == 0xF1 else (0, rest)
        if value:
            self.changes()
        if 1 <= target <= 9:
            raise NotImplementedError(f"precompiled contract {target}")
        self.reach(in_start, in_size)
        self.reach(out_start, out_size)
        if value:
            self.pay(9000 + (25000 if self.world.at(target).empty() else 0))
        given = min(gas, self.gas - self.gas // 64)
        self.pay(given)
        given += 2300 if value else 0
        inner = Call(
            self.world, self.origin, target, self.own, value, self.read(in_start, in_size),
            self.world.at(target).code, given, self.static or opcode == 0xFA,
        )  # fmt: skip
        if opcode == 0xF4:
            inner.own, inner.caller, inner.value = self.own, self.caller, self.value
        succeeded = False
        if value <= self.world.at(self.own).balance:
            succeeded, _ = inner.execute(value)
        self.gas += inner.gas
        self.returned = inner.output
        shown = inner.output[:out_size]
        if shown:
            self.memory[out_start : out_start + len(shown)] = shown
        return succeeded

    def do_00(self):
        raise Stop

    def do_20(self, start, size):
        message = self.read(start, size)
        self.pay(6 * ((size + 31) // 32))
        return int.from_bytes(keccak(message), "big")

    def do_30(self):
        return self.own

    def do_31(self, address):
        return self.world.at(address % (1 << 160)).balance

    def do_32(self):
        return self.origin

    def do_33(self):
        return self.caller

    def do_34(self):
        return self.value

    def do_35(self, place):
        return int.from_bytes(piece(self.data, place, 32), "big")

    def do_36(self):
        return len(self.data)

    def do_37(self, *where):
        self.copy_in(self.data, *where)

    def do_38(self):
        return len(self.code)

    def do_39(self, *where):
        self.copy_in(self.code, *where)

    def do_3b(self, address):
        return len(self.world.at(address % (1 << 160)).code)

    def do_3c(self, address, *where):
        self.copy_in(self.world.at(address % (1 << 160)).code, *where)

    def do_3d(self):
        return len(self.returned)

    def do_3e(self, start, place, size):
        if place + size > len(self.returned):
            raise Failure("no such return data")
        self.copy_in(self.returned, start, place, size)

    def do_3f(self, address):
        account = self.world.at(address % (1 << 160))
        return 0 if account.empty() else int.from_bytes(keccak(account.code), "big")

    def do_47(self):
        return self.world.at(self.own).balance

    def do_50(self, _):
        pass

    def do_51(self, start):
        return int.from_bytes(self.read(start, 32), "big")

    def do_52(self, start, word):
        self.reach(start, 32)
        self.memory[start : start + 32] = word.to_bytes(32, "big")

    def do_53(self, start, word):
        self.reach(start, 1)
        self.memory[start] = word % 256

    def do_54(self, key):
        return self.world.at(self.own).slots.get(key, 0)

    def do_55(self, key, value):
        self.changes()
        if self.gas <= 2300:
            raise Failure("out of gas")
        before = self.do_54(key)
        self.pay(100 if value == before else 2900 if before else 20000)
        self.world.accounts.setdefault(self.own, Account()).slots[key] = value

    def do_56(self, target):
        if target not in self.targets:
            raise Failure("bad jump")
        self.at = target

    def do_57(self, target, condition):
        if condition:
            self.do_56(target)

    def do_58(self):
        return self.at - 1

    def do_59(self):
        return len(self.memory)

    def do_5a(self):
        return self.gas

    def do_5b(self):
        pass

    def do_f3(self, start, size):
        self.output = self.read(start, size)
        raise Stop

    def do_fd(self, start, size):
        raise Failure("reverted", self.read(start, size), keeps_gas=True)


def piece(source, start, size):
    """Bytes of the source, and zeros behind its end."""
    return source[start : start + size].ljust(size, b"\0")
