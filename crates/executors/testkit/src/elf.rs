//! A writer of ELF executables that have program headers and nothing else.

/// Rights of a segment (ELF specification, "Segment Flag Bits").
pub const X: u32 = 1;
pub const W: u32 = 2;
pub const R: u32 = 4;

const PAGE: usize = 0x1000;
const EXECUTABLE: u16 = 2;
const RISCV: u16 = 243;
const LOAD: u32 = 1;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Elf32,
    Elf64,
}

/// A loaded part of the guest.
pub struct Segment {
    pub address: u32,
    pub rights: u32,
    pub bytes: Vec<u8>,
}

/// Data of a guest, put one after another.
pub struct Data {
    address: u32,
    bytes: Vec<u8>,
}

impl Data {
    pub fn at(address: u32) -> Self {
        Self { address, bytes: Vec::new() }
    }

    /// Adds bytes on the next multiple of 8 and gives their address.
    pub fn put(&mut self, bytes: &[u8]) -> u32 {
        let offset = self.bytes.len().next_multiple_of(8);
        self.bytes.resize(offset, 0);
        self.bytes.extend_from_slice(bytes);
        self.address + offset as u32
    }

    /// All of it as a writable segment that ends on a multiple of 8.
    pub fn segment(mut self) -> Segment {
        self.put(&[0; 8]);
        Segment { address: self.address, rights: R | W, bytes: self.bytes }
    }
}

/// An executable that starts at the first byte of its first segment.
pub fn write(class: Class, segments: &[Segment]) -> Vec<u8> {
    let wide = class == Class::Elf64;
    let (header_size, program_header_size) = if wide { (64, 56) } else { (52, 32) };
    let mut file = Writer { wide, bytes: Vec::new() };
    file.raw(&[0x7f, b'E', b'L', b'F', if wide { 2 } else { 1 }, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    file.half(EXECUTABLE).half(RISCV).word(1);
    file.address(segments[0].address).address(header_size).address(0).word(0);
    file.half(header_size as u16).half(program_header_size).half(segments.len() as u16);
    file.half(0).half(0).half(0);

    let mut offset = PAGE as u32;
    for segment in segments {
        let size = segment.bytes.len() as u32;
        file.word(LOAD);
        if wide {
            file.word(segment.rights);
        }
        file.address(offset).address(segment.address).address(segment.address);
        file.address(size).address(size);
        if !wide {
            file.word(segment.rights);
        }
        file.address(4);
        offset += size.next_multiple_of(PAGE as u32);
    }
    for segment in segments {
        let start = file.bytes.len().next_multiple_of(PAGE);
        file.bytes.resize(start, 0);
        file.raw(&segment.bytes);
    }
    file.bytes
}

struct Writer {
    wide: bool,
    bytes: Vec<u8>,
}

impl Writer {
    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    fn half(&mut self, value: u16) -> &mut Self {
        self.raw(&value.to_le_bytes())
    }

    fn word(&mut self, value: u32) -> &mut Self {
        self.raw(&value.to_le_bytes())
    }

    /// A field as wide as the class.
    fn address(&mut self, value: u32) -> &mut Self {
        if self.wide { self.raw(&u64::from(value).to_le_bytes()) } else { self.word(value) }
    }
}
