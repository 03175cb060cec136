//! The host calls of each vendor, as guests make them.

use super::*;

/// The two instructions around the `ebreak` of a semihosting call.
const SEMIHOSTING: [u32; 3] = [0x01f0_1013, EBREAK, 0x4070_5013];

/// Offsets of argument blocks in the data of a board's guest.
const BLOCK: i32 = 0;

/// A semihosting call: the operation's block of words is made at the start of the data.
pub fn semihost(asm: Asm, operation: u64, block: &[u64]) -> Asm {
    let words: Vec<_> =
        block.iter().map(|&word| asm.clone().li(A2, word).words.split_off(asm.words.len())).collect();
    let (store, size) = if asm.xlen == 32 { (sw as fn(u32, u32, i32) -> u32, 4) } else { (sd as _, 8) };
    let mut asm = asm.li(A1, layout("virt64").data);
    for (index, load) in words.into_iter().enumerate() {
        asm = asm.then(load).then([store(A2, A1, BLOCK + size * index as i32)]);
    }
    asm.li(A0, operation).then(SEMIHOSTING)
}

/// Ends a board's guest with the code in a register. It needs data to be there.
pub fn exit_board(asm: Asm, code: u32) -> Asm {
    let (store, size) = if asm.xlen == 32 { (sw as fn(u32, u32, i32) -> u32, 4) } else { (sd as _, 8) };
    asm.set(&[(A1, layout("virt64").data), (A2, 0x20026)])
        .then([store(A2, A1, BLOCK), store(code, A1, BLOCK + size)])
        .li(A0, 0x20)
        .then(SEMIHOSTING)
}

/// An `ecall` of SP1 with its number and arguments.
pub fn sp1(asm: Asm, number: u64, arguments: &[u64]) -> Asm {
    let registers: Vec<_> = [A0, A1, A2].into_iter().zip(arguments.iter().copied()).collect();
    asm.li(T0, number).set(&registers).then([ECALL])
}

/// The whole end of an SP1 guest whose public output is `output`: digests, then HALT.
pub fn halt_sp1(asm: Asm, output: &[u8], code: u64) -> Asm {
    let digest = Sha256::digest(output);
    let words = digest.chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap()));
    let asm = (0..).zip(words).fold(asm, |asm, (index, word)| sp1(asm, 0x10, &[index, word.into()]));
    let asm = (0..8).fold(asm, |asm, index| sp1(asm, 0x1A, &[index, 0]));
    sp1(asm, 0, &[code])
}

/// The digest that RISC Zero wants at HALT for a journal.
pub fn risc0_digest(journal: &[u8]) -> [u8; 32] {
    let mut bytes = Sha256::digest(b"risc0.Output").to_vec();
    bytes.extend(Sha256::digest(journal));
    bytes.extend([0; 32]);
    bytes.extend([2, 0]);
    Sha256::digest(bytes).into()
}

/// OpenVM's own instructions have the opcode custom-0, and mostly read rd.
const CUSTOM_0: u32 = 0x0b;

/// TERMINATE: the code is part of the instruction.
pub fn terminate(code: i32) -> u32 {
    i_type(CUSTOM_0, 0, ZERO, ZERO, code)
}

/// HINT_STOREW: the next word of the hint stream goes to where a register points.
pub fn hint_word(to: u32) -> u32 {
    i_type(CUSTOM_0, 1, to, ZERO, 0)
}

/// HINT_BUFFER: as many words as another register says.
pub fn hint_buffer(to: u32, words: u32) -> u32 {
    i_type(CUSTOM_0, 1, to, words, 1)
}

/// REVEAL: a register goes into the public output, at the offset in another and a constant.
pub fn reveal(offset: u32, value: u32, more: i32) -> u32 {
    i_type(CUSTOM_0, 2, offset, value, more)
}

/// The calls that OpenVM's executor makes of phantom instructions: HintInput 0, PrintStr 1, HintRandom 2.
pub fn phantom(rd: u32, rs1: u32, number: i32) -> u32 {
    i_type(CUSTOM_0, 3, rd, rs1, number)
}

/// The end of a ZisK guest with the code in a0.
pub fn exit_zisk(asm: Asm) -> Asm {
    asm.li(A7, 93).then([ECALL])
}
