//! One guest on OpenVM's executor.

use std::{
    io::{self, Write},
    panic,
};

use anyhow::{Result, anyhow};
use openvm_circuit::{
    arch::{
        DEFAULT_MAX_NUM_PUBLIC_VALUES, ExecutionError, InterpretedInstance, VmExecutionConfig, VmExecutor,
        VmState, execution_mode::MeteredCostCtx,
    },
    system::memory::merkle::public_values::extract_public_values,
};
use openvm_instructions::exe::VmExe;
use openvm_rv32im_circuit::Rv32ImConfig;
use openvm_rv32im_transpiler::{
    Rv32ITranspilerExtension, Rv32IoTranspilerExtension, Rv32MTranspilerExtension,
};
use openvm_transpiler::{FromElf, elf::Elf, openvm_platform::memory::MEM_SIZE, transpiler::Transpiler};
use p3_baby_bear::BabyBear;
use zkshim_report::{Console, Execution, Executor, Limits, Outcome};

use crate::{stderr, stdout};

/// The only trace that the executors of all instructions are mapped to, and what one row of it costs.
/// The true traces and widths come with proving keys. At this price a run costs at least what it has
/// instructions.
const TRACE: usize = 0;
const WIDTHS: [usize; 1] = [1];

/// The most instructions between two looks at the console: a print without a newline shows up after
/// them, some 40 ms.
const SLICE: u64 = 1 << 22;

/// A guest that OpenVM has accepted, in memory, with the one vector of its private input.
pub struct OpenVm {
    instance: InterpretedInstance<'static, BabyBear, MeteredCostCtx>,
    state: VmState<BabyBear>,
    instruction_limit: Option<u64>,
}

impl Executor for OpenVm {
    const VENDOR: &'static str = "openvm";
    const VERSION: &'static str = "openvm-circuit 2.0.2";

    fn load(elf: &[u8], input: Vec<u8>, limits: &Limits) -> Result<Self> {
        let elf = Elf::decode(elf, MEM_SIZE as u32).map_err(|error| anyhow!("{error:#}"))?;
        let mut exe = stderr::without_notices(|| VmExe::from_elf(elf, transpiler()))??;
        // Memory starts as zeros. The loader lists those of .bss one by one, and the list is copied.
        exe.init_memory.retain(|_, byte| *byte != 0);
        let config = Rv32ImConfig::default();
        let executors = VmExecutionConfig::<BabyBear>::create_executors(&config)?.executors().len();
        // The instance borrows from it; both live as long as this process, which runs one guest.
        let vm = Box::leak(Box::new(VmExecutor::new(config)?));
        let instance = vm.metered_cost_instance(&exe, &vec![TRACE; executors])?;
        let input: Vec<_> = input.into_iter().map(|byte| BabyBear::new(byte.into())).collect();
        let state = instance.create_initial_vm_state(vec![input]);
        Ok(Self { instance, state, instruction_limit: limits.instructions })
    }

    /// The console is this process's stdout, which OpenVM prints to.
    fn run(self, _console: &mut dyn Console) -> Execution {
        match stdout::relayed(|| self.execute()) {
            Ok(Ok(execution)) => execution,
            Ok(Err(panic)) => match panic.pc {
                Some(pc) => {
                    let reason = format!("the executor panicked: {} (at pc {pc:#x})", panic.message());
                    Execution::failed(Outcome::Trapped, reason)
                }
                None => panic::resume_unwind(panic.payload),
            },
            Err(error) => console_failed(&error),
        }
    }
}

impl OpenVm {
    /// OpenVM has no limit on instructions when it meters; its limit on cost stands in. It is looked at
    /// before each instruction, and a run that it suspends can go on (openvm-circuit@2.0.2
    /// src/arch/execution_mode/metered_cost.rs, `should_suspend`). Every instruction but the last,
    /// TERMINATE, which is free, costs one row or more, so under the limit n - 1 no more than n run.
    fn execute(self) -> Execution {
        let mut state = self.state;
        let mut ctx = MeteredCostCtx::new(WIDTHS.to_vec());
        loop {
            let left = self.instruction_limit.map_or(u64::MAX, |limit| limit - ctx.instret);
            if left == 0 {
                return Execution::failed(
                    Outcome::TimedOut,
                    format!("more than {} instructions", ctx.instret),
                );
            }
            (ctx.cost, ctx.max_execution_cost) = (0, left.min(SLICE) - 1);
            (ctx, state) = match self.instance.execute_metered_cost_from_state(state, ctx) {
                Ok(stopped) => stopped,
                Err(error) => return failed(&error),
            };
            if ctx.cost <= ctx.max_execution_cost {
                return succeeded(&ctx, &state);
            }
            if let Err(error) = io::stdout().flush() {
                return console_failed(&error);
            }
        }
    }
}

fn transpiler() -> Transpiler<BabyBear> {
    Transpiler::default()
        .with_extension(Rv32ITranspilerExtension)
        .with_extension(Rv32MTranspilerExtension)
        .with_extension(Rv32IoTranspilerExtension)
}

/// The public output is all of the public values, whatever of them the guest wrote.
fn succeeded(ctx: &MeteredCostCtx, state: &VmState<BabyBear>) -> Execution {
    Execution {
        instructions: Some(ctx.instret),
        public_output: extract_public_values(DEFAULT_MAX_NUM_PUBLIC_VALUES, &state.memory.memory),
        ..Execution::exited(0)
    }
}

/// For OpenVM an exit code other than 0 is an error, with which the public values and the count of
/// instructions are lost.
fn failed(error: &ExecutionError) -> Execution {
    if let ExecutionError::FailedWithExitCode(code) = error {
        return Execution::exited(*code);
    }
    let cause = match error {
        // Its own message is the pc alone.
        ExecutionError::HintOutOfBounds { .. } => {
            "HintOutOfBounds: the hint stream has fewer words left than the guest asked for".into()
        }
        other => other.to_string(),
    };
    let at = pc_of(error).map(|pc| format!(" (at pc {pc:#x})")).unwrap_or_default();
    Execution::failed(Outcome::Trapped, cause + &at)
}

fn pc_of(error: &ExecutionError) -> Option<u32> {
    match error {
        ExecutionError::Fail { pc, .. }
        | ExecutionError::HintBufferTooLarge { pc, .. }
        | ExecutionError::HintBufferZeroWords { pc }
        | ExecutionError::HintOutOfBounds { pc }
        | ExecutionError::PcOutOfBounds(pc)
        | ExecutionError::Phantom { pc, .. }
        | ExecutionError::Unreachable(pc) => Some(*pc),
        _ => None,
    }
}

fn console_failed(error: &io::Error) -> Execution {
    Execution::failed(Outcome::HostError, format!("the guest's console: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_lock_file() {
        let (name, version) = OpenVm::VERSION.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(include_str!("../Cargo.lock").contains(&entry), "{entry}");
    }
}
