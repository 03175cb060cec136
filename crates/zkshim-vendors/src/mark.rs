//! The mark: what a guest ELF says of itself, in the section `.zkshim` (not loaded).
//!
//! `libc-shim/crt0.S` writes it from the symbols of the linker script, so that a runner knows the
//! vendor and the bounds of an ELF whose symbols were stripped. Layout, little-endian, 80 bytes:
//! magic (8), vendor name padded with NUL (24), then six 64-bit addresses: heap start and end,
//! stack bottom and top, input window start and end.

use std::fmt;

use object::{Architecture, Object, ObjectSection};

use crate::Vendor;

const SECTION: &str = ".zkshim";
const MAGIC: &[u8; 8] = b"zkshim\0\x01";
const SIZE: usize = 80;

/// A range of guest addresses, `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub start: u64,
    pub end: u64,
}

impl Span {
    /// Bytes in the range; 0 where the end is not above the start.
    pub fn size(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    pub fn contains(self, address: u64) -> bool {
        (self.start..self.end).contains(&address)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:#x}..{:#x}", self.start, self.end)
    }
}

/// What a guest ELF says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub vendor: String,
    pub heap: Span,
    /// From the lowest address the stack may reach to where sp starts.
    pub stack: Span,
    /// Where private input lies or is fetched to.
    pub input: Span,
}

/// Why an ELF has no usable mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkError {
    NotElf,
    /// An ELF file that can't be read to its end.
    Broken(String),
    /// A program of another machine than RISC-V.
    OtherMachine(String),
    /// An ELF without the section: not linked with the kit.
    Missing,
    /// A section of another size or version.
    Malformed,
}

impl std::error::Error for MarkError {}

impl fmt::Display for MarkError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotElf => {
                write!(f, "not an ELF file: give the program that a toolchain file of the kit linked")
            }
            Self::Broken(why) => write!(f, "a broken ELF file ({why}): is it all there? link it again"),
            Self::OtherMachine(name) => {
                write!(f, "a program for {name}, not RISC-V: build it with a toolchain file of the kit")
            }
            Self::Missing => write!(f, "no zkshim mark: link it with a toolchain file of the kit"),
            Self::Malformed => write!(f, "a zkshim mark of another version: link it again with this kit"),
        }
    }
}

impl Mark {
    /// Reads the mark of an ELF file.
    ///
    /// # Errors
    /// Anything but an ELF with a mark of this version.
    pub fn of_elf(elf: &[u8]) -> Result<Self, MarkError> {
        if !elf.starts_with(&object::elf::ELFMAG) {
            return Err(MarkError::NotElf);
        }
        let broken = |error: object::Error| MarkError::Broken(error.to_string());
        let file = object::File::parse(elf).map_err(broken)?;
        match (file.section_by_name(SECTION), file.architecture()) {
            (Some(section), _) => Self::parse(section.data().map_err(broken)?),
            (None, Architecture::Riscv32 | Architecture::Riscv64) => Err(MarkError::Missing),
            (None, other) => Err(MarkError::OtherMachine(format!("{other:?}"))),
        }
    }

    /// The record of the vendor that the mark names.
    ///
    /// # Errors
    /// A vendor that this kit does not know.
    pub fn find_vendor(&self) -> Result<&'static Vendor, String> {
        crate::find(&self.vendor).map_err(|unknown| {
            format!("the ELF's mark: {unknown}; run it with the zkshim of the kit that linked it")
        })
    }

    fn parse(data: &[u8]) -> Result<Self, MarkError> {
        if data.len() != SIZE || &data[..8] != MAGIC {
            return Err(MarkError::Malformed);
        }
        let name = data[8..32].split(|&byte| byte == 0).next().unwrap_or_default();
        let vendor = String::from_utf8(name.to_vec()).map_err(|_| MarkError::Malformed)?;
        let word = |i: usize| u64::from_le_bytes(data[32 + 8 * i..40 + 8 * i].try_into().expect("8 bytes"));
        let span = |i: usize| Span { start: word(i), end: word(i + 1) };
        Ok(Self { vendor, heap: span(0), stack: span(2), input: span(4) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes() -> Vec<u8> {
        let mut data = MAGIC.to_vec();
        data.extend(b"sp1".iter().chain([0; 21].iter()));
        (1..=6u64).for_each(|word| data.extend(word.to_le_bytes()));
        data
    }

    #[test]
    fn a_mark_is_read_field_by_field() {
        let mark = Mark::parse(&bytes()).unwrap();
        assert_eq!(mark.vendor, "sp1");
        assert_eq!((mark.heap.start, mark.heap.end), (1, 2));
        assert_eq!((mark.stack.start, mark.stack.end), (3, 4));
        assert_eq!((mark.input.start, mark.input.end), (5, 6));
    }

    #[test]
    fn another_size_or_version_is_malformed() {
        assert_eq!(Mark::parse(&bytes()[..79]), Err(MarkError::Malformed));
        let mut newer = bytes();
        newer[7] = 2;
        assert_eq!(Mark::parse(&newer), Err(MarkError::Malformed));
    }

    #[test]
    fn what_is_no_elf_is_said_to_be_none() {
        for text in [&b""[..], b"\x7fEL", b"#!/bin/sh"] {
            assert_eq!(Mark::of_elf(text), Err(MarkError::NotElf));
        }
        assert!(matches!(Mark::of_elf(b"\x7fELF"), Err(MarkError::Broken(_))));
    }
}
