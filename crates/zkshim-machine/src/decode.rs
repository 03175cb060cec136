//! Code, decoded once: an instruction per word of the executable segments.

use ckb_vm::{
    Register,
    ckb_vm_definitions::instructions::{self as op, OP_FENCE, OP_FENCEI},
    instructions::{Instruction, a, b, extract_opcode, i, m},
    machine::VERSION2,
};
use zkshim_vendors::{Isa, Span};

use crate::segments::Segment;

/// ckb-vm's newest semantics, without the bugs that its older versions keep.
pub(crate) const CKB_VM_VERSION: u32 = VERSION2;

/// The letter of the atomics in `-march`.
const ATOMICS: &str = "a";

/// What a word in code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decoded {
    Instruction(Instruction),
    /// `fence` or `fence.i`.
    Fence(Instruction),
    /// `sc.w` or `sc.d`: the standard lets it fail, so the machine looks before each.
    Conditional(Instruction),
    /// An instruction of 16 bits.
    Compressed(u16),
    /// A word that the vendor's loader takes for no instruction.
    Skipped,
    /// Nothing that the vendor's CPU has of the standard's instructions.
    Unknown(u32),
}

/// The executable segments. No right ever allows a store there, so that what was decoded stays true.
pub(crate) struct Code {
    segments: Vec<CodeSegment>,
    isa: &'static Isa,
    /// The segment that execution was last seen in.
    current: usize,
}

struct CodeSegment {
    span: Span,
    words: Vec<u32>,
    /// The addresses of words that are no instructions for the vendor, from low to high.
    skipped: Vec<u64>,
    /// One per word, 0 where it was not executed yet, or is none that ckb-vm executes.
    decoded: Vec<Instruction>,
}

impl Code {
    /// `skipped` as in the vendor's model.
    pub(crate) fn new(segments: &[Segment], isa: &'static Isa, skipped: fn(&Segment) -> Vec<u64>) -> Self {
        let segments = segments.iter().filter(|segment| segment.rights.execute && segment.span.size() > 0);
        let segments = segments.map(|segment| CodeSegment::new(segment, skipped(segment)));
        Self { segments: segments.collect(), isa, current: 0 }
    }

    /// The instruction at pc, if it was decoded before.
    #[inline(always)]
    pub(crate) fn decoded(&self, pc: u64) -> Option<Instruction> {
        let segment = &self.segments[self.current];
        let offset = pc.wrapping_sub(segment.span.start);
        match segment.decoded.get((offset / 4) as usize) {
            Some(&instruction) if instruction != 0 && offset.is_multiple_of(4) => Some(instruction),
            _ => None,
        }
    }

    /// Decodes the word at pc, a multiple of 4 in an executable segment.
    pub(crate) fn decode<R: Register>(&mut self, pc: u64) -> Decoded {
        let current = self.segments.iter().position(|segment| segment.span.contains(pc));
        self.current = current.expect("BUG: execution outside of code");
        let segment = &mut self.segments[self.current];
        if segment.skipped.binary_search(&pc).is_ok() {
            return Decoded::Skipped;
        }
        let index = ((pc - segment.span.start) / 4) as usize;
        // Past the bytes of the file the segment is zero.
        let word = segment.words.get(index).copied().unwrap_or(0);
        let decoded = decode::<R>(word, self.isa);
        if let Decoded::Instruction(instruction) = decoded {
            segment.decoded[index] = instruction;
        }
        decoded
    }
}

impl CodeSegment {
    fn new(segment: &Segment, skipped: Vec<u64>) -> Self {
        let word = |bytes: &[u8]| {
            let mut word = [0; 4];
            word[..bytes.len()].copy_from_slice(bytes);
            u32::from_le_bytes(word)
        };
        let words: Vec<u32> = segment.bytes.chunks(4).map(word).collect();
        let decoded = vec![0; words.len()];
        Self { span: segment.span, words, skipped, decoded }
    }
}

/// Is the word an instruction of RV32IM or RV64IM, or `fence`?
pub(crate) fn is_known<R: Register>(word: u32) -> bool {
    basic::<R>(word).is_some_and(|instruction| extract_opcode(instruction) != OP_FENCEI)
}

pub(crate) fn decode<R: Register>(word: u32, isa: &Isa) -> Decoded {
    if word & 0b11 != 0b11 && word != 0 {
        return Decoded::Compressed(word as u16);
    }
    let basic = basic::<R>(word);
    let extended = || {
        extended::<R>(word).filter(|(_, name)| has_extension(isa, name)).map(|(instruction, _)| instruction)
    };
    match basic.or_else(extended) {
        Some(instruction) => match extract_opcode(instruction) {
            OP_FENCE | OP_FENCEI => Decoded::Fence(instruction),
            op::OP_SC_W | op::OP_SC_D => Decoded::Conditional(instruction),
            _ => Decoded::Instruction(instruction),
        },
        None => Decoded::Unknown(word),
    }
}

/// What the CPU of every vendor has: RV32IM or RV64IM, with `fence` and `fence.i`.
fn basic<R: Register>(word: u32) -> Option<Instruction> {
    if is_wide_shift(word) && R::BITS == 32 {
        return None;
    }
    i::factory::<R>(word, CKB_VM_VERSION).or_else(|| m::factory::<R>(word, CKB_VM_VERSION))
}

/// An instruction of A or of bit manipulation, and the extension it belongs to, which a vendor may lack.
pub(crate) fn extended<R: Register>(word: u32) -> Option<(Instruction, &'static str)> {
    if is_wide_shift(word) && R::BITS == 32 {
        return None;
    }
    let atomic = a::factory::<R>(word, CKB_VM_VERSION).map(|found| (found, ATOMICS));
    atomic.or_else(|| b::factory::<R>(word, CKB_VM_VERSION).map(|found| (found, bit_extension(found))))
}

fn has_extension(isa: &Isa, name: &str) -> bool {
    if name == ATOMICS { has_atomics(isa) } else { isa.extensions.iter().any(|extension| extension == name) }
}

/// The single-letter extensions of `-march` follow `rv32` or `rv64`.
fn has_atomics(isa: &Isa) -> bool {
    isa.march.get(4..).is_some_and(|letters| letters.split('_').next().unwrap_or_default().contains('a'))
}

/// Which of Zba, Zbb, Zbc and Zbs (RISC-V bit-manipulation specification 1.0, chapter 1) an instruction of
/// ckb-vm's B belongs to.
fn bit_extension(instruction: Instruction) -> &'static str {
    match extract_opcode(instruction) {
        op::OP_ADDUW | op::OP_SLLIUW => "zba",
        op::OP_SH1ADD | op::OP_SH2ADD | op::OP_SH3ADD => "zba",
        op::OP_SH1ADDUW | op::OP_SH2ADDUW | op::OP_SH3ADDUW => "zba",
        op::OP_CLMUL | op::OP_CLMULH | op::OP_CLMULR => "zbc",
        op::OP_BCLR | op::OP_BCLRI | op::OP_BEXT | op::OP_BEXTI => "zbs",
        op::OP_BINV | op::OP_BINVI | op::OP_BSET | op::OP_BSETI => "zbs",
        _ => "zbb",
    }
}

/// A shift by an immediate of 32 and more: no instruction of RV32I, but ckb-vm drops the sixth bit.
fn is_wide_shift(word: u32) -> bool {
    let (opcode, funct3, sixth_bit) = (word & 0x7f, word >> 12 & 7, word >> 25 & 1);
    opcode == 0b001_0011 && matches!(funct3, 0b001 | 0b101) && sixth_bit == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded<R: Register>(word: u32) -> Decoded {
        decode::<R>(word, &zkshim_vendors::find("virt64").unwrap().isa)
    }

    /// A vendor with these letters and extensions, whichever vendors there are.
    fn isa(march: &str, extensions: &[&str]) -> Isa {
        let extensions = extensions.iter().map(|&name| name.into()).collect();
        Isa { march: march.into(), extensions, ..zkshim_vendors::find("virt64").unwrap().isa.clone() }
    }

    #[test]
    fn extensions_are_the_records() {
        // lr.w a0, (a1); sh1add a0, a1, a2; clz a0, a1; bset a0, a1, a2; clmul a0, a1, a2
        let words = [0x1005_a52f, 0x20c5_a533, 0x6005_9513, 0x28c5_9533, 0x0ac5_9533];
        let known = |isa: &Isa| words.map(|word| matches!(decode::<u64>(word, isa), Decoded::Instruction(_)));
        assert_eq!(known(&isa("rv64im", &[])), [false; 5]);
        assert_eq!(known(&isa("rv64ima", &[])), [true, false, false, false, false]);
        assert_eq!(known(&isa("rv64im_zba", &["zba"])), [false, true, false, false, false]);
        assert_eq!(known(&isa("rv64ima", &["zba", "zbb", "zbs"])), [true, true, true, true, false]);
    }

    #[test]
    fn a_store_conditional_is_one_where_there_are_atomics() {
        // sc.w a0, a1, (a2); sc.d a0, a1, (a2)
        let words = [0x18b6_252f, 0x18b6_352f];
        for word in words {
            assert!(matches!(decode::<u64>(word, &isa("rv64ima", &[])), Decoded::Conditional(_)));
            assert_eq!(decode::<u64>(word, &isa("rv64im_zba", &["zba"])), Decoded::Unknown(word));
        }
        assert_eq!(decode::<u32>(words[1], &isa("rv32ima", &[])), Decoded::Unknown(words[1]));
    }

    #[test]
    fn words_are_told_apart() {
        assert!(matches!(decoded::<u64>(0x0000_0013), Decoded::Instruction(_)), "nop");
        assert!(matches!(decoded::<u64>(0x0ff0_000f), Decoded::Fence(_)), "fence");
        assert!(matches!(decoded::<u64>(0x0000_100f), Decoded::Fence(_)), "fence.i");
        assert_eq!(decoded::<u64>(0x1234_0001), Decoded::Compressed(1), "c.nop");
        assert_eq!(decoded::<u64>(0), Decoded::Unknown(0), "no instruction by definition");
        assert_eq!(decoded::<u64>(0xc000_1073), Decoded::Unknown(0xc000_1073), "unimp");
        assert_eq!(decoded::<u64>(0x1000_a02f), Decoded::Unknown(0x1000_a02f), "lr.w");
    }

    #[test]
    fn what_only_64_bits_have_is_unknown_to_32() {
        // slli a0, a0, 32; srli; srai; ld; lwu; addiw; sd
        for word in
            [0x0205_1513, 0x0205_5513, 0x4205_5513, 0x0005_3503, 0x0005_6503, 0x0015_051b, 0x00b5_3023]
        {
            assert!(matches!(decoded::<u64>(word), Decoded::Instruction(_)), "{word:#010x}");
            assert_eq!(decoded::<u32>(word), Decoded::Unknown(word), "{word:#010x}");
        }
    }
}
