//! Guests on the executor of the 5.0 line, and what the shared tests have to know of it.

#[path = "../../shared/risc0/tests/guest.rs"]
mod guest;
#[path = "../../shared/risc0/tests/guests.rs"]
mod guests;
#[path = "../../shared/risc0/tests/pack.rs"]
mod pack;

use executor_testkit::asm::FENCE;
use guest::{Guest, command};

const PROGRAM: &str = env!("CARGO_BIN_EXE_zkshim-exec-risc0-5");
const VERSION: &str = "risc0-circuit-rv32im 5.0.0-rc.1";
const EMULATES_FENCES_AND_ATOMICS: bool = true;

/// The kernel takes every trap, and gives up by a trap of its own, whatever the cause was.
fn fault(_cause: &str, pc: u32) -> String {
    format!("Illegal trap in machine mode (at pc {pc:#x})")
}

/// The executor does not tell of an instruction that its kernel emulates.
#[test]
fn an_emulated_instruction_is_not_counted() {
    let instructions = Guest::new().end(0).code.len() as u64;
    let with_fence = Guest::new().code(|code| code.word(FENCE)).end(0).elf();
    let run = command().arg("--max-instructions", 1000).run(&with_fence);
    run.assert_exited(0);
    assert_eq!(run.report.execution.instructions, Some(instructions));
}
