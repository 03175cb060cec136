//! ZisK 1.4.0-alpha: input and output in fixed windows of memory, a console of one byte, and `ecall` for the
//! exit (zisk-core@1.4.0-alpha src/mem.rs, src/rom_layout.rs).

use core::{arch::asm, slice};

use sha2::Sha256;

use super::vendor::{Stream, input_too_large, input_window};
use crate::{calls::process, single::Single};

const UART: *mut u8 = 0xA040_0200 as *mut u8;
const OUTPUT: *mut u8 = 0xA041_0000 as *mut u8;

/// `ecall`'s number for the exit, in a7; at any other the host does nothing.
const EXIT: usize = 93;

/// The public part of the output window, in bytes (ziskemu@1.4.0-alpha src/emu.rs get_output_8).
pub const OUTPUT_LIMIT: usize = 256;
/// What lies in the window is what the proof binds.
pub const COMMITMENT: Option<fn(Sha256) -> [u8; 32]> = None;

/// The window starts with a word of the system's, then the first record: its length in a word, its bytes,
/// zeros up to a whole word. Behind the last record all is zero.
const FIRST_RECORD: usize = 8;
const WORD: usize = 8;

pub fn print(_: Stream, bytes: &[u8]) {
    for &byte in bytes {
        // SAFETY: a byte stored to the UART is printed, and nothing else happens.
        unsafe { UART.write_volatile(byte) };
    }
}

pub fn flush_console() {}

pub fn fetch_input() -> &'static [u8] {
    let (window, size) = input_window();
    // SAFETY: the whole window can be read, and the word is aligned: its offset is a multiple of 8 below `size`.
    let word = |offset: usize| unsafe { window.add(offset).cast::<usize>().read() };
    let (length, bytes) = (word(FIRST_RECORD), FIRST_RECORD + WORD);
    if length > size - bytes {
        input_too_large();
    }
    let next = bytes + length.next_multiple_of(WORD);
    if next < size && word(next) != 0 {
        let message = b"zkshim: the host gave more than one input record; write the input in one";
        process::end_with_message(&[message], 134);
    }
    // SAFETY: the record lies in the window, which nothing writes to.
    unsafe { slice::from_raw_parts(window.add(bytes), length) }
}

static WRITTEN: Single<usize> = Single::new(0);

/// The caller has made sure of the limit.
pub fn append_output(bytes: &[u8]) {
    let written = WRITTEN.get();
    // SAFETY: the window is memory of its own, with room for OUTPUT_LIMIT bytes.
    unsafe { OUTPUT.add(written).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    WRITTEN.set(written + bytes.len());
}

pub fn halt(code: u8) -> ! {
    // SAFETY: this call takes a number and does not return.
    unsafe { asm!("ecall", in("a7") EXIT, in("a0") code as usize, options(noreturn, nostack)) }
}
