//! The guest that all programs of a vendor are: linked once, then patched in its file's bytes.

use std::path::Path;

use zkshim_vendors::{Mark, Span, Vendor};

use super::generate::Program;
use crate::{
    build::{self, Once},
    elf::{self, Segment},
    kit,
    sample::Knobs,
};

/// Bytes of a window, and how many a program has (`tests/fuzz/fuzz_main.c`).
pub const WINDOW: u64 = 4096;
pub const WINDOWS: usize = 3;

/// What a stream must know of the linked template.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Where the stream lies, up to where it must jump at its end.
    pub body: Span,
    /// Where it stores the registers, x0 first.
    pub saved: u64,
    /// Where windows can begin; a program has some of them.
    pub windows: [u64; 4],
}

/// The linked template of a vendor.
#[derive(Clone)]
pub struct Template {
    pub layout: Layout,
    bytes: Vec<u8>,
    segments: Vec<Segment>,
    /// Bytes in a register.
    size: u64,
    registers: u64,
    window_table: u64,
    fill: u64,
}

impl Template {
    /// Compiles and links it, once.
    ///
    /// # Errors
    /// What compiler and linker say.
    pub fn of(vendor: &Vendor) -> Result<Self, String> {
        static TEMPLATES: Once<String, Result<Template, String>> = Once::new();
        TEMPLATES.get(vendor.name.clone(), || Self::build(vendor))
    }

    fn build(vendor: &Vendor) -> Result<Self, String> {
        let folder = kit::root().join("tests/fuzz");
        let level = ("O2", "-O2");
        let object = |source: &str| build::object(vendor, &folder.join(source), level, &[]);
        let objects = [object("fuzz_main.c")?, object("fuzz_stream.S")?];
        let program = kit::scratch("fuzz").join(format!("{}-template", vendor.name));
        build::link(&vendor.name, level, &objects, &Knobs::default(), &program, "")?;
        Ok(Self::read(&program, vendor))
    }

    fn read(path: &Path, vendor: &Vendor) -> Self {
        let elf::Program { bytes, segments, symbols, .. } = elf::Program::read(path);
        let mark = Mark::of_elf(&bytes).expect("a mark");
        let symbol = |name: &str| *symbols.get(name).unwrap_or_else(|| panic!("no symbol {name}"));
        let layout = Layout {
            body: Span { start: symbol("fuzz_body"), end: symbol("fuzz_body_end") },
            saved: symbol("fuzz_saved"),
            windows: [
                symbol("fuzz_static_window"),
                in_stack(&mark),
                low_in_heap(&mark, 0),
                high_in_heap(&mark),
            ],
        };
        let size = u64::from(vendor.isa.xlen / 8);
        let (registers, window_table) = (symbol("fuzz_registers"), symbol("fuzz_windows"));
        Self { layout, segments, size, registers, window_table, fill: symbol("fuzz_fill"), bytes }
    }

    /// The template with a program in it.
    ///
    /// # Panics
    /// On a stream that is longer than the room for it.
    pub fn patched(&self, program: &Program) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let mut put = |address: u64, value: &[u8]| {
            let at = self.file_offset(address, value.len());
            bytes[at..at + value.len()].copy_from_slice(value);
        };
        let word = self.size as usize;
        assert!(program.words.len() as u64 * 4 <= self.layout.body.size(), "a stream without room");
        for (address, instruction) in (self.layout.body.start..).step_by(4).zip(&program.words) {
            put(address, &instruction.to_le_bytes());
        }
        for (address, value) in (self.registers..).step_by(word).zip(program.registers) {
            put(address, &value.to_le_bytes()[..word]);
        }
        for (address, window) in (self.window_table..).step_by(word).zip(program.windows) {
            put(address, &window.to_le_bytes()[..word]);
        }
        put(self.fill, &program.fill.to_le_bytes());
        bytes
    }

    fn file_offset(&self, address: u64, size: usize) -> usize {
        let holds = |segment: &&Segment| {
            let end = segment.address + segment.file_bytes.len() as u64;
            (segment.address..end).contains(&address) && address + size as u64 <= end
        };
        let segment = self.segments.iter().find(holds).expect("BUG: what is patched has bytes in the file");
        (segment.offset + address - segment.address) as usize
    }
}

/// A window in the stack, far below what C uses of it.
fn in_stack(mark: &Mark) -> u64 {
    (mark.stack.end - 0x8_0000).next_multiple_of(WINDOW) + WINDOW / 4
}

/// Windows near the start of the heap, with a page's end in the middle.
pub fn low_in_heap(mark: &Mark, number: u64) -> u64 {
    (mark.heap.start + 0x1_0000 * (number + 1)).next_multiple_of(WINDOW) + WINDOW / 2
}

fn high_in_heap(mark: &Mark) -> u64 {
    mark.heap.end / WINDOW * WINDOW - WINDOW
}
