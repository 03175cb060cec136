//! QEMU's boards `virt`: RISC-V semihosting, and the input that QEMU's loader device puts into RAM.
//!
//! Semihosting: the RISC-V Semihosting specification 1.0 and Arm's "Semihosting for AArch32 and
//! AArch64" for the operations, of which the kit's guests use the four below.

use zkshim_report::{Console, Stream};
use zkshim_vendors::Mark;

use super::{Flow, Host, Model, Setup};
use crate::{
    cpu::{Guest, reg},
    fault::{Fault, Stop},
};

pub(super) const VIRT32: Model = model("virt32");
pub(super) const VIRT64: Model = model("virt64");

const fn model(name: &'static str) -> Model {
    Model::new(name, |setup| Box::new(Virt::new(setup)))
}

/// The two instructions around an `ebreak` that make it a semihosting call.
const ENTRY: u64 = 0x01f0_1013; // slli x0, x0, 0x1f
const EXIT: u64 = 0x4070_5013; // srai x0, x0, 7

const SYS_OPEN: u64 = 0x01;
const SYS_WRITE: u64 = 0x05;
const SYS_EXIT_EXTENDED: u64 = 0x20;
/// `ADP_Stopped_ApplicationExit`
const APPLICATION_EXIT: u64 = 0x20026;

/// Modes of SYS_OPEN: `fopen`'s "w", "wb" and "a".
const W: u64 = 4;
const WB: u64 = 5;
const A: u64 = 8;
/// No name of a file is as long as this.
const LONGEST_NAME: u64 = 256;

const SEMIHOSTING: &str = "RISC-V Semihosting 1.0, the calls that the kit's guests make";

/// Bytes before the data of a preloaded input: its length, and as many zeros.
const INPUT_HEADER: u64 = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Console(Stream),
    PublicOutput,
}

struct Virt {
    mark: Mark,
    input: Vec<u8>,
    /// A handle is an index here, plus 1.
    files: Vec<File>,
    public: Vec<u8>,
}

/// What lies at the start of the input window when the guest starts: the length as 64 bits,
/// 64 bits of zeros, the bytes.
///
/// # Errors
/// An input that is larger than the window.
pub(crate) fn framed_input(mark: &Mark, input: &[u8]) -> Result<Vec<u8>, String> {
    let capacity = mark.input.size().saturating_sub(INPUT_HEADER);
    let length = input.len() as u64;
    if length > capacity {
        return Err(format!(
            "the input has {length} bytes, the guest's window {capacity}: link it with a larger ZKVM_INPUT_SIZE"
        ));
    }
    Ok([&length.to_le_bytes(), &[0; 8], input].concat())
}

impl Virt {
    fn new(setup: Setup) -> Self {
        Self { mark: setup.mark, input: setup.input, files: Vec::new(), public: Vec::new() }
    }

    fn open(&mut self, block: &[u64; 3], guest: &mut dyn Guest) -> Result<u64, Stop> {
        let &[name_at, mode, length] = block;
        let name = guest.read(name_at, length.min(LONGEST_NAME))?;
        let file = match (name.as_slice(), mode) {
            (b":tt", W) => File::Console(Stream::Stdout),
            (b":tt", A) => File::Console(Stream::Stderr),
            (b"zkshim-output", WB) => {
                self.public.clear();
                File::PublicOutput
            }
            _ => {
                let name = String::from_utf8_lossy(&name);
                let what = format!("semihosting SYS_OPEN of `{name}` in mode {mode}: not modelled");
                return Err(Fault::new(what, SEMIHOSTING).into());
            }
        };
        self.files.push(file);
        Ok(self.files.len() as u64)
    }

    /// Returns how many bytes were not written.
    fn write(
        &mut self,
        block: &[u64; 3],
        guest: &mut dyn Guest,
        console: &mut dyn Console,
    ) -> Result<u64, Stop> {
        let &[handle, address, length] = block;
        let bytes = guest.read(address, length)?;
        match usize::try_from(handle).ok().and_then(|handle| self.files.get(handle.wrapping_sub(1))) {
            Some(File::Console(stream)) => console.write(*stream, &bytes)?,
            Some(File::PublicOutput) => self.public.extend(bytes),
            None => {
                return Err(Fault::new(
                    format!("semihosting SYS_WRITE to the bad handle {handle}"),
                    SEMIHOSTING,
                )
                .into());
            }
        }
        Ok(0)
    }
}

impl Host for Virt {
    fn start(&mut self, guest: &mut dyn Guest) -> Result<(), String> {
        let bytes = framed_input(&self.mark, &std::mem::take(&mut self.input))?;
        let window = self.mark.input;
        match guest.preload(window.start, &bytes) {
            Ok(()) => Ok(()),
            Err(Stop::Fault(fault)) => {
                Err(format!("the input window {window} of the ELF's mark: {}", fault.what))
            }
            Err(Stop::Host(why)) => Err(why),
        }
    }

    fn ecall(&mut self, _: &mut dyn Guest, _: &mut dyn Console) -> Result<Flow, Stop> {
        Err(Fault::new("ecall: there is nobody to call on this board", "the kit's boards use semihosting")
            .into())
    }

    fn ebreak(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<Flow, Stop> {
        let pc = guest.pc();
        let around = [pc.wrapping_sub(4), pc.wrapping_add(4)].map(|at| guest.read_word(at, 4));
        if around != [Ok(ENTRY), Ok(EXIT)] {
            return Err(Fault::new(
                "ebreak: a trap",
                "no semihosting call around it (RISC-V Semihosting 1.0)",
            )
            .into());
        }
        let operation = guest.register(reg::A0);
        let result = match operation {
            SYS_OPEN => self.open(&arguments(guest)?, guest)?,
            SYS_WRITE => self.write(&arguments(guest)?, guest, console)?,
            SYS_EXIT_EXTENDED => match arguments(guest)? {
                [APPLICATION_EXIT, code] => return Ok(Flow::Exit(code as u32)),
                [reason, _] => {
                    let what =
                        format!("semihosting SYS_EXIT_EXTENDED for the reason {reason:#x}: not modelled");
                    return Err(Fault::new(what, SEMIHOSTING).into());
                }
            },
            other => {
                let what = format!("semihosting operation {other:#x}: not modelled: use --on qemu");
                return Err(Fault::new(what, SEMIHOSTING).into());
            }
        };
        guest.set_register(reg::A0, result);
        Ok(Flow::Continue)
    }

    /// The guest sets up a trap handler and memory protection. The machine has both built in: a fault
    /// ends the run, and the segments have rights.
    fn execute(&mut self, word: u32, _: &mut dyn Guest, _: &mut dyn Console) -> Option<Result<Flow, Stop>> {
        const MTVEC: u32 = 0x305;
        const PMPCFG0: u32 = 0x3A0;
        const PMPADDR: std::ops::RangeInclusive<u32> = 0x3B0..=0x3B3;
        let (opcode, rd, funct3, csr) = (word & 0x7f, word >> 7 & 0x1f, word >> 12 & 7, word >> 20);
        let writes_only = opcode == 0b111_0011 && rd == 0 && matches!(funct3, 0b001 | 0b101);
        let known = writes_only && (csr == MTVEC || csr == PMPCFG0 || PMPADDR.contains(&csr));
        known.then_some(Ok(Flow::Continue))
    }

    fn public_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.public)
    }
}

/// The block of arguments that a1 points to.
fn arguments<const N: usize>(guest: &mut dyn Guest) -> Result<[u64; N], Stop> {
    let (block, size) = (guest.register(reg::A1), guest.word_size());
    let mut words = [0; N];
    for (index, word) in (0..).zip(&mut words) {
        *word = guest.read_word(block.wrapping_add(index * size), size)?;
    }
    Ok(words)
}
