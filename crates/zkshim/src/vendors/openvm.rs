//! OpenVM 2.0.2: no `ecall`; host calls are instructions of the opcode custom-0
//! (openvm-rv32im-guest@2.0.2 src/lib.rs). As `.insn i 0x0b, funct3, rd, rs1, imm`, where rd is an input too.

use core::{
    arch::{asm, global_asm},
    slice,
};

use sha2::Sha256;

use super::vendor::{Stream, input_too_large, input_window};
use crate::{console::Text, single::Single};

const WORD: usize = 4;
/// The most words of one HINT_BUFFER (openvm-rv32im-guest@2.0.2 src/lib.rs MAX_HINT_BUFFER_WORDS).
const LONGEST_HINT: usize = 1023;

/// openvm-circuit@2.0.2 src/arch/config.rs DEFAULT_MAX_NUM_PUBLIC_VALUES, in bytes.
pub const OUTPUT_LIMIT: usize = 32;
/// What is revealed is what the proof binds.
pub const COMMITMENT: Option<fn(Sha256) -> [u8; 32]> = None;

// PrintStr ends the run at bytes that are no UTF-8 (openvm-rv32im-circuit@2.0.2 src/extension/mod.rs
// Rv32PrintStrSubEx). The host has one console; each stream's unfinished character is its own.
static OUT: Single<Text> = Single::new(Text::new());
static ERR: Single<Text> = Single::new(Text::new());

fn print_str(text: &str) {
    // SAFETY: PrintStr (funct3 3, imm 1) reads rs1 bytes at rd.
    unsafe {
        asm!(".insn i 0x0b, 3, {at}, {size}, 1", at = in(reg) text.as_ptr(), size = in(reg) text.len(),
            options(nostack, readonly));
    }
}

pub fn print(stream: Stream, bytes: &[u8]) {
    let text = if stream == Stream::Stdout { &OUT } else { &ERR };
    text.with(|text| text.write(bytes, &mut print_str));
}

pub fn flush_console() {
    OUT.with(|text| text.flush(&mut print_str));
    ERR.with(|text| text.flush(&mut print_str));
}

/// The host's input vector: HintInput makes it the hint stream, as its length in a word, the bytes, and
/// zeros up to a whole word. A second vector can't be asked for: where there is none, asking ends the run.
pub fn fetch_input() -> &'static [u8] {
    let (window, size) = input_window();
    let mut length = 0usize;
    // SAFETY: HintInput (funct3 3, imm 0) takes nothing; HINT_STOREW (funct3 1, imm 0) writes a word at rd,
    // which is a local variable.
    unsafe {
        asm!(".insn i 0x0b, 3, x0, x0, 0", ".insn i 0x0b, 1, {at}, x0, 0", at = in(reg) &raw mut length,
            options(nostack));
    }
    let words = length.div_ceil(WORD);
    if words > size / WORD {
        input_too_large();
    }
    for first in (0..words).step_by(LONGEST_HINT) {
        let count = LONGEST_HINT.min(words - first);
        // SAFETY: HINT_BUFFER (funct3 1, imm 1) writes rs1 words, at least one, at rd: the window is 4-aligned
        // and has room for them.
        unsafe {
            asm!(".insn i 0x0b, 1, {at}, {count}, 1", at = in(reg) window.wrapping_add(first * WORD),
                count = in(reg) count, options(nostack));
        }
    }
    // SAFETY: the bytes were just written there, and nothing writes to the window again.
    unsafe { slice::from_raw_parts(window, length) }
}

/// The public output so far: what is revealed is whole words, so a word that was revealed in part is
/// revealed again.
struct Output {
    words: [u32; OUTPUT_LIMIT / WORD],
    length: usize,
}

static OUTPUT: Single<Output> = Single::new(Output { words: [0; OUTPUT_LIMIT / WORD], length: 0 });

/// The caller has made sure of the limit.
pub fn append_output(bytes: &[u8]) {
    OUTPUT.with(|output| {
        let first = output.length / WORD;
        for &byte in bytes {
            output.words[output.length / WORD] |= u32::from(byte) << (output.length % WORD * 8);
            output.length += 1;
        }
        for index in first..output.length.div_ceil(WORD) {
            // SAFETY: REVEAL (funct3 2) takes a byte offset in rd, a multiple of 4 below the limit, and a
            // value in rs1.
            unsafe {
                asm!(".insn i 0x0b, 2, {offset}, {value}, 0", offset = in(reg) index * WORD,
                    value = in(reg) output.words[index], options(nostack));
            }
        }
    });
}

pub fn halt(code: u8) -> ! {
    if code == 0 {
        // SAFETY: TERMINATE (funct3 0) takes nothing and does not return.
        unsafe { asm!(".insn i 0x0b, 0, x0, x0, 0", options(noreturn, nostack)) }
    }
    // SAFETY: the jump goes to one of the 256 instructions of the table, which ends the run.
    unsafe {
        asm!("la t0, zkshim_openvm_terminate", "add t0, t0, a0", "jr t0",
            in("a0") usize::from(code) * WORD, options(noreturn, nostack))
    }
}

// TERMINATE's code is part of the instruction: there is one for each, and a failed run jumps to its own.
global_asm!(
    ".section .text.zkshim_openvm_terminate,\"ax\",@progbits",
    ".balign 4",
    "zkshim_openvm_terminate:",
    ".rept 256",
    "    .insn i 0x0b, 0, x0, x0, \\+",
    ".endr",
    ".text",
);
