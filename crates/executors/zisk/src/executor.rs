//! One guest on ZisK's emulator.

use std::{
    any::Any,
    ops::ControlFlow,
    panic::{self, AssertUnwindSafe},
};

use anyhow::{Result, anyhow};
use zisk_common::io::ZiskStdin;
use zisk_transpiler_common::ZiskTranspiler;
use ziskemu::{Emu, EmuOptions, FailureReason};
use zkshim_report::{Console, Cost, Execution, Executor, GuestConsole, Limits, Outcome};

use crate::instructions::Instructions;

/// A guest in ZisK's steps, and the machine that takes them, with the private input in its memory.
pub struct Zisk {
    emu: Emu<'static>,
    instructions: Instructions,
    instruction_limit: Option<u64>,
}

impl Executor for Zisk {
    const VENDOR: &'static str = "zisk";
    const VERSION: &'static str = "ziskemu 1.4.0-alpha";
    /// zisk-core@1.4.0-alpha src/mem.rs `Mem::write`.
    const CONSOLE: GuestConsole = GuestConsole::CharactersOnStdout;

    fn load(elf: &[u8], input: Vec<u8>, limits: &Limits) -> Result<Self> {
        let rom = ZiskTranspiler::new(elf).run().map_err(|error| anyhow!("{error}"))?;
        let instructions = Instructions::of(&rom);
        // The emulator borrows the guest; a process has but one.
        let mut emu = Emu::new(Box::leak(Box::new(rom)));
        emu.ctx = emu.create_emu_context(record(&input), &EmuOptions::default());
        Ok(Self { emu, instructions, instruction_limit: limits.instructions })
    }

    /// ZisK's own run, `Emu::run_fast`, with a look at each step. A step that the emulator can't take
    /// makes it panic, without a word on where the guest was.
    fn run(mut self, _console: &mut dyn Console) -> Execution {
        let mut progress = Progress { instructions: 0, pc: 0 };
        match panic::catch_unwind(AssertUnwindSafe(|| self.take_all_steps(&mut progress))) {
            Ok(ControlFlow::Continue(())) => self.ended(&progress),
            Ok(ControlFlow::Break(limit)) => {
                Execution::failed(Outcome::TimedOut, format!("more than {limit} instructions"))
            }
            Err(panic) => trapped(message(&*panic), progress.pc),
        }
    }
}

/// How far the guest came.
struct Progress {
    instructions: u64,
    /// The address of the last instruction.
    pc: u64,
}

impl Zisk {
    /// Breaks with the limit on instructions, before the first instruction beyond it.
    fn take_all_steps(&mut self, progress: &mut Progress) -> ControlFlow<u64> {
        while !self.emu.terminated() {
            let pc = self.emu.ctx.inst_ctx.pc;
            let instructions = self.instructions.at(pc);
            if instructions > 0 {
                *progress = Progress { instructions: progress.instructions + instructions, pc };
                if let Some(limit) = self.instruction_limit.filter(|&limit| progress.instructions > limit) {
                    return ControlFlow::Break(limit);
                }
            }
            self.emu.step_fast();
        }
        ControlFlow::Continue(())
    }

    /// What a run without a panic came to.
    fn ended(&self, progress: &Progress) -> Execution {
        let execution = match self.emu.failure() {
            None => Execution { public_output: self.emu.get_output_8(), ..Execution::exited(0) },
            // ZisK voids the public output then (ziskemu@1.4.0-alpha src/emulator.rs `process_rom`). The
            // code is 64 bits; none of them may become a success of 32.
            Some((FailureReason::ExitCode(code), _, _)) => {
                Execution::exited(u32::try_from(code).unwrap_or(u32::MAX))
            }
            Some((FailureReason::Trap, _, pc)) => {
                let name = self.emu.rom.get_instruction(pc).riscv_inst.as_deref().unwrap_or("a step");
                return trapped(&format!("ZisK halts at {name}"), pc);
            }
        };
        Execution {
            instructions: self.instructions.exact.then_some(progress.instructions),
            cost: Some(Cost { unit: "steps".into(), value: self.emu.number_of_steps() }),
            ..execution
        }
    }
}

fn trapped(cause: &str, pc: u64) -> Execution {
    Execution::failed(Outcome::Trapped, format!("{cause} (at pc {pc:#x})"))
}

/// The one record of the private input, in the vendor's framing.
fn record(input: &[u8]) -> Vec<u8> {
    let records = ZiskStdin::new();
    records.write_slice(input);
    records.into_data()
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref().copied()).unwrap_or("a panic without a message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_lock_file() {
        let (name, version) = Zisk::VERSION.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(include_str!("../Cargo.lock").contains(&entry), "{entry}");
    }

    #[test]
    fn a_record_is_length_bytes_and_padding() {
        assert_eq!(record(b""), [0; 8]);
        assert_eq!(record(b"123"), *b"\x03\0\0\0\0\0\0\x00123\0\0\0\0\0");
        assert_eq!(record(b"12345678"), *b"\x08\0\0\0\0\0\0\x0012345678");
    }
}
