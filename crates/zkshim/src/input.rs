//! Private input: all of it, fetched once where the vendor does not preload it.

use crate::{single::Single, vendors::vendor};

static INPUT: Single<Option<&'static [u8]>> = Single::new(None);

/// All of the private input, always the same bytes.
pub fn all() -> &'static [u8] {
    INPUT.with(|input| *input.get_or_insert_with(vendor::fetch_input))
}

/// `void read_input(const uint8_t **buffer, size_t *size)` of the standard.
///
/// # Safety
/// Both pointers must be valid for a write, as the C declaration asks.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn read_input(buffer: *mut *const u8, size: *mut usize) {
    let input = all();
    // SAFETY: the caller's promise.
    unsafe {
        *buffer = input.as_ptr();
        *size = input.len();
    }
}
