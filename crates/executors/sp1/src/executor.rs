//! One guest on SP1's executor.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use sha2::{Digest, Sha256};
use sp1_core_executor::{
    ExecutionReport, GAS_TRACE_CHUNK_THRESHOLD, GasEstimatingVMEnum, MinimalExecutorEnum, Program,
    SP1CoreOpts, TraceChunkRaw,
};
use sp1_jit::MinimalTrace;
use zkshim_report::{Console, Cost, Execution, Executor, GuestConsole, Limits, Outcome};

use crate::console::line_of_guest;

/// The entries that a trace chunk has room for at the least, so that a low limit on instructions
/// doesn't make many small chunks.
const SMALLEST_CHUNK: u64 = 1 << 20;

/// Nothing is proven, so any nonce does.
const PROOF_NONCE: [u32; 4] = [0; 4];

/// A guest that SP1 has accepted, with the one record of its private input.
pub struct Sp1 {
    program: Arc<Program>,
    vm: MinimalExecutorEnum,
    chunk_size: u64,
    instruction_limit: Option<u64>,
}

impl Executor for Sp1 {
    const VENDOR: &'static str = "sp1";
    const VERSION: &'static str = "sp1-core-executor 6.10.0";
    const CONSOLE: GuestConsole = GuestConsole::LinesOnStderr(line_of_guest);

    fn load(elf: &[u8], input: Vec<u8>, limits: &Limits) -> Result<Self> {
        let program = Arc::new(Program::from(elf).map_err(|error| anyhow!("{error:#}"))?);
        let chunk_size = chunk_size(limits);
        let mut vm = MinimalExecutorEnum::new(program.clone(), false, Some(chunk_size));
        vm.with_input(&input);
        Ok(Self { program, vm, chunk_size, instruction_limit: limits.instructions })
    }

    /// Both of SP1's passes, chunk by chunk. The first runs the guest as machine code and checks next
    /// to nothing; the second replays the chunk for gas and refuses misaligned accesses.
    fn run(mut self, _console: &mut dyn Console) -> Execution {
        let mut total = ExecutionReport::default();
        while let Some(chunk) = self.vm.execute_chunk() {
            if self.ran_off_the_code(&chunk) {
                return Execution::failed(Outcome::Trapped, "the guest ran on past the end of its code");
            }
            match self.replay(&chunk) {
                Ok(report) => total += report,
                Err(reason) => return Execution::failed(Outcome::Trapped, reason),
            }
            if let Some(limit) = self.instruction_limit.filter(|&limit| self.vm.global_clk() > limit) {
                return Execution::failed(Outcome::TimedOut, format!("more than {limit} instructions"));
            }
        }
        Execution {
            instructions: Some(self.vm.global_clk()),
            cost: total.gas().map(|value| Cost { unit: "gas".into(), value }),
            ..ended(&self.vm)
        }
    }
}

impl Sp1 {
    /// Did the chunk end for another reason than a halt or a full buffer? The machine code for the last
    /// instruction runs into SP1's own return, and the guest would start again from where it last jumped
    /// to, without end.
    fn ran_off_the_code(&self, chunk: &TraceChunkRaw) -> bool {
        !self.vm.is_done() && chunk.num_mem_reads() < self.chunk_size
    }

    fn replay(&self, chunk: &TraceChunkRaw) -> Result<ExecutionReport, String> {
        let mut replay =
            GasEstimatingVMEnum::new(chunk, self.program.clone(), PROOF_NONCE, SP1CoreOpts::default());
        replay.execute().map_err(|error| format!("{error} (at pc {:#x})", replay.pc()))
    }
}

/// The run's exit code and public output, if the guest committed to that output. SP1 does not compare
/// the two here; its verifier does.
fn ended(vm: &MinimalExecutorEnum) -> Execution {
    let output = vm.public_values_stream();
    let committed: Vec<u8> = vm.public_value_digest().into_iter().flat_map(u32::to_le_bytes).collect();
    let hashed = Sha256::digest(output);
    if committed[..] != hashed[..] {
        let reason = format!(
            "the committed digest is not that of the public output\n  committed: {}\n  SHA-256 of the {} bytes: {}",
            hex(&committed),
            output.len(),
            hex(&hashed),
        );
        return Execution::failed(Outcome::Trapped, reason);
    }
    Execution { public_output: output.clone(), ..Execution::exited(vm.exit_code()) }
}

/// Entries in a trace chunk. Gas depends on it, so it is the size that SP1 estimates gas with, except
/// under a limit on instructions, which is looked at after each chunk: each entry is a load, a store
/// or a part of a host call, so such a run rarely fills a chunk within its limit.
fn chunk_size(limits: &Limits) -> u64 {
    limits
        .instructions
        .map_or(GAS_TRACE_CHUNK_THRESHOLD, |limit| limit.clamp(SMALLEST_CHUNK, GAS_TRACE_CHUNK_THRESHOLD))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_lock_file() {
        let (name, version) = Sp1::VERSION.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(include_str!("../Cargo.lock").contains(&entry), "{entry}");
    }
}
