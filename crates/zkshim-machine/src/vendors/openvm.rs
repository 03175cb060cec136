//! OpenVM's host calls, as of 2.0.2: instructions of the opcode custom-0 (openvm-rv32im-guest@2.0.2
//! `src/lib.rs`, openvm-rv32im-transpiler@2.0.2 `src/lib.rs`), with what only the prover refuses refused as
//! well, and `unimp`, which the executor runs on past.

use zkshim_report::{Console, Stream};
use zkshim_vendors::Vendor;

use super::{Flow, Host, Model, Setup};
use crate::{
    cpu::Guest,
    decode,
    fault::{Fault, Stop},
};

pub(super) const OPENVM: Model =
    Model { decodes, ..Model::new("openvm", |setup| Box::new(OpenVm::new(setup))) };

const CUSTOM_0: u32 = 0x0b;
const SYSTEM: u32 = 0x73;

/// funct3 of custom-0.
const TERMINATE: u32 = 0;
const HINT: u32 = 1;
const REVEAL: u32 = 2;
const PHANTOM: u32 = 3;

/// Immediates of HINT.
const STOREW: i32 = 0;
const BUFFER: i32 = 1;
/// The most words of one HINT_BUFFER.
const LONGEST_HINT: u64 = 1023;

/// Immediates of PHANTOM.
const HINT_INPUT: i32 = 0;
const PRINT_STR: i32 = 1;
const HINT_RANDOM: i32 = 2;

const WORD: u64 = 4;

const CALLS: &str = "openvm-rv32im-transpiler@2.0.2 src/lib.rs";
const HINTS: &str = "openvm-rv32im-circuit@2.0.2 src/hintstore/execution.rs execute_e12_impl";
const ALIGNED: &str = "openvm-circuit@2.0.2 src/system/memory/online.rs TracingMemory::assert_valid_access: the prover's memory";
const REVEALS: &str = "openvm-rv32im-circuit@2.0.2 src/loadstore/core.rs run_write_data, before proving";
const INPUT: &str = "openvm-rv32im-circuit@2.0.2 src/extension/mod.rs Rv32HintInputSubEx";
const PRINT: &str = "openvm-rv32im-circuit@2.0.2 src/extension/mod.rs Rv32PrintStrSubEx";

/// An I-type word.
struct Call {
    funct3: u32,
    rd: usize,
    rs1: usize,
    immediate: i32,
}

impl Call {
    fn of(word: u32) -> Option<Self> {
        let field = |from: u32, bits: u32| word >> from & ((1 << bits) - 1);
        (field(0, 7) == CUSTOM_0).then(|| Self {
            funct3: field(12, 3),
            rd: field(7, 5) as usize,
            rs1: field(15, 5) as usize,
            immediate: word as i32 >> 20,
        })
    }

    /// Is it one that the transpiler takes?
    fn is_known(&self) -> bool {
        match self.funct3 {
            TERMINATE => (0..=255).contains(&self.immediate),
            HINT => matches!(self.immediate, STOREW | BUFFER),
            REVEAL => true,
            PHANTOM => matches!(self.immediate, HINT_INPUT | PRINT_STR | HINT_RANDOM),
            _ => false,
        }
    }
}

/// The words that the transpiler takes: RV32IM and `fence`, any word of SYSTEM, and the calls. It takes some
/// others for what they are not (rrs-lib@0.1.0 `src/process_instruction.rs`: `clz` for `slli`, a `jalr` with any
/// funct3), which are refused here.
fn decodes(word: u32) -> bool {
    match Call::of(word) {
        Some(call) => call.is_known(),
        None => word & 0x7f == SYSTEM || decode::is_known::<u32>(word),
    }
}

struct OpenVm {
    vendor: &'static Vendor,
    /// The one input vector, until it becomes the hint stream.
    input: Option<Vec<u8>>,
    /// What is left of the hint stream.
    hints: Vec<u8>,
    revealed: Vec<u8>,
}

impl OpenVm {
    fn new(setup: Setup) -> Self {
        Self { vendor: setup.vendor, input: Some(setup.input), hints: Vec::new(), revealed: Vec::new() }
    }

    fn call(&mut self, call: &Call, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<Flow, Stop> {
        let (rd, rs1) = (guest.register(call.rd), guest.register(call.rs1));
        match (call.funct3, call.immediate) {
            (TERMINATE, code) => return Ok(Flow::Exit(code as u32)),
            (HINT, STOREW) => self.hint(rd, 1, guest)?,
            (HINT, _) => self.hint(rd, rs1, guest)?,
            (REVEAL, offset) => self.reveal(rd.wrapping_add_signed(offset.into()) & 0xffff_ffff, rs1)?,
            (_, HINT_INPUT) => self.hint_input()?,
            (_, PRINT_STR) => print(&guest.read(rd, rs1)?, console)?,
            _ => {
                let what = "host call HintRandom: known to OpenVM, not modelled: use --on executor";
                return Err(Fault::new(what, CALLS).into());
            }
        }
        Ok(Flow::Continue)
    }

    /// The next input becomes the hint stream: its length, its bytes, zeros up to a whole word.
    fn hint_input(&mut self) -> Result<(), Stop> {
        let Some(input) = self.input.take() else {
            return Err(Fault::new("host call HintInput: no input is left", INPUT).into());
        };
        let length =
            u32::try_from(input.len()).map_err(|_| Stop::Host("an input of 4 GiB or more".into()))?;
        self.hints = [&length.to_le_bytes(), &input[..]].concat();
        self.hints.resize(self.hints.len().next_multiple_of(WORD as usize), 0);
        self.hints.reverse();
        Ok(())
    }

    /// Moves words from the hint stream (which is held backwards) to the guest.
    fn hint(&mut self, to: u64, words: u64, guest: &mut dyn Guest) -> Result<(), Stop> {
        if !(1..=LONGEST_HINT).contains(&words) {
            let what = format!("host call HINT_BUFFER of {words} words: it takes 1 to {LONGEST_HINT}");
            return Err(Fault::new(what, HINTS).into());
        }
        if !to.is_multiple_of(WORD) {
            let what = format!("a hint to {to:#x}: not a multiple of {WORD}");
            return Err(Fault::at(to, what, ALIGNED).into());
        }
        let Some(left) = self.hints.len().checked_sub((words * WORD) as usize) else {
            let what =
                format!("a hint of {words} words: the hint stream has {}", self.hints.len() as u64 / WORD);
            return Err(Fault::new(what, HINTS).into());
        };
        let mut bytes = self.hints.split_off(left);
        bytes.reverse();
        guest.write(to, &bytes)
    }

    /// Stores a word into the public values.
    fn reveal(&mut self, offset: u64, value: u64) -> Result<(), Stop> {
        let output = &self.vendor.output;
        let size = output.limit.expect("BUG: the record has a limit");
        if !offset.is_multiple_of(WORD) {
            let what = format!("a reveal at {offset:#x}: not a multiple of {WORD}");
            return Err(Fault::new(what, REVEALS).into());
        }
        if offset + WORD > size {
            let what = format!("a reveal at {offset:#x}: past the {size} bytes of public output");
            return Err(Fault::new(what, output.source.as_str()).into());
        }
        self.revealed.resize(size as usize, 0);
        self.revealed[offset as usize..][..WORD as usize].copy_from_slice(&(value as u32).to_le_bytes());
        Ok(())
    }
}

fn print(bytes: &[u8], console: &mut dyn Console) -> Result<(), Stop> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(console.write(Stream::Stdout, text.as_bytes())?),
        Err(why) => Err(Fault::new(format!("host call PrintStr of what is no UTF-8: {why}"), PRINT).into()),
    }
}

impl Host for OpenVm {
    fn ecall(&mut self, _: &mut dyn Guest, _: &mut dyn Console) -> Result<Flow, Stop> {
        Err(Fault::new("ecall: OpenVM has none; there its executor ends the run with the code 2", CALLS)
            .into())
    }

    fn execute(
        &mut self,
        word: u32,
        guest: &mut dyn Guest,
        console: &mut dyn Console,
    ) -> Option<Result<Flow, Stop>> {
        if word & 0x7f == SYSTEM {
            // `unimp` is one of `csrrw x0, csr, x0`.
            const CSRRW: u32 = 0x1073;
            let does = if word & 0xf_ffff == CSRRW { "does nothing" } else { "ends the run with the code 2" };
            let what =
                format!("system instruction {word:#010x}: OpenVM has no CSRs; there its executor {does}");
            return Some(Err(Fault::new(what, CALLS).into()));
        }
        let call = Call::of(word).filter(Call::is_known)?;
        Some(self.call(&call, guest, console))
    }

    fn public_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.revealed)
    }
}
