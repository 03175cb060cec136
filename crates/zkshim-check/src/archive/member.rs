//! One object: its header and ABI, then its sections of code.

use object::{
    Architecture, FileFlags, Object, ObjectKind, ObjectSection, SectionFlags, SectionIndex, SectionKind,
    elf::{
        EF_RISCV_FLOAT_ABI, EF_RISCV_FLOAT_ABI_DOUBLE, EF_RISCV_FLOAT_ABI_QUAD, EF_RISCV_FLOAT_ABI_SINGLE,
        EF_RISCV_FLOAT_ABI_SOFT, EF_RISCV_RVC, EF_RISCV_RVE, ELFMAG, SHF_ALLOC, SHF_EXECINSTR,
    },
};
use zkshim_machine::Symbols;
use zkshim_vendors::Vendor;

use super::{
    code::{Marks, Unit, units},
    findings::{Checked, Kind, printable},
    judge::judge,
};

/// Why there is nothing to check in a file.
pub(super) enum Refused {
    /// Neither an ELF file nor bitcode.
    NoObject,
    /// An ELF file, but no relocatable one.
    Linked,
    Broken(String),
}

/// Checks an object, which has a name if it is in an archive, and counts it.
///
/// # Errors
/// What is no object, and what can't be read to its end.
pub(super) fn check(
    bytes: &[u8],
    name: Option<&str>,
    vendor: &Vendor,
    checked: &mut Checked,
) -> Result<(), Refused> {
    if is_llvm_bitcode(bytes) {
        checked.bytecode += 1;
        return Ok(());
    }
    if !bytes.starts_with(&ELFMAG) {
        return Err(Refused::NoObject);
    }
    let file = object::File::parse(bytes).map_err(broken)?;
    if file.kind() != ObjectKind::Relocatable {
        return Err(Refused::Linked);
    }
    let member = Member { file: &file, name: name.unwrap_or_default(), vendor };
    let sections = member.sections()?;
    if sections.code_size > bytes.len() as u64 {
        return Err(Refused::Broken("its sections of code are larger than itself".into()));
    }
    if sections.is_empty() {
        // The linker takes such an object for nothing: Debian's libm.a has one, of another register width.
        let count = if sections.has_bytecode { &mut checked.bytecode } else { &mut checked.empty };
        *count += 1;
        return Ok(());
    }
    checked.objects += 1;
    let before = checked.count();
    if member.check_header(checked) {
        member.check_code(&sections, checked)?;
    }
    checked.wrong += usize::from(checked.count() > before);
    Ok(())
}

/// LLVM's bitcode files, bare or in their wrapper (LLVM "Bitcode File Format", magic numbers).
fn is_llvm_bitcode(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BC\xC0\xDE") || bytes.starts_with(b"\xDE\xC0\x17\x0B")
}

fn broken(error: object::Error) -> Refused {
    Refused::Broken(error.to_string())
}

struct Member<'a> {
    file: &'a object::File<'a>,
    name: &'a str,
    vendor: &'a Vendor,
}

struct Sections<'a> {
    code: Vec<Code<'a>>,
    code_size: u64,
    /// Does the linker find anything in it to put into a program?
    has_contents: bool,
    /// GCC's, for link-time optimization.
    has_bytecode: bool,
}

struct Code<'a> {
    index: SectionIndex,
    name: &'a str,
    bytes: &'a [u8],
}

impl Sections<'_> {
    fn is_empty(&self) -> bool {
        !self.has_contents && self.code_size == 0
    }
}

impl<'a> Member<'a> {
    fn sections(&self) -> Result<Sections<'a>, Refused> {
        let mut found = Sections { code: Vec::new(), code_size: 0, has_contents: false, has_bytecode: false };
        for section in self.file.sections() {
            let name = section.name().unwrap_or("?");
            let SectionFlags::Elf { sh_flags } = section.flags() else { continue };
            let has = |flag: u32| sh_flags & u64::from(flag) != 0;
            found.has_contents |= has(SHF_ALLOC) && section.size() > 0;
            found.has_bytecode |= name.starts_with(".gnu.lto_");
            if has(SHF_EXECINSTR) && section.kind() != SectionKind::UninitializedData {
                let bytes = section.data().map_err(broken)?;
                found.code_size = found.code_size.saturating_add(bytes.len() as u64);
                found.code.push(Code { index: section.index(), name, bytes });
            }
        }
        Ok(found)
    }

    /// Machine, register width and ABI (RISC-V psABI, "ELF Object Files", "File Header"). Says whether the
    /// code can be looked at.
    fn check_header(&self, checked: &mut Checked) -> bool {
        let Vendor { title, isa, .. } = self.vendor;
        let architecture = self.file.architecture();
        let xlen = match architecture {
            Architecture::Riscv32 => 32,
            Architecture::Riscv64 => 64,
            other => {
                checked.find(Kind::NoObject, || {
                    (self.name.into(), format!("an object for {other:?}, not RISC-V"))
                });
                return false;
            }
        };
        if !self.file.is_little_endian() {
            checked.find(Kind::NoObject, || (self.name.into(), "big-endian, which no vendor is".into()));
            return false;
        }
        if xlen != isa.xlen {
            let text = format!("an ELF object of {xlen} bits, {title} takes those of {}", isa.xlen);
            checked.find(Kind::Width, || (self.name.into(), text));
            return false;
        }
        let (float, few_registers) = abi(&isa.abi);
        let flags = self.flags();
        if flags & EF_RISCV_FLOAT_ABI != float {
            let (has, takes) = (float_name(flags & EF_RISCV_FLOAT_ABI), float_name(float));
            let text = format!("e_flags {flags:#x}: it {has}, {title}'s ABI {} {takes}", isa.abi);
            checked.find(Kind::FloatAbi, || (self.name.into(), text));
        }
        if (flags & EF_RISCV_RVE != 0) != few_registers {
            let text =
                format!("e_flags {flags:#x}: another number of registers than {title}'s ABI {}", isa.abi);
            checked.find(Kind::Rve, || (self.name.into(), text));
        }
        true
    }

    fn check_code(&self, sections: &Sections, checked: &mut Checked) -> Result<(), Refused> {
        let compressed = self.flags() & EF_RISCV_RVC != 0;
        let marks = Marks::new(self.file);
        let before = checked.count();
        for code in &sections.code {
            for unit in units(code.bytes, compressed) {
                let is_data = || marks.is_data(code.index, unit.offset);
                if let Some(found) = judge(unit, compressed, is_data, self.vendor) {
                    let text = || format!("{}: {}", self.place(code, unit.offset), in_words(unit, &found));
                    checked.find(found.kind, || (self.name.into(), text()));
                }
            }
        }
        // GNU ld makes calls of such an object compressed when it relaxes them, whatever is in it now
        // (bfd/elfnn-riscv.c _bfd_riscv_relax_call).
        if compressed && sections.code_size > 0 && checked.count() == before {
            let flags = self.flags();
            let text =
                format!("e_flags {flags:#x}: RVC, so that the linker may make compressed instructions");
            checked.find(Kind::CompressedFlag, || (self.name.into(), text));
        }
        Ok(())
    }

    fn flags(&self) -> u32 {
        match self.file.flags() {
            FileFlags::Elf { e_flags, .. } => e_flags,
            _ => 0,
        }
    }

    /// `function+0x4 (.text+0x10)`, without the function where no symbol is.
    fn place(&self, code: &Code, offset: u64) -> String {
        let section = printable(code.name);
        match Symbols::of_section(self.file, code.index).within(offset) {
            Some((function, within)) => {
                format!("{}+{within:#x} ({section}+{offset:#x})", printable(function))
            }
            None => format!("{section}+{offset:#x}"),
        }
    }
}

fn in_words(unit: Unit, found: &super::judge::Found) -> String {
    let bytes = match unit.size {
        2 => format!("{:#06x}", unit.word),
        _ => format!("{:#010x}", unit.word),
    };
    match &found.mnemonic {
        Some(mnemonic) => format!("{bytes}, {mnemonic}: {}", found.kind),
        None => format!("{bytes}, {}", found.kind),
    }
}

/// The flags of an ABI by its name, and whether it is one of the 16 registers of RVE (RISC-V psABI, "Integer
/// ABIs").
fn abi(name: &str) -> (u32, bool) {
    let float = match name.as_bytes().last() {
        Some(b'f') => EF_RISCV_FLOAT_ABI_SINGLE,
        Some(b'd') => EF_RISCV_FLOAT_ABI_DOUBLE,
        Some(b'q') => EF_RISCV_FLOAT_ABI_QUAD,
        _ => EF_RISCV_FLOAT_ABI_SOFT,
    };
    (float, name.ends_with('e'))
}

fn float_name(flag: u32) -> &'static str {
    match flag {
        EF_RISCV_FLOAT_ABI_SINGLE => "passes float in floating point registers",
        EF_RISCV_FLOAT_ABI_DOUBLE => "passes double in floating point registers",
        EF_RISCV_FLOAT_ABI_QUAD => "passes long double in floating point registers",
        _ => "passes floating point in integer registers",
    }
}
