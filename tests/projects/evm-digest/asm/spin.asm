; Writes once, and never ends.

1 0 SSTORE
loop: @loop JUMP
