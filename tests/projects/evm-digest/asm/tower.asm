; (n): n and all below it added up, each floor by a call of the one below; sums are kept in slots 1 to n.

0 CALLDATALOAD
DUP1 ISZERO @ground JUMPI
1 DUP2 SUB 0 MSTORE
32 0 32 0 0 ADDRESS GAS CALL                    ; the sum below replaces n - 1
ISZERO @collapsed JUMPI
0 MLOAD ADD
DUP1 0 CALLDATALOAD SSTORE
0 MSTORE
32 0 RETURN

ground:
32 0 RETURN

collapsed:
0 0 REVERT
