//! Objects and archives, byte by byte what a test asks for.

// Each test program uses the part it needs.
#![allow(dead_code)]

use object::{
    Architecture, BinaryFormat, Endianness, FileFlags, SectionKind, SymbolFlags, SymbolKind, SymbolScope,
    write::{Object, SectionId, Symbol, SymbolSection},
};

/// An object to be. Its code is one section, and its symbols are in there.
#[derive(Debug, Clone)]
pub struct Obj {
    pub architecture: Architecture,
    pub endian: Endianness,
    pub e_flags: u32,
    pub code: Vec<u8>,
    /// Name, offset, size; functions.
    pub functions: Vec<(&'static str, u64, u64)>,
    /// As the functions; what is marked as data.
    pub data: Vec<(&'static str, u64, u64)>,
    /// Sections that are not code: names and contents.
    pub sections: Vec<(&'static str, SectionKind, Vec<u8>)>,
}

impl Obj {
    /// An object for 64-bit RISC-V with this code.
    pub fn new(words: impl AsRef<[u32]>) -> Self {
        let code = words.as_ref().iter().flat_map(|word| word.to_le_bytes()).collect();
        Self {
            architecture: Architecture::Riscv64,
            endian: Endianness::Little,
            e_flags: 0,
            code,
            functions: Vec::new(),
            data: Vec::new(),
            sections: Vec::new(),
        }
    }

    pub fn of_32_bits(words: impl AsRef<[u32]>) -> Self {
        Self { architecture: Architecture::Riscv32, ..Self::new(words) }
    }

    pub fn with_function(mut self, name: &'static str, offset: u64, size: u64) -> Self {
        self.functions.push((name, offset, size));
        self
    }

    pub fn build(&self) -> Vec<u8> {
        let mut object = Object::new(BinaryFormat::Elf, self.architecture, self.endian);
        object.flags = FileFlags::Elf { os_abi: 0, abi_version: 0, e_flags: self.e_flags };
        let text = object.add_section(Vec::new(), b".text".to_vec(), SectionKind::Text);
        object.append_section_data(text, &self.code, 4);
        for (kind, symbols) in [(SymbolKind::Text, &self.functions), (SymbolKind::Data, &self.data)] {
            for &(name, value, size) in symbols {
                object.add_symbol(symbol(name, value, size, kind, text));
            }
        }
        for (name, kind, bytes) in &self.sections {
            let section = object.add_section(Vec::new(), name.as_bytes().to_vec(), *kind);
            object.append_section_data(section, bytes, 4);
        }
        object.write().expect("an object")
    }
}

fn symbol(name: &str, value: u64, size: u64, kind: SymbolKind, section: SectionId) -> Symbol {
    let (section, flags) = (SymbolSection::Section(section), SymbolFlags::None);
    let scope = SymbolScope::Dynamic;
    Symbol { name: name.into(), value, size, kind, scope, weak: false, section, flags }
}

/// An archive as GNU ar makes it, of names (shorter than 16) and contents.
pub fn archive(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = b"!<arch>\n".to_vec();
    for (name, bytes) in members {
        let (name, size) = (format!("{name}/"), bytes.len());
        archive.extend(format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n", 0, 0, 0, 644).bytes());
        archive.extend(bytes);
        archive.resize(archive.len().next_multiple_of(2), b'\n');
    }
    archive
}
