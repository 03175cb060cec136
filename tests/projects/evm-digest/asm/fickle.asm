; Takes the money, writes it down, passes it on to whoever sent the transaction, and thinks better of it.

CALLVALUE 0 SSTORE
0 0 LOG0
0 0 0 0 CALLVALUE ORIGIN GAS CALL POP
0xbad 0 MSTORE
32 0 REVERT
