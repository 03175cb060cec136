//! ZisK's host, as of 1.4.0-alpha: windows of memory for input and output, a UART, and `ecall` for the exit
//! (zisk-core@1.4.0-alpha `src/mem.rs`, `src/rom_layout.rs`).

mod code;

use zkshim_report::{Console, Stream};
use zkshim_vendors::{Region, Span, Vendor};

use super::{Flow, Host, Model, Setup};
use crate::{
    cpu::{Guest, reg},
    fault::{Fault, Stop},
};

pub(super) const ZISK: Model = Model {
    refuses: code::refuses,
    skipped: code::skipped,
    ..Model::new("zisk", |setup| Box::new(Zisk::new(setup)))
};

/// `ecall`'s number for the exit, in a7: zisk-core@1.4.0-alpha `src/rom_layout.rs` CAUSE_EXIT.
const EXIT: u64 = 93;
/// Where a return from `_start` leads: ZisK's own code publishes the output there and ends well
/// (zisk-core@1.4.0-alpha `src/rom_layout.rs` add_entry_exit_jmp, `output_addr`).
const BIOS_RETURN: u64 = 0x101C;

/// Before the record of the input: a word of the system's.
const FIRST_RECORD: u64 = 8;
const WORD: u64 = 8;

const SYSTEM: u32 = 0x73;

const BIOS: &str = "zisk-core@1.4.0-alpha src/rom_layout.rs add_entry_exit_jmp";
const CSRS: &str = "zisk-riscv@1.4.0-alpha src/riscv2zisk_context.rs csrrs, writes_read_only_csr";
const CALLS: &str = "zisk-definitions@1.4.0-alpha src/syscall.rs, src/zkvmcall.rs; \
                     zisk-riscv@1.4.0-alpha src/riscv2zisk_context.rs CSR_FCALL_GET_ADDR";
const READ: &str =
    "zisk-core@1.4.0-alpha src/mem.rs Mem::read: such a load gives zero, whatever the input is";
const ZBKB: &str = "zisk-riscv@1.4.0-alpha src/riscv_decoder.rs decode_32";

struct Zisk {
    vendor: &'static Vendor,
    input: Vec<u8>,
    public: Vec<u8>,
}

impl Zisk {
    fn new(setup: Setup) -> Self {
        Self { vendor: setup.vendor, input: setup.input, public: Vec::new() }
    }

    /// The output is what lies in its window at the end.
    fn publish(&mut self, guest: &mut dyn Guest) -> Result<(), Stop> {
        let window = self.region("output");
        self.public = guest.read(window.start, window.end - window.start)?;
        Ok(())
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
        // The last word must stay free: zisk-core@1.4.0-alpha src/mem.rs MAX_STDIN_SIZE.
        let span = Span { start: window.start + FIRST_RECORD, end: window.end - WORD };
        if record.len() as u64 > span.size() {
            return Err(format!("the input has {} bytes, more than ZisK's window {span}", self.input.len()));
        }
        guest.preload(span.start, &record).map_err(|stop| match stop {
            Stop::Fault(fault) => fault.what,
            Stop::Host(why) => why,
        })?;
        guest.set_register(reg::A0, window.start);
        guest.set_register(reg::A1, output.start);
        guest.set_register(reg::RA, BIOS_RETURN);
        guest.forbid_loads_across(span.start + record.len() as u64, READ);
        Ok(())
    }

    fn ecall(&mut self, guest: &mut dyn Guest, _: &mut dyn Console) -> Result<Flow, Stop> {
        match guest.register(reg::A7) {
            EXIT => {
                self.publish(guest)?;
                // ZisK's code is all of a0: what does not fit must not become a success.
                Ok(Flow::Exit(u32::try_from(guest.register(reg::A0)).unwrap_or(u32::MAX)))
            }
            // ZisK overwrites ra and goes on; nobody means that.
            other => Err(Fault::new(format!("unknown host call {other}: ZisK does nothing"), BIOS).into()),
        }
    }

    fn execute(&mut self, word: u32, _: &mut dyn Guest, _: &mut dyn Console) -> Option<Result<Flow, Stop>> {
        refusal(word).map(|fault| Err(fault.into()))
    }

    fn jump(&mut self, pc: u64, guest: &mut dyn Guest) -> Option<Result<u32, Stop>> {
        (pc == BIOS_RETURN).then(|| self.publish(guest).map(|()| 0))
    }

    /// The UART is the only device.
    fn store(&mut self, _: u64, bytes: &[u8], console: &mut dyn Console) -> Result<(), Stop> {
        Ok(console.write(Stream::Stdout, bytes)?)
    }

    fn public_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.public)
    }
}

/// What ZisK has beyond the record's ISA, none of which the machine models.
fn refusal(word: u32) -> Option<Fault> {
    let not_modelled = |what: String, source| {
        Some(Fault::new(format!("{what}: known to ZisK, not modelled: use --on executor"), source))
    };
    let (opcode, funct3, rs1, csr) = (word & 0x7f, word >> 12 & 7, word >> 15 & 0x1f, word >> 20);
    if opcode == SYSTEM && funct3 & 0b11 != 0 {
        let writes = funct3 & 0b11 == 0b01 || rs1 != 0;
        return match csr {
            0xC00.. if writes => {
                Some(Fault::new(format!("a write to CSR {csr:#x}, which is read-only: a trap"), CSRS))
            }
            0x800..=0x8FF | 0xFFE => not_modelled(format!("host call by CSR {csr:#x}"), CALLS),
            _ => not_modelled(format!("CSR {csr:#x}"), CSRS),
        };
    }
    let zbkb = match (opcode, funct3, word >> 25) {
        (0x33, 4, 4) => "pack",
        (0x33, 7, 4) => "packh",
        (0x3b, 4, 4) => "packw",
        (0x13, 5, _) if csr == 0x687 => "brev8",
        _ => return None,
    };
    not_modelled(format!("the instruction {zbkb}"), ZBKB)
}
