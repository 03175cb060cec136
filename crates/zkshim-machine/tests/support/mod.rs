//! Guests made in the tests themselves: an assembler of a few instructions and a writer of ELF files.
//! No cross compiler is needed, and each test's guest can be read beside it.

// Each test program uses the part it needs.
#![allow(dead_code, unused_imports)]

mod asm;
mod calls;
mod elf;

pub use asm::*;
pub use calls::*;
pub use elf::*;

use sha2::{Digest, Sha256};
use std::time::Duration;
use zkshim_report::{Execution, Limits, Outcome, Recorded};

/// Limits that no test of another thing meets.
pub const FREE: Limits = Limits { time: Duration::from_secs(60), instructions: None };

/// Runs a guest that is to stop by itself soon.
pub fn run(guest: &Guest, input: &[u8]) -> (Execution, Recorded) {
    let mut console = Recorded::default();
    let execution = zkshim_machine::run(&guest.build(), input, &FREE, &mut console);
    (execution, console)
}

/// The first line of why a run trapped.
pub fn trap(guest: &Guest, input: &[u8]) -> String {
    failure(guest, input, Outcome::Trapped).lines().next().unwrap_or_default().to_owned()
}

/// The first line of why a guest was refused.
pub fn refusal(guest: &Guest) -> String {
    failure(guest, &[], Outcome::Refused).lines().next().unwrap_or_default().to_owned()
}

/// All of the reason of a run that failed in this way.
pub fn failure(guest: &Guest, input: &[u8], outcome: Outcome) -> String {
    let (execution, _) = run(guest, input);
    assert_eq!(execution.outcome, outcome, "{execution:?}");
    execution.reason.expect("a failed run has a reason")
}

/// The exit code of a run that ended by itself.
pub fn code(guest: &Guest, input: &[u8]) -> u32 {
    let (execution, _) = run(guest, input);
    execution.code.unwrap_or_else(|| panic!("{execution:?}"))
}
