//! The loadable segments of an ELF file, as they stand in it.

use object::{
    LittleEndian,
    elf::{EM_RISCV, ET_EXEC, FileHeader32, FileHeader64, PF_R, PF_W, PF_X, PT_LOAD},
    read::elf::{FileHeader, ProgramHeader},
};
use zkshim_vendors::{ElfClass, Rights, Span};

/// One PT_LOAD. Bytes of `span` beyond `bytes` are zero.
#[derive(Debug, Clone)]
pub(crate) struct Segment<'a> {
    pub span: Span,
    /// Where a loader that goes by physical addresses (QEMU's) puts it.
    pub physical: u64,
    pub bytes: &'a [u8],
    pub rights: Rights,
}

/// What loading needs of an ELF file.
pub(crate) struct Elf<'a> {
    pub class: ElfClass,
    pub entry: u64,
    /// In the order of the program headers, empty ones too.
    pub segments: Vec<Segment<'a>>,
}

/// Reads a static RISC-V executable.
///
/// # Errors
/// One line that says what else the file is, or what is broken.
pub(crate) fn read(elf: &[u8]) -> Result<Elf<'_>, String> {
    match elf.get(4) {
        Some(1) => read_class::<FileHeader32<LittleEndian>>(elf, ElfClass::Elf32),
        Some(2) => read_class::<FileHeader64<LittleEndian>>(elf, ElfClass::Elf64),
        _ => Err("not an ELF file of 32 or 64 bits".into()),
    }
}

fn read_class<H: FileHeader<Endian = LittleEndian>>(elf: &[u8], class: ElfClass) -> Result<Elf<'_>, String> {
    let header = H::parse(elf).map_err(|e| format!("not an ELF file: {e}"))?;
    let endian = header.endian().map_err(|_| "not a little-endian ELF file")?;
    if header.e_machine(endian) != EM_RISCV {
        return Err(format!("the ELF's machine is {}, not RISC-V", header.e_machine(endian)));
    }
    if header.e_type(endian) != ET_EXEC {
        return Err("the ELF is no static executable (ET_EXEC): link without -pie and -shared".into());
    }
    let headers = header.program_headers(endian, elf).map_err(|e| format!("broken program headers: {e}"))?;
    let segments = headers
        .iter()
        .filter(|header| header.p_type(endian) == PT_LOAD)
        .map(|header| read_segment(header, endian, elf))
        .collect::<Result<_, _>>()?;
    Ok(Elf { class, entry: header.e_entry(endian).into(), segments })
}

fn read_segment<'a, P: ProgramHeader<Endian = LittleEndian>>(
    header: &P,
    endian: LittleEndian,
    elf: &'a [u8],
) -> Result<Segment<'a>, String> {
    let start: u64 = header.p_vaddr(endian).into();
    let size: u64 = header.p_memsz(endian).into();
    let end = start.checked_add(size).ok_or(format!("the segment at {start:#x} wraps around"))?;
    let bytes =
        header.data(endian, elf).map_err(|()| format!("the segment at {start:#x} is cut off in the file"))?;
    if bytes.len() as u64 > size {
        return Err(format!("the segment at {start:#x} has more bytes in the file than in memory"));
    }
    let has = |flag| header.p_flags(endian) & flag != 0;
    Ok(Segment {
        span: Span { start, end },
        physical: header.p_paddr(endian).into(),
        bytes,
        rights: Rights { read: has(PF_R), write: has(PF_W), execute: has(PF_X) },
    })
}
