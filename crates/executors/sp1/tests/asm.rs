//! The guests of these tests are made of the instructions that they are meant to be made of.

use executor_testkit::asm::{A0, A1, A2, Code, T0, T1};

/// The words are what GNU as 2.40 makes of the lines beside them.
#[test]
fn instructions_are_encoded_as_by_an_assembler() {
    let code = Code::new().li(A0, 0x7801_0ffc).lw(A1, A0, -4).lwu(A1, A0, 8).sw(A2, A0, -8);
    let code = code.slli(T1, T1, 40).jr(T0).jump(-1).jump(300);
    let words: [u32; 9] = [
        0x7801_1537, // lui a0,0x78011
        0xffc5_0513, // addi a0,a0,-4
        0xffc5_2583, // lw a1,-4(a0)
        0x0085_6583, // lwu a1,8(a0)
        0xfec5_2c23, // sw a2,-8(a0)
        0x0283_1313, // slli t1,t1,40
        0x0002_8067, // jr t0
        0xffdf_f06f, // j .-4
        0x4b00_006f, // j .+1200
    ];
    assert_eq!(code.bytes(), words.map(u32::to_le_bytes).concat());
}
