//! Looks into a linked program: its segments and symbols.

use std::{collections::BTreeMap, fs, path::Path};

use object::{
    Endianness, Object, ObjectSymbol,
    read::elf::{ElfFile, FileHeader, ProgramHeader},
};

/// A loadable segment, in the order of the program headers.
#[derive(Debug, Clone)]
pub struct Segment {
    pub address: u64,
    pub physical: u64,
    /// Where its bytes stand in the file.
    pub offset: u64,
    pub file_bytes: Vec<u8>,
    pub size: u64,
    /// `PF_R` 4, `PF_W` 2, `PF_X` 1.
    pub flags: u32,
}

#[derive(Debug)]
pub struct Program {
    pub bytes: Vec<u8>,
    pub entry: u64,
    pub segments: Vec<Segment>,
    pub symbols: BTreeMap<String, u64>,
}

impl Program {
    pub fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let segments = match bytes[4] {
            1 => segments::<object::elf::FileHeader32<Endianness>>(&bytes),
            _ => segments::<object::elf::FileHeader64<Endianness>>(&bytes),
        };
        let file = object::File::parse(&*bytes).expect("an ELF file");
        let symbols = file
            .symbols()
            .filter(|symbol| !symbol.is_undefined())
            .filter_map(|symbol| Some((symbol.name().ok()?.to_string(), symbol.address())))
            .collect();
        let entry = file.entry();
        Self { entry, segments, symbols, bytes }
    }

    pub fn symbol(&self, name: &str) -> u64 {
        *self.symbols.get(name).unwrap_or_else(|| panic!("no symbol {name}"))
    }
}

fn segments<Header: FileHeader<Endian = Endianness>>(bytes: &[u8]) -> Vec<Segment> {
    let file = ElfFile::<Header>::parse(bytes).expect("an ELF file");
    let endian = file.endian();
    file.elf_program_headers()
        .iter()
        .filter(|header| header.p_type(endian) == object::elf::PT_LOAD)
        .map(|header| Segment {
            address: header.p_vaddr(endian).into(),
            physical: header.p_paddr(endian).into(),
            offset: header.p_offset(endian).into(),
            file_bytes: header.data(endian, bytes).expect("a segment inside the file").to_vec(),
            size: header.p_memsz(endian).into(),
            flags: header.p_flags(endian),
        })
        .collect()
}
