; (base, exponent, modulus): the power, by squaring.

1 32 CALLDATALOAD 0 CALLDATALOAD                ; result exponent base

loop:
DUP2 ISZERO @done JUMPI
1 DUP3 AND ISZERO @even JUMPI
64 CALLDATALOAD DUP2 DUP5 MULMOD                ; result exponent base result*base
SWAP3 POP
even:
64 CALLDATALOAD DUP2 DUP1 MULMOD SWAP1 POP      ; result exponent base*base
SWAP1 1 SHR SWAP1                               ; result exponent/2 base
@loop JUMP

done:
POP POP 0 MSTORE
32 0 RETURN
