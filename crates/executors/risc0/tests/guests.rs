//! Guests on the executor of the 3.0 line, and what the shared tests have to know of it.

#[path = "../../shared/risc0/tests/guest.rs"]
mod guest;
#[path = "../../shared/risc0/tests/guests.rs"]
mod guests;
#[path = "../../shared/risc0/tests/pack.rs"]
mod pack;

const PROGRAM: &str = env!("CARGO_BIN_EXE_zkshim-exec-risc0");
const VERSION: &str = "risc0-circuit-rv32im 4.0.5";
const EMULATES_FENCES_AND_ATOMICS: bool = false;

/// The kernel has no trap handler, so the executor itself ends the run and says why.
fn fault(cause: &str, _pc: u32) -> String {
    format!("Invalid trap address: 0x00000000, cause: {cause}")
}
