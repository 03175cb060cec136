//! What a word among code is to a vendor, and whether that is wrong.

use zkshim_machine::{Word, loads, what_is};
use zkshim_vendors::{Trap, Vendor};

use super::{code::Unit, findings::Kind, lacking};

/// A word that the vendor does not have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub kind: Kind,
    pub mnemonic: Option<String>,
}

impl From<Kind> for Found {
    fn from(kind: Kind) -> Self {
        Self { kind, mnemonic: None }
    }
}

/// What is wrong with a word, if anything is. `is_data`: does the object say that it is none of the code?
///
/// Where the loader decodes every word, anything else than an instruction of the vendor's is wrong. Elsewhere
/// only what can be reached is, which data and zeros are not: zeros are what GNU as 2.40 fills the end of a
/// section with that holds an aligned function.
pub(super) fn judge(
    unit: Unit,
    compressed: bool,
    is_data: impl FnOnce() -> bool,
    vendor: &Vendor,
) -> Option<Found> {
    let every_word = vendor.loader.every_word_decodes;
    let loads = || loads(unit.word, vendor);
    let only_where_every_word = |kind: Kind| every_word.then(|| kind.into());
    let word = if unit.size == 2 { Word::Compressed(unit.word as u16) } else { what_is(unit.word, vendor) };
    let fence = |kind: Kind| (vendor.isa.fence == Trap::Refused || !loads()).then(|| kind.into());
    match word {
        Word::Instruction | Word::Unimp if loads() => None,
        _ if unit.word == 0 => only_where_every_word(Kind::Zeros),
        _ if is_data() => only_where_every_word(Kind::Data),
        Word::Fence => fence(Kind::Fence),
        Word::FenceI => fence(Kind::FenceI),
        Word::Compressed(_) if compressed => Some(Kind::Compressed.into()),
        // An assembler marks the object in which it makes compressed instructions (RISC-V psABI, EF_RISCV_RVC):
        // this is data.
        Word::Compressed(_) => only_where_every_word(Kind::NoInstruction),
        Word::Lacking { extension, mnemonic } => {
            Some(Found { kind: lacking::kind(extension), mnemonic: Some(mnemonic) })
        }
        Word::Instruction | Word::Unimp => Some(Kind::NoInstruction.into()),
        Word::Unknown => Some(match lacking::name(unit.word) {
            Some((kind, mnemonic)) => Found { kind, mnemonic: Some(mnemonic) },
            None => Kind::NoInstruction.into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a word by each of these vendors: SP1, OpenVM (both decode every word), RISC Zero,
    /// ZisK and a board.
    fn said(word: u32, is_data: bool) -> [Option<Kind>; 5] {
        ["sp1", "openvm", "risc0", "zisk", "virt32"].map(|name| {
            let unit = Unit { offset: 0, word, size: 4 };
            judge(unit, false, || is_data, zkshim_vendors::find(name).unwrap()).map(|found| found.kind)
        })
    }

    #[test]
    fn every_vendor_has_its_own_idea_of_a_word() {
        let (all, none) = (|kind| [Some(kind); 5], [None; 5]);
        let every_word = |kind| [Some(kind), Some(kind), None, None, None];
        assert_eq!(said(0x0015_0513, false), none, "addi a0, a0, 1");
        assert_eq!(said(0x0000_0073, false), none, "ecall");
        assert_eq!(said(0x0010_0073, false), none, "ebreak");
        assert_eq!(said(0xc000_1073, false), none, "unimp");
        assert_eq!(said(0, false), every_word(Kind::Zeros));
        assert_eq!(said(0x1234_5678, false), every_word(Kind::NoInstruction), "data, by its lowest bits");
        assert_eq!(said(0x1234_567f, false), all(Kind::NoInstruction));
        assert_eq!(said(0x1234_567f, true), every_word(Kind::Data));
        assert_eq!(said(0x0000_2507, false), all(Kind::Float), "flw fa0, 0(zero)");
        let atomic = Some(Kind::Atomic);
        assert_eq!(said(0x00b6_252f, false), [atomic, atomic, atomic, None, atomic], "amoadd.w");
        let csr = Some(Kind::Csr);
        assert_eq!(said(0xc000_2573, false), [csr, csr, csr, None, None], "rdcycle a0");
        let fence = Some(Kind::Fence);
        assert_eq!(said(0x0ff0_000f, false), [fence, None, fence, None, None]);
        let fence = Some(Kind::FenceI);
        assert_eq!(said(0x0000_100f, false), [fence, fence, fence, None, None]);
    }

    #[test]
    fn halves_are_compressed_instructions_or_zeros() {
        for vendor in zkshim_vendors::all() {
            let judged = |word| judge(Unit { offset: 2, word, size: 2 }, true, || false, vendor);
            assert_eq!(judged(1), Some(Kind::Compressed.into()), "{}", vendor.name);
            assert_eq!(judged(0).is_some(), vendor.loader.every_word_decodes, "{}", vendor.name);
        }
    }
}
