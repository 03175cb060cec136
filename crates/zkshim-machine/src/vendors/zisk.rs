//! ZisK's host, as of 1.4.0-alpha: windows of memory for input and output, a UART, and `ecall` for the exit
//! (zisk-core@1.4.0-alpha `src/mem.rs`, `src/rom_layout.rs`).

use zkshim_report::{Console, Stream};
use zkshim_vendors::{Region, Span, Vendor};

use super::{Flow, Host, Model, Setup};
use crate::{
    cpu::{Guest, reg},
    fault::{Fault, Stop},
};

pub(super) const ZISK: Model =
    Model { name: "zisk", decodes: |_| true, host: |setup| Box::new(Zisk::new(setup)) };

/// `ecall`'s number for the exit, in a7.
const EXIT: u64 = 93;
/// Where the BIOS wants `_start` to return to: zisk-core@1.4.0-alpha `src/mem.rs` ROM_EXIT.
const ROM_EXIT: u64 = 0x1004;

/// Before the record of the input: a word of the system's.
const FIRST_RECORD: u64 = 8;
const WORD: u64 = 8;

const SYSTEM: u32 = 0x73;
/// The CSRs that are calls: zisk-core@1.4.0-alpha `src/rom_layout.rs`; zisk-definitions `src/syscalls.rs`.
const CALLS: std::ops::RangeInclusive<u32> = 0x800..=0x8FF;

const ECALL: &str = "zisk-riscv@1.4.0-alpha src/riscv2zisk_context.rs, ecall";

struct Zisk {
    vendor: &'static Vendor,
    input: Vec<u8>,
    public: Vec<u8>,
}

impl Zisk {
    fn new(setup: Setup) -> Self {
        Self { vendor: setup.vendor, input: setup.input, public: Vec::new() }
    }

    fn region(&self, name: &str) -> &'static Region {
        let region = self.vendor.regions.iter().find(|region| region.name == name);
        region.unwrap_or_else(|| panic!("BUG: the record has no region `{name}`"))
    }

    /// What stands behind the system's word: the length in a word, the bytes, zeros up to a whole word.
    fn record(&self) -> Vec<u8> {
        let mut record = [&(self.input.len() as u64).to_le_bytes(), &self.input[..]].concat();
        record.resize(record.len().next_multiple_of(WORD as usize), 0);
        record
    }
}

impl Host for Zisk {
    fn start(&mut self, guest: &mut dyn Guest) -> Result<(), String> {
        let (window, output) = (self.region("input"), self.region("output"));
        let record = self.record();
        let span = Span { start: window.start + FIRST_RECORD, end: window.end };
        if record.len() as u64 > span.size() {
            return Err(format!("the input has {} bytes, more than ZisK's window {span}", self.input.len()));
        }
        guest.preload(span.start, &record).map_err(|stop| match stop {
            Stop::Fault(fault) => fault.what,
            Stop::Host(why) => why,
        })?;
        guest.set_register(reg::A0, window.start);
        guest.set_register(reg::A1, output.start);
        guest.set_register(reg::RA, ROM_EXIT);
        Ok(())
    }

    fn ecall(&mut self, guest: &mut dyn Guest, _: &mut dyn Console) -> Result<Flow, Stop> {
        match guest.register(reg::A7) {
            EXIT => {
                let window = self.region("output");
                self.public = guest.read(window.start, window.end - window.start)?;
                Ok(Flow::Exit(guest.register(reg::A0) as u32))
            }
            // ZisK overwrites ra and goes on; nobody means that.
            other => Err(Fault::new(format!("unknown host call {other}: ZisK does nothing"), ECALL).into()),
        }
    }

    fn execute(&mut self, word: u32, _: &mut dyn Guest, _: &mut dyn Console) -> Option<Result<Flow, Stop>> {
        let (opcode, csr) = (word & 0x7f, word >> 20);
        (opcode == SYSTEM && CALLS.contains(&csr)).then(|| {
            let what = format!("host call by CSR {csr:#x}: known to ZisK, not modelled: use --on executor");
            Err(Fault::new(what, "zisk-definitions@1.4.0-alpha").into())
        })
    }

    /// The UART is the only device.
    fn store(&mut self, _: u64, bytes: &[u8], console: &mut dyn Console) -> Result<(), Stop> {
        Ok(console.write(Stream::Stdout, bytes)?)
    }

    fn public_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.public)
    }
}
