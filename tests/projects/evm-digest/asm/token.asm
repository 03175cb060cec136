; A token as ERC-20 (EIP-20) has it: balances at keccak256(address . 0), the total supply in slot 1.

0 CALLDATALOAD 224 SHR                          ; the function's selector
DUP1 0xa9059cbb EQ @transfer JUMPI
DUP1 0x70a08231 EQ @balanceOf JUMPI
     0x18160ddd EQ @totalSupply JUMPI
0 0 REVERT

totalSupply:
1 SLOAD 0 MSTORE
32 0 RETURN

balanceOf:                                      ; (address)
4 CALLDATALOAD 0 MSTORE 64 0 KECCAK256          ; memory from 32 on is zero: the mapping's slot
SLOAD 0 MSTORE
32 0 RETURN

transfer:                                       ; (address, amount)
CALLER 0 MSTORE 64 0 KECCAK256                  ; key
DUP1 SLOAD 36 CALLDATALOAD                      ; key balance amount
DUP1 DUP3 LT @tooLittle JUMPI
SWAP1 SUB SWAP1 SSTORE                          ; the sender's
4 CALLDATALOAD 0 MSTORE 64 0 KECCAK256          ; key
DUP1 SLOAD 36 CALLDATALOAD ADD SWAP1 SSTORE     ; the receiver's
36 CALLDATALOAD 0 MSTORE
4 CALLDATALOAD CALLER                           ; Transfer(address, address, uint256)
0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef
32 0 LOG3
1 0 MSTORE
32 0 RETURN

tooLittle:                                      ; gives back what there is
POP 0 MSTORE
32 0 REVERT
