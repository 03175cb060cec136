//! The guests of these tests are made of the instructions that they are meant to be made of.

use executor_testkit::asm::{A0, A1, Code};

/// The words are what GNU as 2.40 makes of the lines beside them.
#[test]
fn instructions_are_encoded_as_by_an_assembler() {
    let code = Code::new().li_wide(A0, 0xa041_0001).sb(A1, A0, -1).sd(A1, A0, 8).ld(A1, A0, -8);
    let words: [u32; 7] = [
        0x5020_8537, // lui a0,0x50208
        0x0005_0513, // addi a0,a0,0
        0x0015_1513, // slli a0,a0,1
        0x0015_0513, // addi a0,a0,1
        0xfeb5_0fa3, // sb a1,-1(a0)
        0x00b5_3423, // sd a1,8(a0)
        0xff85_3583, // ld a1,-8(a0)
    ];
    assert_eq!(code.bytes(), words.map(u32::to_le_bytes).concat());
}
