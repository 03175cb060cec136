//! What a word among code is to a vendor, whether or not it is ever reached: for checks of what is not run.

use ckb_vm::{
    Register,
    ckb_vm_definitions::instructions::{OP_FENCEI, instruction_opcode_name},
    instructions::extract_opcode,
};
use zkshim_vendors::{Isa, Vendor};

use crate::{
    decode::{self, Decoded},
    vendors,
};

/// What a word among code is to a vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// An instruction of the CPU (`march` and `extensions` of the record), or one with an opcode of the
    /// vendor's own.
    Instruction,
    /// The standard's instruction that is no CPU's: `csrrw x0, cycle, x0`, which assemblers know as `unimp` and
    /// compilers put where nothing must arrive.
    Unimp,
    /// `fence`.
    Fence,
    /// `fence.i`.
    FenceI,
    /// The first half is an instruction of 16 bits, if the code may have such.
    Compressed(u16),
    /// An instruction of an extension (named as in `-march`) that the CPU lacks, as far as the machine knows it
    /// for other vendors: A, Zba, Zbb, Zbc and Zbs.
    Lacking { extension: &'static str, mnemonic: String },
    /// Nothing that the machine knows for any vendor. 0 is one of these.
    Unknown,
}

/// What a word of 32 bits among code is to a vendor's CPU, by the decoder that the machine runs guests with.
///
/// Fences are told whatever the record says of them.
///
/// # Panics
/// A record whose registers are neither of 32 nor of 64 bits.
pub fn what_is(word: u32, vendor: &Vendor) -> Word {
    match vendor.isa.xlen {
        32 => classify::<u32>(word, &vendor.isa),
        64 => classify::<u64>(word, &vendor.isa),
        other => panic!("BUG: the record of {} has xlen {other}", vendor.name),
    }
}

/// Does the vendor's loader take this word in code? Loaders that do not look at code take any.
pub fn loads(word: u32, vendor: &Vendor) -> bool {
    let takes = || vendors::find(&vendor.name).is_none_or(|model| (model.decodes)(word));
    !vendor.loader.every_word_decodes || takes()
}

fn classify<R: Register>(word: u32, isa: &Isa) -> Word {
    /// RISC-V assembly programmer's manual, "pseudo-instructions".
    const UNIMP: u32 = 0xc000_1073;
    match decode::decode::<R>(word, isa) {
        Decoded::Instruction(_) | Decoded::Conditional(_) => Word::Instruction,
        Decoded::Fence(found) if extract_opcode(found) == OP_FENCEI => Word::FenceI,
        Decoded::Fence(_) => Word::Fence,
        Decoded::Compressed(half) => Word::Compressed(half),
        Decoded::Skipped | Decoded::Unknown(_) if word == UNIMP => Word::Unimp,
        Decoded::Skipped | Decoded::Unknown(_) if isa.own_opcodes.contains(&(word & 0x7f)) => {
            Word::Instruction
        }
        Decoded::Skipped | Decoded::Unknown(_) => lacking::<R>(word),
    }
}

fn lacking<R: Register>(word: u32) -> Word {
    decode::extended::<R>(word).map_or(Word::Unknown, |(instruction, extension)| {
        let name = instruction_opcode_name(extract_opcode(instruction));
        Word::Lacking { extension, mnemonic: name.to_ascii_lowercase().replace('_', ".") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vendor(name: &str) -> &'static Vendor {
        zkshim_vendors::find(name).unwrap()
    }

    fn lacking(extension: &'static str, mnemonic: &str) -> Word {
        Word::Lacking { extension, mnemonic: mnemonic.into() }
    }

    #[test]
    fn what_a_vendor_lacks_has_a_name() {
        for (word, expected) in [
            (0x0000_0013, Word::Instruction),        // nop
            (0x0000_0073, Word::Instruction),        // ecall
            (0x0010_0073, Word::Instruction),        // ebreak
            (0xc000_1073, Word::Unimp),              // unimp
            (0x0ff0_000f, Word::Fence),              // fence
            (0x0000_100f, Word::FenceI),             // fence.i
            (0x1234_0001, Word::Compressed(1)),      // c.nop
            (0x00b6_252f, lacking("a", "amoadd.w")), // amoadd.w a0, a1, (a2)
            (0x1005_b52f, lacking("a", "lr.d")),     // lr.d a0, (a1)
            (0x6005_9513, lacking("zbb", "clz")),    // clz a0, a1
            (0xc000_2573, Word::Unknown),            // rdcycle a0
            (0x0005_2507, Word::Unknown),            // flw fa0, 0(a0)
            (0, Word::Unknown),
            (u32::MAX, Word::Unknown),
        ] {
            assert_eq!(what_is(word, vendor("sp1")), expected, "{word:#010x}");
        }
    }

    #[test]
    fn what_a_vendor_has_is_an_instruction() {
        // amoadd.w, clz, rdcycle; of 32 bits: terminate
        for word in [0x00b6_252f, 0x6005_9513, 0xc000_2573] {
            assert_eq!(what_is(word, vendor("zisk")), Word::Instruction, "{word:#010x}");
        }
        assert_eq!(what_is(0x0000_000b, vendor("openvm")), Word::Instruction);
        assert_eq!(what_is(0x0000_000b, vendor("risc0")), Word::Unknown);
        // slli a0, a0, 32; lr.d a0, (a1)
        for word in [0x0205_1513, 0x1005_b52f] {
            assert_eq!(what_is(word, vendor("risc0")), Word::Unknown, "{word:#010x}");
        }
    }

    #[test]
    fn loaders_that_look_at_code_say_what_they_take() {
        // fence.i, 0, a call of OpenVM's that there is not
        for word in [0x0000_100f, 0, 0x0000_700b] {
            assert!(!loads(word, vendor("sp1")) && !loads(word, vendor("openvm")), "{word:#010x}");
            assert!(loads(word, vendor("risc0")) && loads(word, vendor("zisk")), "{word:#010x}");
        }
        assert!(loads(0x13, vendor("sp1")) && loads(0x0b, vendor("openvm")));
    }
}
