//! From an address in the code to the name of its function, and to file and line.

use addr2line::{
    Context,
    gimli::{Dwarf, EndianSlice, LittleEndian, SectionId},
};
use object::{Object, ObjectSection, ObjectSymbol, SectionIndex, SectionKind, SymbolKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Function<'a> {
    start: u64,
    /// A function of the source, not a label of an assembly file or of the linker script.
    has_size: bool,
    end: u64,
    name: &'a str,
}

/// The symbols and the line table of an ELF file, as far as it has them.
pub struct Symbols<'a> {
    /// By start; of several at one address the last is the best.
    functions: Vec<Function<'a>>,
    lines: Option<Context<EndianSlice<'a, LittleEndian>>>,
}

impl<'a> Symbols<'a> {
    /// Whatever can be read; of a broken file, nothing.
    pub fn of_elf(elf: &'a [u8]) -> Self {
        let Ok(file) = object::File::parse(elf) else {
            return Self { functions: Vec::new(), lines: None };
        };
        let mut functions: Vec<_> = file.symbols().filter_map(|symbol| function(&file, &symbol)).collect();
        functions.sort_unstable();
        let section = |id: SectionId| -> Result<_, addr2line::gimli::Error> {
            let data = file.section_by_name(id.name()).and_then(|section| section.data().ok());
            Ok(EndianSlice::new(data.unwrap_or_default(), LittleEndian))
        };
        let lines = Dwarf::load(section).and_then(Context::from_dwarf).ok();
        Self { functions, lines }
    }

    /// The functions in one section of a relocatable object, whose addresses are offsets in their sections.
    pub fn of_section(object: &object::File<'a>, section: SectionIndex) -> Self {
        let within = |symbol: &object::Symbol<'a, '_>| symbol.section_index() == Some(section);
        let functions = object.symbols().filter(within).filter_map(|symbol| function(object, &symbol));
        let mut functions: Vec<_> = functions.collect();
        functions.sort_unstable();
        Self { functions, lines: None }
    }

    /// `function at file:line` of an address, without what is not known.
    pub fn place(&self, address: u64) -> Option<String> {
        match (self.function(address), self.line(address)) {
            (Some(function), Some(line)) => Some(format!("{function} at {line}")),
            (Some(function), None) => Some(function),
            (None, line) => line,
        }
    }

    /// The name of the function, as in the source.
    pub fn function(&self, address: u64) -> Option<String> {
        self.find(address).map(|function| demangled(function.name))
    }

    /// The name of the function, as the linker knows it, and how many bytes into it the address is.
    pub fn within(&self, address: u64) -> Option<(&'a str, u64)> {
        self.find(address).map(|function| (function.name, address - function.start))
    }

    /// `file:line`, the file as the compiler named it.
    pub fn line(&self, address: u64) -> Option<String> {
        let location = self.lines.as_ref()?.find_location(address).ok()??;
        Some(match location.line {
            Some(line) => format!("{}:{line}", location.file?),
            None => location.file?.to_owned(),
        })
    }

    fn find(&self, address: u64) -> Option<&Function<'a>> {
        let after = self.functions.partition_point(|function| function.start <= address);
        self.functions[..after].last().filter(|function| address < function.end)
    }
}

/// The demangler would take a C function `f` for C++'s type code of `float`.
fn demangled(name: &str) -> String {
    let mangled = name.starts_with("_Z") || name.starts_with("_R");
    if mangled { addr2line::demangle_auto(name.into(), None).into_owned() } else { name.to_owned() }
}

/// Functions, and labels that assembly leaves without type or size (they reach to the end of their
/// section at most); not the `$x` that mark code.
fn function<'a>(file: &object::File<'a>, symbol: &impl ObjectSymbol<'a>) -> Option<Function<'a>> {
    let name = symbol.name().ok().filter(|name| !name.is_empty() && !name.starts_with(['$', '.']))?;
    let section = file.section_by_index(symbol.section_index()?).ok()?;
    let may_be_code = matches!(symbol.kind(), SymbolKind::Text | SymbolKind::Unknown | SymbolKind::Label);
    if section.kind() != SectionKind::Text || !may_be_code {
        return None;
    }
    let (start, has_size) = (symbol.address(), symbol.size() > 0);
    let end = if has_size {
        start.saturating_add(symbol.size())
    } else {
        section.address().saturating_add(section.size())
    };
    Some(Function { start, has_size, end, name })
}
