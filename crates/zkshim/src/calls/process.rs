//! How a run ends.

use core::{ffi::CStr, slice};

use crate::{
    bindings::{EINVAL, ESRCH, SIGABRT},
    calls::{fail, files},
    single::Single,
    vendors::vendor,
};

/// What shells and zkVM hosts see of a process that a signal ended: 128 and the signal's number.
const SIGNALLED: i32 = 128;
const ABORTED: i32 = SIGNALLED + SIGABRT as i32;

/// There is one process, and this is its number: `raise` is `kill(getpid(), ...)`.
const PID: i32 = 1;

unsafe extern "C" {
    /// Flushes stdout and stderr; `None` in programs that have no streams (`libc-shim/hooks.S`).
    safe static zkshim_stdio_hook: Option<extern "C" fn()>;
}

static ENDING: Single<bool> = Single::new(false);

/// `_Noreturn void _exit(int status)`: flushes the console and ends by the vendor's halt. No handlers and
/// no destructors run; those are `exit`'s.
///
/// 0 and only 0 is success: 1 to 255 arrive as they are, anything else as 255 (a code cut to 8 bits would
/// turn 256 into success).
#[unsafe(no_mangle)]
pub extern "C" fn _exit(status: i32) -> ! {
    // A flush may fail and come back here: the second time there is nothing but the halt.
    if !ENDING.get() {
        ENDING.set(true);
        if let Some(flush) = zkshim_stdio_hook {
            flush();
        }
        files::flush_console();
    }
    vendor::halt(u8::try_from(status).unwrap_or(255))
}

/// `_Noreturn void abort(void)`: 134, with the reason on the console.
#[unsafe(no_mangle)]
pub extern "C" fn abort() -> ! {
    end_with_message(&[b"zkshim: abort() was called"], ABORTED)
}

/// Prints the pieces as one line on stderr and ends with `code`.
pub fn end_with_message(pieces: &[&[u8]], code: i32) -> ! {
    pieces.iter().for_each(|piece| files::print_error(piece));
    files::print_error(b"\n");
    _exit(code)
}

/// `_Noreturn void zkshim_fail(const char *const *pieces, size_t count)`: what C code of the kit says
/// before it aborts.
///
/// # Safety
/// `pieces` must hold `count` pointers to NUL-terminated strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zkshim_fail(pieces: *const *const core::ffi::c_char, count: usize) -> ! {
    // SAFETY: the caller's promise.
    for piece in unsafe { slice::from_raw_parts(pieces, count) } {
        // SAFETY: the caller's promise.
        files::print_error(unsafe { CStr::from_ptr(*piece) }.to_bytes());
    }
    files::print_error(b"\n");
    _exit(ABORTED)
}

#[unsafe(no_mangle)]
pub extern "C" fn _getpid() -> i32 {
    PID
}

/// `int _kill(pid_t pid, int signal)`: a signal that reaches this function has no handler (`raise` of the C
/// library calls those), so it ends the run with 128 + its number.
#[unsafe(no_mangle)]
pub extern "C" fn _kill(pid: i32, signal: i32) -> isize {
    match (pid, signal) {
        (PID, 0) => 0,
        (PID, 1..=31) => {
            let digits = [b'0' + (signal / 10) as u8, b'0' + (signal % 10) as u8];
            let number = if signal < 10 { &digits[1..] } else { &digits };
            end_with_message(&[b"zkshim: ended by signal ", number], SIGNALLED + signal)
        }
        (PID, _) => fail(EINVAL),
        _ => fail(ESRCH),
    }
}
