//! What the executor of the 5.0 line has of its own.

use anyhow::{Error, Result, anyhow};
use risc0_binfmt::MemoryImage;
use risc0_circuit_rv32im::execute::{
    ExecutionError, ExecutionLimit, Executor, RV32IM_M3_CIRCUIT_VERSION, SyscallContext,
};

use crate::shared::{End, Host, Trace};

pub const VERSION: &str = "risc0-circuit-rv32im 5.0.0-rc.1";

/// Segment by segment, so that the executor is still there after a failure and can tell where the guest
/// was: the kernel takes every trap, and the pc in the executor's own message is the kernel's.
///
/// # Errors
/// Why the run failed.
pub fn run(image: MemoryImage, host: &Host, trace: Vec<Trace>) -> Result<End> {
    let limit = ExecutionLimit::DEFAULT;
    let mut executor = Executor::new(image, host, None, trace, None, RV32IM_M3_CIRCUIT_VERSION);
    loop {
        match executor.run_segment(limit) {
            Ok(Some(_segment)) => {}
            Ok(None) => break,
            Err(error) => return Err(anyhow!("{:#} (at pc {:#x})", cause(error), executor.get_pc())),
        }
    }
    let result = executor.state(limit.segment_po2 as u32);
    Ok(End { state: result.terminate_state, committed: result.output, cycles: result.user_cycles })
}

/// The cause, without the kernel's pc.
fn cause(error: ExecutionError) -> Error {
    match error {
        ExecutionError::ExecutionFailed { error, .. } => error,
        other => other.into(),
    }
}
