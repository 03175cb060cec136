//! RISC Zero 3.0: `ecall` with the class in t0; a software call is known to the kernel by its number (t6)
//! and to the host by its name (a2), which must agree (risc0-zkvm-platform@2.2.3 src/syscall.rs).

use core::{
    arch::asm,
    ffi::{CStr, c_char},
    slice,
};

use sha2::{Digest, Sha256};

use super::vendor::{Stream, input_too_large, input_window};
use crate::output;

const CLASS_HALT: usize = 0;
const CLASS_SOFTWARE: usize = 2;

/// `halt::TERMINATE`; the exit code is in the second byte of a0.
const TERMINATE: usize = 0;

const STDIN: usize = 0;
const STDOUT: usize = 1;
const STDERR: usize = 2;
const JOURNAL: usize = 3;

struct Call {
    number: usize,
    name: &'static CStr,
}

const READ: Call = Call { number: 12, name: c"risc0_zkvm_platform::syscall::nr::SYS_READ" };
const WRITE: Call = Call { number: 16, name: c"risc0_zkvm_platform::syscall::nr::SYS_WRITE" };

/// The host's limit on the journal (risc0-zkvm@3.0.5 src/host/server/exec/executor.rs).
pub const OUTPUT_LIMIT: usize = 100 * 1024 * 1024;
pub const COMMITMENT: Option<fn(Sha256) -> [u8; 32]> = Some(claim);

/// The claim of an empty journal, which a RISC Zero engineer gives in risc0 issue 2684.
const CLAIM_OF_EMPTY_JOURNAL: [u8; 32] = [
    0x83, 0x6f, 0x17, 0x5c, 0x62, 0xc0, 0xf3, 0x53, 0x83, 0x16, 0x65, 0x42, 0x7e, 0x8b, 0x0b, 0x34, 0xf6,
    0xd1, 0xd2, 0x19, 0x02, 0x76, 0x4d, 0xae, 0xb4, 0x06, 0xc6, 0xb8, 0x3d, 0xb5, 0x75, 0xb0,
];

/// A software call; `a3` to `a5` are its own arguments. Gives a0.
///
/// # Safety
/// `buffer` must be valid for writes of `size` bytes, and the arguments must be what the call asks for.
unsafe fn software(call: &Call, buffer: usize, size: usize, a3: usize, a4: usize, a5: usize) -> usize {
    let name: *const c_char = call.name.as_ptr();
    let answer;
    // SAFETY: the caller's promise; the kernel changes a0, a1 and memory only.
    unsafe {
        asm!("ecall", in("t0") CLASS_SOFTWARE, in("t6") call.number, inlateout("a0") buffer => answer,
            inlateout("a1") size => _, in("a2") name, in("a3") a3, in("a4") a4, in("a5") a5, options(nostack));
    }
    answer
}

fn write(descriptor: usize, bytes: &[u8]) {
    // SAFETY: SYS_WRITE reads the bytes of the slice and writes no buffer.
    unsafe { software(&WRITE, 0, 0, descriptor, bytes.as_ptr() as usize, bytes.len()) };
}

pub fn print(stream: Stream, bytes: &[u8]) {
    write(if stream == Stream::Stdout { STDOUT } else { STDERR }, bytes);
}

pub fn flush_console() {}

/// Everything on the host's stdin, into the reserve above the heap. A read may give less than was asked
/// for; 0 is the end. The last read asks for one byte more than there is room for.
pub fn fetch_input() -> &'static [u8] {
    let (window, size) = input_window();
    let mut length = 0;
    loop {
        let mut one_more = 0u8;
        let (to, room) = if length < size {
            (window as usize + length, size - length)
        } else {
            (&raw mut one_more as usize, 1)
        };
        // SAFETY: the window has `room` more bytes; or one byte is read into a local variable.
        match unsafe { software(&READ, to, room, STDIN, room, 0) } {
            0 => break,
            _ if length == size => input_too_large(),
            read => length += read,
        }
    }
    // SAFETY: the bytes were just read there, and nothing writes to the window again.
    unsafe { slice::from_raw_parts(window, length) }
}

pub fn append_output(bytes: &[u8]) {
    write(JOURNAL, bytes);
}

/// The digest that the claim of this run carries: of the journal and of no assumptions (risc0-zkvm@3.0.5
/// src/claim/receipt.rs Output, risc0-binfmt@3.0.5 src/hash.rs tagged_struct).
fn claim(journal: Sha256) -> [u8; 32] {
    Sha256::new()
        .chain_update(Sha256::digest("risc0.Output"))
        .chain_update(journal.finalize())
        .chain_update([0; 32])
        .chain_update(2u16.to_le_bytes())
        .finalize()
        .into()
}

/// The kernel copies the digest with word loads.
#[repr(align(4))]
struct Aligned([u8; 32]);

pub fn halt(code: u8) -> ! {
    let claim = Aligned(output::commitment().unwrap_or(CLAIM_OF_EMPTY_JOURNAL));
    // SAFETY: the kernel reads the 32 bytes at a1 and does not return.
    unsafe {
        asm!("ecall", in("t0") CLASS_HALT, in("a0") TERMINATE | (code as usize) << 8, in("a1") &raw const claim,
            options(noreturn, nostack))
    }
}
