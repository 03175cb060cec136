"""Keccak-256: FIPS 202 on lanes a[x][y], with another padding."""

import hashlib


def rotated(lane, count):
    count %= 64
    return (lane << count | lane >> (64 - count)) & (2**64 - 1) if count else lane


def keccak_f(a):
    register = 1
    for _ in range(24):
        parity = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        a = [[lane ^ parity[x - 1] ^ rotated(parity[(x + 1) % 5], 1) for lane in a[x]] for x in range(5)]
        b = [[0] * 5 for _ in range(5)]
        b[0][0] = a[0][0]
        x, y = 1, 0
        for t in range(24):
            b[y][(2 * x + 3 * y) % 5] = rotated(a[x][y], (t + 1) * (t + 2) // 2)
            x, y = y, (2 * x + 3 * y) % 5
        a = [[b[x][y] ^ (~b[(x + 1) % 5][y] & b[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
        for j in range(7):
            a[0][0] ^= (register & 1) << (2**j - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
    return a


def sponge(message, padding):
    rate = 136
    padded = bytearray(message + bytes([padding]) + bytes(-(len(message) + 1) % rate))
    padded[-1] |= 0x80
    a = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), rate):
        for i in range(rate // 8):
            lane = padded[start + 8 * i : start + 8 * i + 8]
            a[i % 5][i // 5] ^= int.from_bytes(lane, "little")
        a = keccak_f(a)
    return b"".join(a[i][0].to_bytes(8, "little") for i in range(4))


def keccak(message):
    return sponge(message, 0x01)


for sample in (b"", b"abc", bytes(135), bytes(136), bytes(range(256)) * 2):
    assert sponge(sample, 0x06) == hashlib.sha3_256(sample).digest()
