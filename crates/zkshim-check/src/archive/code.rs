//! The words of a section of code, and which of them are known to be data.

use std::{cell::OnceCell, collections::HashMap};

use object::{Object, ObjectSymbol, SectionIndex, SymbolKind};

/// An instruction, or what stands where one would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// From the start of the section.
    pub offset: u64,
    /// Little-endian; a last one that is cut off by the end of the section is filled with zeros.
    pub word: u32,
    /// Bytes: 4, or 2 among compressed code.
    pub size: u8,
}

/// Goes through code: by words, or, where there may be compressed instructions, by the length that the lowest
/// bits give (RISC-V unprivileged ISA, "Base Instruction-Length Encoding"; longer than 32 bits is none).
pub(super) fn units(bytes: &[u8], compressed: bool) -> impl Iterator<Item = Unit> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let offset = at as u64;
        let size = if compressed && rest[0] & 0b11 != 0b11 { 2 } else { 4 };
        let mut word = [0; 4];
        let whole = rest.len().min(size);
        word[..whole].copy_from_slice(&rest[..whole]);
        at += size;
        Some(Unit { offset, word: u32::from_le_bytes(word), size: size as u8 })
    })
}

/// What an object says is data among its code. Assemblers do so by mapping symbols, `$d` to the next `$x`
/// (RISC-V psABI, "Mapping Symbol"; binutils from 2.40, LLVM from 18), and people by symbols of objects.
pub(super) struct Marks<'a> {
    file: &'a object::File<'a>,
    /// Read when the first word is in doubt.
    sections: OnceCell<HashMap<SectionIndex, Marked>>,
}

/// The marks of one section.
#[derive(Default)]
struct Marked {
    /// Where data begins (true) or ends, by offset.
    mapping: Vec<(u64, bool)>,
    /// Where an object begins and ends, by offset.
    objects: Vec<(u64, u64)>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(file: &'a object::File<'a>) -> Self {
        Self { file, sections: OnceCell::new() }
    }

    /// Is the byte at this offset data?
    pub(super) fn is_data(&self, section: SectionIndex, offset: u64) -> bool {
        let sections = self.sections.get_or_init(|| read(self.file));
        sections.get(&section).is_some_and(|marked| marked.is_data(offset))
    }
}

impl Marked {
    fn is_data(&self, offset: u64) -> bool {
        let before = self.mapping.partition_point(|&(from, _)| from <= offset);
        let mapped = self.mapping[..before].last().is_some_and(|&(_, data)| data);
        let before = self.objects.partition_point(|&(from, _)| from <= offset);
        // Of objects that lie within others only the last is seen: they are none of a compiler's.
        mapped || self.objects[..before].last().is_some_and(|&(_, end)| offset < end)
    }
}

fn read(file: &object::File) -> HashMap<SectionIndex, Marked> {
    let mut sections = HashMap::<SectionIndex, Marked>::new();
    for symbol in file.symbols() {
        let (Some(section), Ok(name)) = (symbol.section_index(), symbol.name()) else { continue };
        let start = symbol.address();
        // `$d` and `$d.42`; `$x`, `$x.42` and `$xrv64im`.
        if name == "$d" || name.starts_with("$d.") {
            sections.entry(section).or_default().mapping.push((start, true));
        } else if name.starts_with("$x") {
            sections.entry(section).or_default().mapping.push((start, false));
        } else if symbol.kind() == SymbolKind::Data {
            let end = start.saturating_add(symbol.size());
            sections.entry(section).or_default().objects.push((start, end));
        }
    }
    for marked in sections.values_mut() {
        // By offset alone: of two at one place the later one holds.
        marked.mapping.sort_by_key(|&(from, _)| from);
        marked.objects.sort_unstable();
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(bytes: &[u8], compressed: bool) -> Vec<(u64, u32, u8)> {
        units(bytes, compressed).map(|unit| (unit.offset, unit.word, unit.size)).collect()
    }

    #[test]
    fn code_is_walked_by_words_or_by_lengths() {
        // c.nop, addi a0, a0, 1 and half a word
        let bytes = [0x01, 0x00, 0x13, 0x05, 0x15, 0x00, 0x02, 0x80];
        assert_eq!(walked(&bytes, false), [(0, 0x0513_0001, 4), (4, 0x8002_0015, 4)]);
        assert_eq!(walked(&bytes, true), [(0, 1, 2), (2, 0x0015_0513, 4), (6, 0x8002, 2)]);
        assert_eq!(walked(&[0x13], true), [(0, 0x13, 4)]);
        assert_eq!(walked(&[], true), []);
    }

    #[test]
    fn data_is_what_is_marked() {
        let marked = Marked { mapping: vec![(4, true), (8, false)], objects: vec![(16, 20)] };
        let data: Vec<_> = (0..24).step_by(4).filter(|&offset| marked.is_data(offset)).collect();
        assert_eq!(data, [4, 16]);
        assert!(!Marked::default().is_data(0));
    }
}
