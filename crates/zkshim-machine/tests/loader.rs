//! The loader rules of each vendor: what is refused before the first instruction, and in which words.

mod support;

use support::*;
use zkshim_report::Outcome;

fn idle(vendor: &str) -> Guest {
    Guest::new(vendor, |asm| asm.then([NOP]))
}

/// What is refused for any vendor is tried with each.
const VENDORS: [&str; 6] = ["openvm", "risc0", "sp1", "virt32", "virt64", "zisk"];

#[test]
fn what_is_no_guest_is_refused() {
    let refused = |elf: &[u8]| {
        let mut console = zkshim_report::Recorded::default();
        let execution = zkshim_machine::run(elf, &[], &FREE, &mut console);
        assert_eq!(execution.outcome, Outcome::Refused);
        execution.reason.unwrap()
    };
    assert_eq!(
        refused(b"#!/bin/sh\n"),
        "not an ELF file: give the program that a toolchain file of the kit linked"
    );
    let mut unmarked = idle("sp1");
    unmarked.mark = None;
    assert_eq!(refused(&unmarked.build()), "no zkshim mark: link it with a toolchain file of the kit");
    let mut foreign = idle("sp1");
    foreign.vendor = "jolt".into();
    let expected = format!(
        "the ELF's mark: unknown vendor `jolt`; known are {}; run it with the zkshim of the kit that linked it",
        zkshim_vendors::names().join(", ")
    );
    assert_eq!(refused(&foreign.build()), expected);
}

/// A refusal names the rule's source in its second line.
#[test]
fn a_refusal_has_its_source() {
    let mut guest = idle("risc0");
    guest.entry += 2;
    assert_eq!(
        failure(&guest, &[], Outcome::Refused),
        "the entry point 0x200802 is not a multiple of 4
  rule: RISC Zero's loader (risc0-binfmt@3.0.5 src/elf.rs Program::load_elf, ProgramBinary)"
    );
}

#[test]
fn the_header_says_risc_v_executable_of_the_class() {
    for vendor in VENDORS {
        let mut x86 = idle(vendor);
        x86.machine = object::elf::EM_X86_64;
        assert_eq!(refusal(&x86), "the ELF's machine is 62, not RISC-V");
        let mut shared = idle(vendor);
        shared.kind = object::elf::ET_DYN;
        assert_eq!(
            refusal(&shared),
            "the ELF is no static executable (ET_EXEC): link without -pie and -shared"
        );
        let mut other_class = idle(vendor);
        other_class.wide = !other_class.wide;
        let (has, takes) = if other_class.wide { (64, 32) } else { (32, 64) };
        let said = refusal(&other_class);
        assert!(said.starts_with(&format!("an ELF file of {has} bits, ")), "{said}");
        assert!(said.contains(&format!(" takes those of {takes}: link it with ")), "{said}");
    }
}

#[test]
fn the_entry_is_an_instruction() {
    for vendor in VENDORS {
        let code = layout(vendor).code;
        let mut off = idle(vendor);
        off.entry = code + 2;
        assert_eq!(refusal(&off), format!("the entry point {:#x} is not a multiple of 4", code + 2));
        off.entry = code + 4;
        assert_eq!(refusal(&off), format!("the entry point {:#x} is in no executable segment", code + 4));
        let data = layout(vendor).data;
        let mut in_data = idle(vendor).with_data(NOP.to_le_bytes());
        in_data.entry = data;
        assert_eq!(refusal(&in_data), format!("the entry point {data:#x} is in no executable segment"));
    }
}

#[test]
fn segments_start_at_the_vendors_lowest_address() {
    for (vendor, lowest) in [
        ("openvm", 0x400u64),
        ("risc0", 0x1_0004),
        ("sp1", 0x7800_0000),
        ("virt32", 0x8000_0000),
        ("virt64", 0x8000_0000),
        ("zisk", 0x9000_0000),
    ] {
        let mut low = idle(vendor);
        low.segments.insert(0, Segment::new(lowest - 4, RW, [0; 4]));
        assert_eq!(
            refusal(&low),
            format!("the segment {:#x}..{lowest:#x} (rw-) starts below {lowest:#x}", lowest - 4)
        );
        // Also an empty one, as GNU ld makes them of unused program headers.
        let mut empty = idle(vendor);
        empty.segments.insert(0, Segment::new(0, RW, []));
        assert_eq!(refusal(&empty), format!("the segment 0x0..0x0 (rw-) starts below {lowest:#x}"));
    }
}

#[test]
fn an_empty_segment_is_refused_by_sp1() {
    let with_empty = |vendor: &str| idle(vendor).with_data([]);
    assert_eq!(refusal(&with_empty("sp1")), "the segment 0x78002000..0x78002000 (rw-) is empty");
    let (execution, _) = run(&with_empty("risc0"), &[]);
    assert_eq!(execution.outcome, Outcome::Trapped, "it ran: {execution:?}");
}

#[test]
fn segments_lie_within_regions() {
    for (vendor, end, title) in [
        ("openvm", 0x2000_0000, "OpenVM"),
        ("zisk", 0xBFFC_0000, "ZisK"),
        ("sp1", 0x20_0000_0000u64, "SP1"),
        ("risc0", 0xC000_0000, "RISC Zero"),
        ("virt32", 0xC000_0000, "QEMU virt, RV32"),
        ("virt64", 0xC000_0000, "QEMU virt, RV64"),
    ] {
        let high = idle(vendor).with_segment(Segment::new(end - 4, RW, [0; 8]));
        let span = format!("{:#x}..{:#x}", end - 4, end + 4);
        assert_eq!(
            refusal(&high),
            format!("the segment {span} (rw-) reaches {end:#x}, in no region of {title}")
        );
    }
    let code_in_input = idle("sp1").with_segment(Segment::new(0x1C_0000_0000, RX, NOP.to_le_bytes()));
    assert_eq!(
        refusal(&code_in_input),
        "the segment 0x1c00000000..0x1c00000004 (r-x) lies in region `input`, which is rw-"
    );
}

#[test]
fn rights_of_segments() {
    for vendor in VENDORS {
        let with_flags = |flags| {
            let mut guest = idle(vendor);
            guest.segments[0].flags = flags;
            refusal(&guest)
        };
        let span = format!("{:#x}..{:#x}", layout(vendor).code, layout(vendor).code + 4);
        assert_eq!(with_flags(RWX), format!("the segment {span} (rwx) is both writable and executable"));
        if vendor != "zisk" {
            assert_eq!(with_flags(X), format!("the segment {span} (--x) is not readable"));
        }
    }
}

#[test]
fn segments_start_at_words() {
    for vendor in VENDORS {
        let data = layout(vendor).data + 2;
        let odd = idle(vendor).with_segment(Segment::new(data, RW, [0; 4]));
        let expected =
            format!("the segment {data:#x}..{:#x} (rw-) does not start at a multiple of 4", data + 4);
        assert_eq!(refusal(&odd), expected);
    }
}

#[test]
fn sp1_wants_segments_in_order() {
    let backwards = |vendor: &str| {
        let mut guest = idle(vendor).with_data([0; 4]);
        guest.segments.reverse();
        guest
    };
    assert_eq!(
        refusal(&backwards("sp1")),
        "the segments 0x78002000..0x78002004 and 0x78000000..0x78000004 are not in ascending order"
    );
    let (execution, _) = run(&backwards("risc0"), &[]);
    assert_eq!(execution.outcome, Outcome::Trapped, "it ran: {execution:?}");
}

#[test]
fn segments_do_not_overlap() {
    for vendor in ["openvm", "risc0", "virt64"] {
        let code = layout(vendor).code;
        let twice = idle(vendor).with_segment(Segment::new(code, RW, [0; 8]));
        let expected =
            format!("the segments {code:#x}..{:#x} and {code:#x}..{:#x} overlap", code + 4, code + 8);
        assert_eq!(refusal(&twice), expected);
    }
}

#[test]
fn a_board_loads_to_physical_addresses() {
    let mut guest = idle("virt64").with_data([0; 4]);
    guest.segments[1].physical = 0x8020_0000;
    assert_eq!(
        refusal(&guest),
        "the segment 0x80102000..0x80102004 (rw-) has another load address, 0x80200000"
    );
}

#[test]
fn every_word_of_sp1_code_is_an_instruction() {
    let code = layout("sp1").code;
    // Zero, two 16-bit instructions, fence.i, an atomic, a floating-point load.
    for word in [0, 0x0001_0001, FENCE_I, 0x1000_a02f, 0x0000_2007] {
        let guest = Guest::new("sp1", |asm| asm.then([NOP, word])).with_function("f", code, 8);
        let expected = format!("the word {word:#010x} at {:#x} in f is no instruction of SP1", code + 4);
        assert_eq!(refusal(&guest), expected);
    }
    // These load, and end the run only when they are reached.
    for word in [FENCE, EBREAK, UNIMP] {
        let guest = Guest::new("sp1", |asm| halt_sp1(asm, &[], 4).then([word]));
        assert_eq!(support::code(&guest, &[]), 4);
    }
}

#[test]
fn sp1_code_is_of_one_piece() {
    let code = layout("sp1").code;
    let pieces = |second| idle("sp1").with_segment(Segment::new(second, RX, NOP.to_le_bytes()));
    let expected = "the executable segment 0x78000008..0x7800000c does not continue the one before";
    assert_eq!(refusal(&pieces(code + 8)), expected);
    let (execution, _) = run(&pieces(code + 4), &[]);
    assert_eq!((execution.outcome, execution.instructions), (Outcome::Trapped, Some(2)), "both ran");
}

#[test]
fn sp1_code_has_a_limit() {
    let nops = |count: usize| {
        let mut guest = idle("sp1");
        guest.segments = vec![Segment::new(0x7800_0000, RX, NOP.to_le_bytes().repeat(count))];
        guest
    };
    assert_eq!(refusal(&nops((1 << 22) + 1)), "16777220 bytes of code are more than 16777216");
    let (execution, _) = run(&nops(1 << 22), &[]);
    assert_eq!(execution.instructions, Some(1 << 22));
}

#[test]
fn a_file_cut_short_is_refused() {
    let elf = idle("sp1").build();
    for length in 0..elf.len() {
        let mut console = zkshim_report::Recorded::default();
        // Whatever it is taken for, it does not run, and nothing panics.
        let execution = zkshim_machine::run(&elf[..length], &[], &FREE, &mut console);
        assert_eq!(execution.outcome, Outcome::Refused, "at {length}");
    }
}
