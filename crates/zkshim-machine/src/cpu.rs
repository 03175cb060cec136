//! The guest's registers and memory, and what a host call sees of them.

use ckb_vm::{RISCV_GENERAL_REGISTER_NUMBER, Register};
use zkshim_vendors::Span;

use crate::{
    fault::Stop,
    map::{Access, Map},
    memory::Memory,
};

/// Register numbers of the RISC-V calling convention.
pub(crate) mod reg {
    pub const RA: usize = 1;
    pub const SP: usize = 2;
    pub const T0: usize = 5;
    pub const A0: usize = 10;
    pub const A1: usize = 11;
    pub const A2: usize = 12;
    pub const A3: usize = 13;
    pub const A4: usize = 14;
    pub const A5: usize = 15;
    pub const A7: usize = 17;
    pub const T6: usize = 31;
}

/// Registers, pc and memory of one guest.
pub(crate) struct Core<R> {
    pub registers: [R; RISCV_GENERAL_REGISTER_NUMBER],
    pub pc: R,
    /// Where execution goes on; an instruction moves it, the end of the instruction commits it.
    pub next_pc: R,
    pub memory: Memory<R>,
}

impl<R: Register> Core<R> {
    /// All registers are 0 at the start, on every vendor.
    pub(crate) fn new(entry: u64, memory: Memory<R>) -> Self {
        let (pc, next_pc) = (R::from_u64(entry), R::from_u64(entry));
        Self { registers: std::array::from_fn(|_| R::zero()), pc, next_pc, memory }
    }
}

/// The guest as a vendor's host calls see it, whatever its register width.
pub(crate) trait Guest {
    /// Bytes in a register.
    fn word_size(&self) -> u64;
    /// A register, zero-extended.
    fn register(&self, number: usize) -> u64;
    fn set_register(&mut self, number: usize, value: u64);
    /// The address of the running instruction.
    fn pc(&self) -> u64;

    /// Reads a buffer that the guest names.
    ///
    /// # Errors
    /// A fault where the guest could not read it itself.
    fn read(&mut self, address: u64, length: u64) -> Result<Vec<u8>, Stop>;

    /// Fills a buffer that the guest names.
    ///
    /// # Errors
    /// A fault where the guest could not write it itself.
    fn write(&mut self, address: u64, bytes: &[u8]) -> Result<(), Stop>;

    /// Puts bytes into memory before the first instruction.
    ///
    /// # Errors
    /// A fault where the guest could not read them; out of host memory.
    fn preload(&mut self, address: u64, bytes: &[u8]) -> Result<(), Stop>;

    /// From now on no load may reach across an address, by this rule.
    fn forbid_loads_across(&mut self, address: u64, rule: &'static str);

    /// Has the guest loaded, stored or been given any byte of a stretch, or does the image reach into it?
    fn has_used(&self, span: Span) -> bool;

    /// A little-endian word of `size` bytes in a block of arguments.
    ///
    /// # Errors
    /// As [`Guest::read`].
    fn read_word(&mut self, address: u64, size: u64) -> Result<u64, Stop> {
        let bytes = self.read(address, size)?;
        Ok(bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)))
    }
}

impl<R: Register> Guest for Core<R> {
    fn word_size(&self) -> u64 {
        u64::from(R::BITS / 8)
    }

    fn register(&self, number: usize) -> u64 {
        self.registers[number].to_u64()
    }

    fn set_register(&mut self, number: usize, value: u64) {
        self.registers[number] = R::from_u64(value);
    }

    fn pc(&self) -> u64 {
        self.pc.to_u64()
    }

    fn read(&mut self, address: u64, length: u64) -> Result<Vec<u8>, Stop> {
        self.memory.read_buffer(address, length)
    }

    fn write(&mut self, address: u64, bytes: &[u8]) -> Result<(), Stop> {
        self.memory.write_buffer(address, bytes)
    }

    fn preload(&mut self, address: u64, bytes: &[u8]) -> Result<(), Stop> {
        let map: &Map = self.memory.map();
        if !map.allows(Access::Load, address, bytes.len() as u64) {
            return Err(map.fault(Access::Load, address, bytes.len() as u64).into());
        }
        self.memory.place(address, bytes)
    }

    fn forbid_loads_across(&mut self, address: u64, rule: &'static str) {
        self.memory.seam = Some((address, rule));
    }

    fn has_used(&self, span: Span) -> bool {
        self.memory.map().meets_segment(span) || self.memory.touched_within(span).is_some()
    }
}
