//! What the executor of the 3.0 line has of its own.

use anyhow::Result;
use risc0_binfmt::MemoryImage;
use risc0_circuit_rv32im::{
    MAX_INSN_CYCLES,
    execute::{CycleLimit, DEFAULT_SEGMENT_LIMIT_PO2, Executor},
};

use crate::shared::{End, Host, Trace};

pub const VERSION: &str = "risc0-circuit-rv32im 4.0.5";

/// # Errors
/// Why the run failed.
pub fn run(image: MemoryImage, host: &Host, trace: Vec<Trace>) -> Result<End> {
    let mut executor = Executor::new(image, &host, None, trace, None);
    let result =
        executor.run(DEFAULT_SEGMENT_LIMIT_PO2, MAX_INSN_CYCLES, CycleLimit::None, |_segment| Ok(()))?;
    let claim = result.claim;
    Ok(End { state: claim.terminate_state, committed: claim.output, cycles: result.user_cycles })
}
