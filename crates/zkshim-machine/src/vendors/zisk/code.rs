//! How ZisK's loader goes through a guest, and what it refuses before the first instruction
//! (zisk-riscv@1.4.0-alpha `src/elf_extraction.rs`, `src/elf2rom.rs`, `src/riscv_interpreter.rs`,
//! `src/riscv2zisk_context.rs`).

use std::ops::RangeInclusive;

use crate::{
    image::{Image, letters},
    segments::Segment,
};

/// Where a call may lead (zisk-core@1.4.0-alpha `src/mem.rs` ROM_ADDR, ROM_ENTRY, MAX_ZISK_OS_ROM_ADDR).
const ROM: RangeInclusive<u64> = 0x9000_0000..=0x97FF_FFFF;
const BIOS: RangeInclusive<u64> = 0x1000..=0x0FFF_FFFF;

/// Read-only data starts at a multiple of it (`elf2rom`).
const ALIGNMENT: u64 = 8;

/// An instruction, as the loader finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    address: u64,
    /// `None`: half a word that starts no instruction of 32 bits, which is a halt.
    word: Option<u32>,
}

/// `riscv_interpreter`: code is read by halves, and a half whose lowest bits are not 11 is one by itself.
/// So data among code can shift what comes after it. `None` where the last instruction lacks its second half.
fn sweep(segment: &Segment) -> impl Iterator<Item = Option<Found>> {
    let half = |at: usize| segment.bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let mut at = 0;
    std::iter::from_fn(move || {
        let (low, address) = (half(at)?, segment.span.start + at as u64);
        if low & 0b11 != 0b11 {
            at += 2;
            return Some(Some(Found { address, word: None }));
        }
        at += 4;
        let high = half(at - 2);
        Some(high.map(|high| Found { address, word: Some(u32::from(low) | u32::from(high) << 16) }))
    })
}

/// The words that begin within an instruction.
pub(super) fn skipped(segment: &Segment) -> Vec<u64> {
    let within = |found: Found| (found.word.is_some() && found.address % 4 == 2).then_some(found.address + 2);
    sweep(segment).flatten().filter_map(within).collect()
}

pub(super) fn refuses(image: &Image) -> Option<String> {
    image.segments.iter().filter(|segment| segment.span.size() > 0).find_map(|segment| {
        let Segment { span, rights, bytes, .. } = segment;
        let why = if rights.execute && bytes.len() as u64 != span.size() {
            "is not wholly in the file"
        } else if rights.execute && !span.size().is_multiple_of(2) {
            "has an odd number of bytes"
        } else if rights.read && ROM.contains(&span.start) && !span.start.is_multiple_of(ALIGNMENT) {
            "does not start at a multiple of 8"
        } else if rights.execute {
            return refuses_code(image, segment);
        } else {
            return None;
        };
        Some(format!("the segment {span} ({}) {why}", letters(*rights)))
    })
}

fn refuses_code(image: &Image, segment: &Segment) -> Option<String> {
    let mut before: Option<Found> = None;
    for found in sweep(segment) {
        let Some(found) = found else {
            let name = format!("the segment {} ({})", segment.span, letters(segment.rights));
            return Some(format!("{name} ends within an instruction"));
        };
        if let Found { address, word: Some(word) } = found {
            if needs_feature(word) {
                let word = image.word_at(word, address);
                return Some(format!(
                    "{word} needs a feature that ZisK is built without (F, D, Zbc, Zbkx, Zicond)"
                ));
            }
            if let Some(target) = before.and_then(|before| far_call(before, word))
                && !ROM.contains(&target)
                && !BIOS.contains(&target)
            {
                let call = image.word_at(word, address);
                return Some(format!("{call} calls {target:#x}, where no code can be"));
            }
        }
        before = Some(found);
    }
    None
}

/// Where an `auipc` and the `jalr` behind it lead, if ZisK makes one step of them (`auipc`).
fn far_call(auipc: Found, jalr: u32) -> Option<u64> {
    const AUIPC: u32 = 0x17;
    const JALR: u32 = 0x67;
    let rd = |word: u32| word >> 7 & 0x1f;
    let word = auipc.word.filter(|word| word & 0x7f == AUIPC && rd(*word) != 0)?;
    let one_step =
        jalr & 0x7f == JALR && jalr >> 15 & 0x1f == rd(word) && (rd(jalr) == rd(word) || rd(jalr) == 0);
    let (upper, lower) = ((word & !0xfff) as i32, jalr as i32 >> 20);
    let target = auipc.address.wrapping_add_signed(upper.into()).wrapping_add_signed(lower.into());
    one_step.then_some(target & !1)
}

/// What `RiscvDecoder::decode_32` knows and `Riscv2ZiskContext::convert` panics at, with the features that
/// ZisK's crates have by default.
fn needs_feature(word: u32) -> bool {
    let (opcode, funct3, rs2, funct7) = (word & 0x7f, word >> 12 & 7, word >> 20 & 0x1f, word >> 25);
    match opcode {
        // Loads and stores of F and D, then their fused multiplications
        0x07 | 0x27 => matches!(funct3, 2 | 3),
        0x43 | 0x47 | 0x4b | 0x4f => matches!(funct7 & 0b11, 0 | 1),
        // The rest of F and D
        0x53 => match funct7 {
            0 | 1 | 4 | 5 | 8 | 9 | 12 | 13 => true,
            16 | 17 | 80 | 81 => funct3 <= 2,
            20 | 21 => funct3 <= 1,
            32 => rs2 == 1,
            33 | 44 | 45 => rs2 == 0,
            96 | 97 | 104 | 105 => rs2 <= 3,
            112 | 113 => funct3 <= 1 && rs2 == 0,
            120 | 121 => funct3 == 0 && rs2 == 0,
            _ => false,
        },
        // clmul, clmulr, clmulh; xperm4, xperm8; czero.eqz, czero.nez
        0x33 => matches!((funct3, funct7), (1..=3, 5) | (2 | 4, 20) | (5 | 7, 7)),
        _ => false,
    }
}
