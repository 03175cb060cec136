//! Which of ZisK's steps are instructions of the guest.
//!
//! ZisK doesn't run RISC-V but steps of its own, made of it at load. An instruction becomes a step at its
//! own address, which may be followed by up to three more at odd addresses (atomics, CSRs, ...); an
//! `auipc` and the `jalr` that uses it become one step at the address of the first. Before and after the
//! guest come steps of ZisK's own, below the guest's code (zisk-riscv@1.4.0-alpha
//! src/riscv2zisk_context.rs `auipc`, zisk-core@1.4.0-alpha src/zisk_rom.rs `get_internal_address`,
//! src/rom_layout.rs `add_entry_exit_jmp`).

use zisk_core::{ROM_ADDR, ZiskInst, ZiskOperationType, ZiskRom};

/// Bytes of an instruction; shorter ones are refused when reached.
const INSTRUCTION: u64 = 4;

/// How many instructions of the guest each step is.
pub struct Instructions {
    /// By the place of the step in the guest's code; 0 where there is no code.
    in_step: Vec<u8>,
    /// Are these all? They aren't in a guest that uses ZisK's own instructions, whose steps take in a
    /// number of words that varies with the instruction.
    pub exact: bool,
}

impl Instructions {
    pub fn of(rom: &ZiskRom) -> Self {
        let code = || rom.insts.range(ROM_ADDR..).filter(|(address, _)| address.is_multiple_of(INSTRUCTION));
        let end = code().next_back().map_or(ROM_ADDR, |(address, _)| address + INSTRUCTION);
        let mut in_step = vec![0; ((end - ROM_ADDR) / INSTRUCTION) as usize];
        let mut exact = rom.zkvmcalls.is_empty();
        for (&address, step) in code() {
            in_step[((address - ROM_ADDR) / INSTRUCTION) as usize] = instructions(&step.i);
            exact &= step.i.op_type <= ZiskOperationType::BinaryE;
        }
        Self { in_step, exact }
    }

    /// Of the step at this address.
    pub fn at(&self, pc: u64) -> u64 {
        let offset = pc.wrapping_sub(ROM_ADDR);
        let in_step = self.in_step.get((offset / INSTRUCTION) as usize);
        in_step.filter(|_| offset.is_multiple_of(INSTRUCTION)).map_or(0, |&count| count.into())
    }
}

/// Two for an `auipc` that jumps instead of going on to the next instruction.
fn instructions(step: &ZiskInst) -> u8 {
    let jumps = step.jmp_offset1 != INSTRUCTION as i64;
    if jumps && step.riscv_inst.as_deref() == Some("auipc") { 2 } else { 1 }
}
