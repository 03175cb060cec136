//! The host's side of each vendor's host calls: one file per vendor (or family), one line in [`MODELS`].

mod openvm;
mod risc0;
mod sp1;
mod virt;
mod zisk;

use zkshim_report::Console;
use zkshim_vendors::{Mark, Vendor};

use crate::{
    cpu::Guest,
    fault::{Fault, Stop},
    image::Image,
    segments::Segment,
};

pub(crate) use virt::framed_input;

/// Every vendor the machine can play.
const MODELS: &[Model] = &[openvm::OPENVM, risc0::RISC0, sp1::SP1, virt::VIRT32, virt::VIRT64, zisk::ZISK];

pub(crate) fn find(name: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.name == name)
}

/// What the machine must know of a vendor beyond its record.
pub(crate) struct Model {
    /// The record's name.
    pub name: &'static str,
    /// Does the vendor's loader take this word for an instruction? Asked only if the record says
    /// that every word is decoded at load.
    pub decodes: fn(u32) -> bool,
    /// What the vendor's loader refuses beyond the rules of the record: one line.
    pub refuses: fn(&Image) -> Option<String>,
    /// The addresses of words in a segment of code that the vendor's loader takes for no instruction,
    /// since it goes through code in its own way; from low to high.
    pub skipped: fn(&Segment) -> Vec<u64>,
    pub host: fn(Setup) -> Box<dyn Host>,
}

impl Model {
    /// A vendor whose loader has the rules of the record and no others.
    const fn new(name: &'static str, host: fn(Setup) -> Box<dyn Host>) -> Self {
        Self { name, decodes: |_| true, refuses: |_| None, skipped: |_| Vec::new(), host }
    }
}

/// What a host starts with.
pub(crate) struct Setup {
    pub vendor: &'static Vendor,
    pub mark: Mark,
    /// The private input.
    pub input: Vec<u8>,
}

/// How the guest goes on after a host call.
pub(crate) enum Flow {
    Continue,
    /// The guest ended with this exit code.
    Exit(u32),
}

/// A vendor's host, for one run.
pub(crate) trait Host {
    /// Sets up what the guest finds at its start: preloaded input, registers.
    ///
    /// # Errors
    /// Why the run is refused.
    fn start(&mut self, guest: &mut dyn Guest) -> Result<(), String> {
        let _ = guest;
        Ok(())
    }

    /// The guest executes `ecall`.
    ///
    /// # Errors
    /// A call the vendor, its prover or the machine refuses.
    fn ecall(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<Flow, Stop>;

    /// The guest executes `ebreak`.
    ///
    /// # Errors
    /// Where it is a trap.
    fn ebreak(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<Flow, Stop> {
        let _ = (guest, console);
        Err(Fault::new("ebreak: a trap", "no vendor runs on after ebreak").into())
    }

    /// Carries out an instruction of the vendor's own, one that the CPU of the record's ISA does not have;
    /// `None` where the word is none.
    fn execute(
        &mut self,
        word: u32,
        guest: &mut dyn Guest,
        console: &mut dyn Console,
    ) -> Option<Result<Flow, Stop>> {
        let _ = (word, guest, console);
        None
    }

    /// The guest stores to a device of the record.
    ///
    /// # Errors
    /// A store the vendor or the machine refuses.
    fn store(&mut self, address: u64, bytes: &[u8], console: &mut dyn Console) -> Result<(), Stop> {
        let _ = (bytes, console);
        panic!("BUG: the record has a device at {address:#x}, the model does not know it")
    }

    /// The guest jumps to where it has no code. Is it code of the vendor's that ends the run, and with
    /// which exit code?
    fn jump(&mut self, pc: u64, guest: &mut dyn Guest) -> Option<Result<u32, Stop>> {
        let _ = (pc, guest);
        None
    }

    /// The public output of a run that ended with an exit code, as far as the guest has written it.
    fn public_output(&mut self) -> Vec<u8>;
}
