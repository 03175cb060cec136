//! SP1 6.10.0: `ecall` with the number in t0, arguments in a0 to a2, the answer in t0
//! (sp1-core-executor@6.10.0 src/syscall_code.rs, src/minimal/ecall.rs).

use core::{arch::asm, slice};

use sha2::{Digest, Sha256};

use super::vendor::{Stream, input_too_large, input_window};
use crate::{calls::process, console::Lines, output, single::Single};

const HALT: usize = 0x00;
const WRITE: usize = 0x02;
const COMMIT: usize = 0x10;
const COMMIT_DEFERRED_PROOFS: usize = 0x1A;
const HINT_LEN: usize = 0xF0;
const HINT_READ: usize = 0xF1;

/// sp1-primitives@6.10.0 src/consts.rs, mod fd.
const STDOUT: usize = 1;
const STDERR: usize = 2;
const PUBLIC_VALUES: usize = 13;

/// The answer of HINT_LEN when no record is left.
const NO_RECORD: usize = usize::MAX;

pub const OUTPUT_LIMIT: usize = usize::MAX;
/// SHA-256 of the bytes, as they are.
pub const COMMITMENT: Option<fn(Sha256) -> [u8; 32]> = Some(|output| output.finalize().into());

/// SHA-256 of nothing, what a run without public output commits to.
const DIGEST_OF_NOTHING: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
    0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// # Safety
/// The arguments must be what the call asks for: pointers valid for its reads and writes.
unsafe fn call(number: usize, a0: usize, a1: usize, a2: usize) -> usize {
    let answer;
    // SAFETY: the caller's promise; the host changes t0 and memory only.
    unsafe {
        asm!("ecall", inlateout("t0") number => answer, in("a0") a0, in("a1") a1, in("a2") a2, options(nostack));
    }
    answer
}

fn write(descriptor: usize, bytes: &[u8]) {
    // SAFETY: WRITE reads the bytes of the slice; any alignment is fine.
    unsafe { call(WRITE, descriptor, bytes.as_ptr() as usize, bytes.len()) };
}

// The host prints each write as lines of its own (src/minimal/write.rs): a line must come whole.
static OUT: Single<Lines> = Single::new(Lines::new());
static ERR: Single<Lines> = Single::new(Lines::new());

pub fn print(stream: Stream, bytes: &[u8]) {
    match stream {
        Stream::Stdout => OUT.with(|lines| lines.write(bytes, &mut |text: &[u8]| write(STDOUT, text))),
        Stream::Stderr => ERR.with(|lines| lines.write(bytes, &mut |text: &[u8]| write(STDERR, text))),
    }
}

pub fn flush_console() {
    OUT.with(|lines| lines.flush(&mut |text: &[u8]| write(STDOUT, text)));
    ERR.with(|lines| lines.flush(&mut |text: &[u8]| write(STDERR, text)));
}

/// One record, read into the input window: memory that nothing has touched, as the prover demands
/// (src/minimal/hint.rs `mw_hint`), with room for the extra word that HINT_READ always writes.
pub fn fetch_input() -> &'static [u8] {
    // SAFETY: HINT_LEN takes no argument.
    let length = unsafe { call(HINT_LEN, 0, 0, 0) };
    if length == NO_RECORD {
        return &[];
    }
    let (window, size) = input_window();
    if length / 8 * 8 + 8 > size {
        input_too_large();
    }
    // SAFETY: the window is 8-aligned, holds the record and its extra word, and is used here only, once.
    unsafe { call(HINT_READ, window as usize, length, 0) };
    // SAFETY: HINT_LEN takes no argument.
    if unsafe { call(HINT_LEN, 0, 0, 0) } != NO_RECORD {
        let message = b"zkshim: the host gave more than one input record; write the input in one";
        process::end_with_message(&[message], 134);
    }
    // SAFETY: HINT_READ has just written the record there, and nothing writes to the window again.
    unsafe { slice::from_raw_parts(window, length) }
}

pub fn append_output(bytes: &[u8]) {
    write(PUBLIC_VALUES, bytes);
}

/// Commits to the public output (the verifier compares the digest, the executor does not), says that no
/// proofs were verified in the guest, and halts.
pub fn halt(code: u8) -> ! {
    let digest = output::commitment().unwrap_or(DIGEST_OF_NOTHING);
    for (index, word) in digest.chunks_exact(4).enumerate() {
        let word = word.iter().rev().fold(0, |word, &byte| word << 8 | byte as usize);
        // SAFETY: COMMIT takes numbers.
        unsafe { call(COMMIT, index, word, 0) };
    }
    for index in 0..8 {
        // SAFETY: COMMIT_DEFERRED_PROOFS takes numbers.
        unsafe { call(COMMIT_DEFERRED_PROOFS, index, 0, 0) };
    }
    // SAFETY: HALT takes a number and does not return.
    unsafe { asm!("ecall", in("t0") HALT, in("a0") code as usize, options(noreturn, nostack)) }
}
