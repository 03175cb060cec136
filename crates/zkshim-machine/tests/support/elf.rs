//! Guest ELF files, byte by byte what a test asks for.

use object::{
    Endianness,
    elf::{
        EM_RISCV, ET_EXEC, PF_R, PF_W, PF_X, PT_LOAD, SHF_ALLOC, SHF_EXECINSTR, SHT_PROGBITS, STB_GLOBAL,
        STT_FUNC,
    },
    write::elf::{FileHeader, ProgramHeader, SectionHeader, Sym, Writer},
};

use super::Asm;

pub const R: u32 = PF_R;
pub const RX: u32 = PF_R | PF_X;
pub const RW: u32 = PF_R | PF_W;
pub const RWX: u32 = PF_R | PF_W | PF_X;
pub const X: u32 = PF_X;

/// A PT_LOAD.
#[derive(Debug, Clone)]
pub struct Segment {
    pub address: u64,
    /// The load address, where it is another.
    pub physical: u64,
    pub flags: u32,
    pub bytes: Vec<u8>,
    pub size: u64,
}

impl Segment {
    pub fn new(address: u64, flags: u32, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        let size = bytes.len() as u64;
        Self { address, physical: address, flags, bytes, size }
    }
}

/// A guest ELF to be.
#[derive(Debug, Clone)]
pub struct Guest {
    pub vendor: String,
    pub wide: bool,
    pub machine: u16,
    pub kind: u16,
    pub entry: u64,
    pub segments: Vec<Segment>,
    /// Heap, stack and input, each from and to; `None`: no mark.
    pub mark: Option<[u64; 6]>,
    /// Name, address and size of functions.
    pub functions: Vec<(String, u64, u64)>,
    /// Sections that are not loaded: names and bytes.
    pub extra: Vec<(String, Vec<u8>)>,
}

/// Where the tests put a vendor's code and data: within the vendor's map, with a page between them.
pub struct Layout {
    pub xlen: u32,
    /// The flags of the code segment.
    pub flags: u32,
    pub code: u64,
    pub data: u64,
    pub mark: [u64; 6],
}

pub fn layout(vendor: &str) -> Layout {
    const INPUT: u64 = 0xBFF0_0000;
    let board = |xlen| Layout {
        xlen,
        flags: RX,
        code: 0x8010_0000,
        data: 0x8010_2000,
        mark: [0x8011_0000, INPUT, 0x8000_0000, 0x8010_0000, INPUT, 0xC000_0000],
    };
    match vendor {
        "sp1" => Layout {
            xlen: 64,
            flags: RX,
            code: 0x7800_0000,
            data: 0x7800_2000,
            mark: [0x7801_0000, 0xF7FF_F000, 0x1_0000, 0x7800_0000, 0x1C_0000_0000, 0x20_0000_0000],
        },
        "openvm" => Layout {
            xlen: 32,
            flags: RX,
            code: 0x20_0800,
            data: 0x20_2800,
            mark: [0x21_0000, 0x1F00_0000, 0x400, 0x20_0400, 0x1F00_0000, 0x2000_0000],
        },
        "zisk" => Layout {
            xlen: 64,
            flags: X,
            code: 0x9000_0000,
            data: 0xA043_0000,
            mark: [0xA044_0000, 0xBFFC_0000, 0xA000_0000, 0xA040_0000, 0x1000_0000, 0x9000_0000],
        },
        "risc0" => Layout {
            xlen: 32,
            flags: RX,
            code: 0x20_0800,
            data: 0x20_2800,
            mark: [0x21_0000, 0xBF00_0000, 0x1_0004, 0x20_0400, 0xBF00_0000, 0xC000_0000],
        },
        "virt32" => board(32),
        "virt64" => board(64),
        other => panic!("no layout for {other}"),
    }
}

impl Guest {
    /// A guest with a page of code and no data, that starts at its first instruction.
    pub fn new(vendor: &str, code: impl FnOnce(Asm) -> Asm) -> Self {
        let layout = layout(vendor);
        let asm = code(Asm::new(layout.xlen));
        Self {
            vendor: vendor.into(),
            wide: layout.xlen == 64,
            machine: EM_RISCV,
            kind: ET_EXEC,
            entry: layout.code,
            segments: vec![Segment::new(layout.code, layout.flags, asm.bytes())],
            mark: Some(layout.mark),
            functions: Vec::new(),
            extra: Vec::new(),
        }
    }

    /// Adds writable data at the vendor's place for it.
    pub fn with_data(self, bytes: impl Into<Vec<u8>>) -> Self {
        let address = layout(&self.vendor).data;
        self.with_segment(Segment::new(address, RW, bytes))
    }

    pub fn with_segment(mut self, segment: Segment) -> Self {
        self.segments.push(segment);
        self
    }

    pub fn with_function(mut self, name: &str, address: u64, size: u64) -> Self {
        self.functions.push((name.into(), address, size));
        self
    }

    fn mark_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = b"zkshim\0\x01".to_vec();
        bytes.extend(self.vendor.bytes().chain(std::iter::repeat(0)).take(24));
        self.mark?.iter().for_each(|word| bytes.extend(word.to_le_bytes()));
        Some(bytes)
    }

    /// The ELF file.
    pub fn build(&self) -> Vec<u8> {
        let mut extra = self.extra.clone();
        extra.extend(self.mark_bytes().map(|bytes| (".zkshim".into(), bytes)));
        let code = self.segments.iter().find(|segment| segment.flags & PF_X != 0);

        let mut file = Vec::new();
        let mut writer = Writer::new(Endianness::Little, self.wide, &mut file);
        writer.reserve_file_header();
        writer.reserve_program_headers(self.segments.len() as u32);
        let offsets: Vec<_> =
            self.segments.iter().map(|segment| writer.reserve(segment.bytes.len(), 16)).collect();
        let extra_offsets: Vec<_> = extra.iter().map(|(_, bytes)| writer.reserve(bytes.len(), 1)).collect();
        writer.reserve_null_section_index();
        let text = code.map(|_| (writer.reserve_section_index(), writer.add_section_name(b".text")));
        let names: Vec<_> = extra
            .iter()
            .map(|(name, _)| {
                writer.reserve_section_index();
                writer.add_section_name(name.as_bytes())
            })
            .collect();
        writer.reserve_symtab_section_index();
        writer.reserve_strtab_section_index();
        writer.reserve_shstrtab_section_index();
        writer.reserve_null_symbol_index();
        let function_names: Vec<_> = self
            .functions
            .iter()
            .map(|(name, ..)| {
                writer.reserve_symbol_index(text.map(|(index, _)| index));
                writer.add_string(name.as_bytes())
            })
            .collect();
        writer.reserve_symtab();
        writer.reserve_strtab();
        writer.reserve_shstrtab();
        writer.reserve_section_headers();

        let header = FileHeader {
            os_abi: 0,
            abi_version: 0,
            e_type: self.kind,
            e_machine: self.machine,
            e_entry: self.entry,
            e_flags: 0,
        };
        writer.write_file_header(&header).expect("a file header");
        writer.write_align_program_headers();
        for (segment, &offset) in self.segments.iter().zip(&offsets) {
            writer.write_program_header(&ProgramHeader {
                p_type: PT_LOAD,
                p_flags: segment.flags,
                p_offset: offset as u64,
                p_vaddr: segment.address,
                p_paddr: segment.physical,
                p_filesz: segment.bytes.len() as u64,
                p_memsz: segment.size,
                p_align: 4,
            });
        }
        for segment in &self.segments {
            writer.write_align(16);
            writer.write(&segment.bytes);
        }
        extra.iter().for_each(|(_, bytes)| writer.write(bytes));
        writer.write_null_symbol();
        for ((_, address, size), &name) in self.functions.iter().zip(&function_names) {
            writer.write_symbol(&Sym {
                name: Some(name),
                section: text.map(|(index, _)| index),
                st_info: STB_GLOBAL << 4 | STT_FUNC,
                st_other: 0,
                st_shndx: 0,
                st_value: *address,
                st_size: *size,
            });
        }
        writer.write_strtab();
        writer.write_shstrtab();
        writer.write_null_section_header();
        let section = |name, flags: u32, address, offset: usize, size: usize| SectionHeader {
            name: Some(name),
            sh_type: SHT_PROGBITS,
            sh_flags: flags.into(),
            sh_addr: address,
            sh_offset: offset as u64,
            sh_size: size as u64,
            sh_link: 0,
            sh_info: 0,
            sh_addralign: 1,
            sh_entsize: 0,
        };
        if let (Some((_, name)), Some(code)) = (text, code) {
            let offset =
                offsets[self.segments.iter().position(|s| s.flags & PF_X != 0).expect("there is code")];
            let flags = SHF_ALLOC | SHF_EXECINSTR;
            writer.write_section_header(&section(name, flags, code.address, offset, code.bytes.len()));
        }
        for ((&name, &offset), (_, bytes)) in names.iter().zip(&extra_offsets).zip(&extra) {
            writer.write_section_header(&section(name, 0, 0, offset, bytes.len()));
        }
        writer.write_symtab_section_header(1);
        writer.write_strtab_section_header();
        writer.write_shstrtab_section_header();
        file
    }
}
