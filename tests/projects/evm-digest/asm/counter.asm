; For a DELEGATECALL: adds the value of the call to slot 0x100 of whoever's storage it works on.

0x100 SLOAD CALLVALUE ADD 0x100 SSTORE
