//! The vendors, one file each; `--cfg zkshim_vendor` says which of them this archive is for.
//!
//! A vendor's module gives:
//! - `OUTPUT_LIMIT`: the most bytes of public output;
//! - `COMMITMENT`: what the run commits to, made of the output's hash, or `None`;
//! - `print(stream, bytes)` and `flush_console()`: the console;
//! - `fetch_input()`: all of the private input, asked for once;
//! - `append_output(bytes)`: the public output;
//! - `halt(code)`: the complete halt sequence.

#[cfg(zkshim_vendor = "openvm")]
#[path = "vendors/openvm.rs"]
mod chosen;
#[cfg(zkshim_vendor = "risc0")]
#[path = "vendors/risc0.rs"]
mod chosen;
#[cfg(zkshim_vendor = "sp1")]
#[path = "vendors/sp1.rs"]
mod chosen;
#[cfg(any(zkshim_vendor = "virt32", zkshim_vendor = "virt64"))]
#[path = "vendors/virt.rs"]
mod chosen;
#[cfg(zkshim_vendor = "zisk")]
#[path = "vendors/zisk.rs"]
mod chosen;

pub mod vendor {
    pub use super::chosen::*;

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum Stream {
        Stdout,
        Stderr,
    }

    unsafe extern "C" {
        /// The bounds of where private input lies or is fetched to, held in data words (`libc-shim/hooks.S`).
        safe static zkshim_input_start: usize;
        safe static zkshim_input_end: usize;
    }

    /// Where private input lies or is fetched to: address and bytes.
    pub fn input_window() -> (*mut u8, usize) {
        (zkshim_input_start as *mut u8, zkshim_input_end - zkshim_input_start)
    }

    /// Ends a run whose private input does not fit.
    #[cold]
    pub fn input_too_large() -> ! {
        crate::calls::process::end_with_message(
            &[b"zkshim: the private input is larger than its window; link with a larger ZKVM_INPUT_SIZE"],
            134,
        )
    }
}
