; (n, modulus): the n-th Fibonacci number, step by step.

0 1 0 CALLDATALOAD                              ; a b n

loop:
DUP1 ISZERO @done JUMPI
32 CALLDATALOAD DUP3 DUP5 ADDMOD                ; a b n a+b
SWAP3 POP SWAP2 SWAP1 SWAP2                     ; b a+b n
1 SWAP1 SUB
@loop JUMP

done:
POP POP 0 MSTORE
32 0 RETURN
