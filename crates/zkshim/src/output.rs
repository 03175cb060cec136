//! Public output: what the proof binds.

use sha2::{Digest, Sha256};

use crate::{calls::process, single::Single, vendors::vendor};

/// The hash of the output so far. It comes into a program only with `append`: one that has no output carries
/// no SHA-256.
struct Hashed {
    state: Option<Sha256>,
    finish: Option<fn() -> [u8; 32]>,
}

static HASHED: Single<Hashed> = Single::new(Hashed { state: None, finish: None });
static LENGTH: Single<usize> = Single::new(0);

/// Appends to the public output.
pub fn append(bytes: &[u8]) {
    let length = LENGTH.get();
    if bytes.len() > vendor::OUTPUT_LIMIT - length {
        process::end_with_message(&[b"zkshim: the public output is larger than the vendor allows"], 134);
    }
    LENGTH.set(length + bytes.len());
    if vendor::COMMITMENT.is_some() {
        HASHED.with(|hashed| {
            hashed.state.get_or_insert_with(Sha256::new).update(bytes);
            hashed.finish = Some(finish);
        });
    }
    vendor::append_output(bytes);
}

/// What the run commits to for its public output; `None` if nothing was written.
#[allow(dead_code, reason = "only vendors that commit to a digest ask for it")]
pub fn commitment() -> Option<[u8; 32]> {
    HASHED.with(|hashed| hashed.finish).map(|finish| finish())
}

fn finish() -> [u8; 32] {
    let output = HASHED.with(|hashed| hashed.state.take().unwrap_or_default());
    vendor::COMMITMENT.map_or([0; 32], |commit| commit(output))
}

/// `void write_output(const uint8_t *output, size_t size)` of the standard.
///
/// # Safety
/// `output` must be valid for reads of `size` bytes, as the C declaration asks.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write_output(output: *const u8, size: usize) {
    if size > 0 {
        // SAFETY: the caller's promise; a size of 0 may come with any pointer.
        append(unsafe { core::slice::from_raw_parts(output, size) });
    }
}
