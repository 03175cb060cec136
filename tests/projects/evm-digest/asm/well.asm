; How deep calls can go: each gives back one more than the one it calls. Those at the very bottom have no
; gas left to give anything back.

32 0 0 0 0 ADDRESS GAS CALL POP
0 MLOAD 1 ADD 0 MSTORE
32 0 RETURN
