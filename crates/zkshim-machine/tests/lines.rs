//! File and line of a fault, from the line table of the ELF.

mod support;

use gimli::{
    Encoding, Format, LineEncoding, LittleEndian,
    constants::DW_AT_name,
    write::{Address, AttributeValue, DwarfUnit, EndianVec, LineProgram, LineString, RangeList, Sections},
};
use support::*;
use zkshim_report::Outcome;

/// Sections of DWARF that say: the word number `n` of the code comes from line `10 + n` of a file.
fn line_table(start: u64, words: u64) -> Vec<(String, Vec<u8>)> {
    let encoding = Encoding { format: Format::Dwarf32, version: 5, address_size: 8 };
    let mut unit = DwarfUnit::new(encoding);
    let text = |text: &str| LineString::String(text.as_bytes().to_vec());
    let mut lines =
        LineProgram::new(encoding, LineEncoding::default(), text("/src"), None, text("guest.c"), None);
    let file = lines.add_file(text("guest.c"), lines.default_directory(), None);
    lines.begin_sequence(Some(Address::Constant(start)));
    for word in 0..words {
        lines.row().address_offset = 4 * word;
        lines.row().file = file;
        lines.row().line = 10 + word;
        lines.generate_row();
    }
    lines.end_sequence(4 * words);
    unit.unit.line_program = lines;
    let range = gimli::write::Range::StartLength { begin: Address::Constant(start), length: 4 * words };
    let ranges = unit.unit.ranges.add(RangeList(vec![range]));
    let root = unit.unit.root();
    unit.unit.get_mut(root).set(DW_AT_name, AttributeValue::String(b"guest.c".to_vec()));
    unit.unit.get_mut(root).set(gimli::DW_AT_ranges, AttributeValue::RangeListRef(ranges));

    let mut sections = Sections::new(EndianVec::new(LittleEndian));
    unit.write(&mut sections).expect("DWARF in memory");
    let mut found = Vec::new();
    let keep = |id: gimli::SectionId, data: &EndianVec<LittleEndian>| -> Result<(), gimli::write::Error> {
        found.push((id.name().to_owned(), data.slice().to_vec()));
        Ok(())
    };
    sections.for_each(keep).expect("nothing fails here");
    found
}

#[test]
fn a_fault_names_file_and_line() {
    let code = layout("virt64").code;
    let mut guest = Guest::new("virt64", |asm| asm.li(RA, code + 4).then([NOP, sw(A0, ZERO, 16)]));
    let words = guest.segments[0].size / 4;
    guest = guest.with_function("main", code, 4 * words);
    guest.extra = line_table(code, words);
    let reason = failure(&guest, &[], Outcome::Trapped);
    let lines: Vec<_> = reason.lines().map(str::trim).collect();
    // The store is the last word.
    let (pc, line) = (code + 4 * (words - 1), 10 + words - 1);
    assert_eq!(lines[1], format!("pc {pc:#x} in main at guest.c:{line}"), "{reason}");
    // The call is the word before the one it returns to.
    assert_eq!(lines[2], "ra of a call in main at guest.c:10", "{reason}");
}
