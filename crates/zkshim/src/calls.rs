//! The calls that newlib and picolibc ask of their porter, under newlib's names (`_write`); the plain
//! names are calls to these, in `libc-shim/names.S`. All are weak in the archive.

pub mod files;
mod memory;
pub mod process;
mod unsupported;

unsafe extern "C" {
    safe fn zkshim_set_errno(value: i32);
}

/// The answer of a call that failed: -1, with `errno` set to one of the constants of the bindings.
fn fail(errno: u32) -> isize {
    zkshim_set_errno(errno as i32);
    -1
}
