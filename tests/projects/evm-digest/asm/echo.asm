; Gives back who called it, with what value, and the first word of what with.

CALLER 0 MSTORE CALLVALUE 32 MSTORE 0 CALLDATALOAD 64 MSTORE
96 0 RETURN
