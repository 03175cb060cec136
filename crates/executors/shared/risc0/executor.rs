//! One guest on RISC Zero's executor.

use std::{cell::RefCell, rc::Rc};

use anyhow::{Result, ensure};
use risc0_binfmt::{MemoryImage, Program, ProgramBinary};
use risc0_circuit_rv32im::{
    HighLowU16, TerminateState,
    execute::USER_END_ADDR,
    trace::{TraceCallback, TraceEvent},
};
use risc0_zkos_v1compat::V1COMPAT_ELF;
use risc0_zkp::core::digest::Digest;
use risc0_zkvm_platform::syscall::halt;
use zkshim_report::{Console, Cost, Execution, Executor, Limits, Outcome};

use super::host::Host;
use crate::line;

/// A guest and the kernel that runs it, in memory, with the private input.
pub struct Risc0 {
    image: MemoryImage,
    input: Vec<u8>,
    instruction_limit: Option<u64>,
}

/// Told of each instruction.
pub type Trace = Rc<RefCell<dyn TraceCallback>>;

/// How a run ended, as far as the circuit's executor knows.
pub struct End {
    /// a0 and a1 of the halt; none if the guest did not halt.
    pub state: Option<TerminateState>,
    /// The digest that the guest halted with.
    pub committed: Option<Digest>,
    pub cycles: u64,
}

impl Executor for Risc0 {
    const VENDOR: &'static str = "risc0";
    const VERSION: &'static str = line::VERSION;

    fn load(elf: &[u8], input: Vec<u8>, limits: &Limits) -> Result<Self> {
        let guest = Program::load_elf(elf, USER_END_ADDR.0)?;
        let kernel = Program::load_elf(V1COMPAT_ELF, u32::MAX)?;
        let image = MemoryImage::with_kernel(guest, kernel);
        Ok(Self { image, input, instruction_limit: limits.instructions })
    }

    /// RISC Zero's `R0BF` container of the guest and the kernel that runs it.
    fn pack(elf: &[u8]) -> Result<Vec<u8>> {
        Program::load_elf(elf, USER_END_ADDR.0)?;
        Ok(ProgramBinary::new(elf, V1COMPAT_ELF).encode())
    }

    fn run(self, console: &mut dyn Console) -> Execution {
        let host = Host::new(&self.input, console);
        let counter = self.instruction_limit.map(|limit| Rc::new(RefCell::new(Counter { seen: 0, limit })));
        let trace = counter.iter().map(|counter| counter.clone() as Trace).collect();
        let result = line::run(self.image, &host, trace);
        let counter = counter.map(|counter| counter.borrow().clone());
        match result {
            Ok(end) => Execution {
                instructions: counter.map(|counter| counter.seen),
                cost: Some(Cost { unit: "cycles".into(), value: end.cycles }),
                ..ended(&end, host)
            },
            Err(_) if counter.as_ref().is_some_and(Counter::is_over) => {
                let limit = self.instruction_limit.unwrap_or_default();
                Execution::failed(Outcome::TimedOut, format!("more than {limit} instructions"))
            }
            Err(error) => failed(&error, &host),
        }
    }
}

/// The run's exit code and public output.
fn ended(end: &End, host: Host) -> Execution {
    let (Some(state), Some(committed)) = (end.state, end.committed) else {
        return Execution::failed(Outcome::HostError, "the executor stopped before the guest did");
    };
    let HighLowU16(code, kind) = state.a0;
    if u32::from(kind) != halt::TERMINATE {
        let reason = format!("the guest halted in way {kind}; only {} ends a run", halt::TERMINATE);
        return Execution::failed(Outcome::Trapped, reason);
    }
    match host.into_journal().bound_by(committed) {
        Ok(public_output) => Execution { public_output, ..Execution::exited(code.into()) },
        Err(error) => Execution::failed(Outcome::Trapped, error.to_string()),
    }
}

fn failed(error: &anyhow::Error, host: &Host) -> Execution {
    let kernel = match host.kernel_said() {
        said if said.is_empty() => said,
        said => format!("\n  the kernel said: {said}"),
    };
    Execution::failed(host.failure(), format!("{error:#}{kernel}"))
}

/// Counts the guest's instructions, and ends the run after `limit`. The executor's own count has the
/// kernel's in it; looking at each instruction is slower, so it is done only for a limit.
#[derive(Clone)]
struct Counter {
    seen: u64,
    limit: u64,
}

impl Counter {
    fn is_over(&self) -> bool {
        self.seen > self.limit
    }
}

impl TraceCallback for Counter {
    fn trace_callback(&mut self, event: TraceEvent) -> Result<()> {
        if let TraceEvent::InstructionStart { pc, .. } = event
            && pc < USER_END_ADDR.0
        {
            self.seen += 1;
            ensure!(!self.is_over(), "the instruction limit");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_lock_file() {
        let (name, version) = Risc0::VERSION.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        let lock_file = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"));
        assert!(lock_file.contains(&entry), "{entry}");
    }
}
