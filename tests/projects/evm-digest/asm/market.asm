; Sells 10 tokens a wei, less 3 wei that it pays to an account that was not there before. It first tries whom
; to trust, and writes down what came of it, in slots that are named at each try.

CALLVALUE ISZERO @nothing JUMPI

; fickle reverts: what it did is undone, the money is back, what it said is here
0 0 0 0 7 0x7004 GAS CALL                       ; success, 0
1 ADD 0 SSTORE
32 0 0 RETURNDATACOPY 0 MLOAD 1 SSTORE
SELFBALANCE 2 SSTORE

; spin uses up what it was given, and says nothing
0 0 0 0 0 0x7005 24000 CALL
1 ADD 3 SSTORE
RETURNDATASIZE 1 ADD 4 SSTORE

; counter works on this storage here
0 0 0 0 0x7006 GAS DELEGATECALL 5 SSTORE

; token tells balances in a static call, and can't transfer in one
0x70a08231 224 SHL 0 MSTORE ADDRESS 4 MSTORE
32 0 36 0 0x7000 GAS STATICCALL 6 SSTORE
0 MLOAD 7 SSTORE
0xa9059cbb 224 SHL 0 MSTORE CALLER 4 MSTORE CALLVALUE 10 MUL 36 MSTORE
0 0 68 0 0x7000 50000 STATICCALL 1 ADD 8 SSTORE
32 0 68 0 0 0x7000 GAS CALL 9 SSTORE            ; the sale

0 0 0 0 3 0xdeed GAS CALL 10 SSTORE
0 0 0 0 1000000 0xdeed GAS CALL                 ; more than it has
1 ADD 11 SSTORE
SELFBALANCE 0 MSTORE
32 0 RETURN

nothing:
0x6e6f7468696e67 200 SHL 0 MSTORE               ; "nothing"
7 0 REVERT
