//! The guests of these tests are made of the instructions that they are meant to be made of.

use executor_testkit::asm::{A0, A1, Code, ZERO};

/// The words are what GNU as 2.40 makes of the lines beside them.
#[test]
fn instructions_are_encoded_as_by_an_assembler() {
    let code = Code::new()
        .i_type(0x0b, 0, ZERO, ZERO, 255)
        .i_type(0x0b, 1, A0, A1, 1)
        .i_type(0x0b, 2, A0, A1, -4)
        .i_type(0x03, 1, A0, A1, 1);
    let words: [u32; 4] = [
        0x0ff0_000b, // .insn i 0x0b, 0, x0, x0, 255
        0x0015_950b, // .insn i 0x0b, 1, a0, a1, 1
        0xffc5_a50b, // .insn i 0x0b, 2, a0, a1, -4
        0x0015_9503, // lh a0,1(a1)
    ];
    assert_eq!(code.bytes(), words.map(u32::to_le_bytes).concat());
}
