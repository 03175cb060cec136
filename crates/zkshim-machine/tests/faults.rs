//! What the machine refuses while a guest runs, and how it says so.

mod support;

use support::*;
use zkshim_report::Outcome;

const VENDORS: [&str; 6] = ["openvm", "risc0", "sp1", "virt32", "virt64", "zisk"];

/// A guest that stores a word to an address.
fn store_word(vendor: &str, address: u64) -> Guest {
    Guest::new(vendor, |asm| asm.li(A1, address).then([sw(A0, A1, 0)]))
}

#[test]
fn a_null_store_is_refused_everywhere() {
    for vendor in VENDORS {
        let title = &zkshim_vendors::find(vendor).unwrap().title;
        let expected = format!("store to 0x10: address is in no region of {title}");
        assert_eq!(trap(&store_word(vendor, 0x10), &[]), expected);
    }
}

#[test]
fn a_null_load_is_refused_everywhere() {
    for vendor in VENDORS {
        let guest = Guest::new(vendor, |asm| asm.then([lw(A0, ZERO, 8)]));
        assert!(trap(&guest, &[]).starts_with("load from 0x8: address is in no region of "), "{vendor}");
    }
}

#[test]
fn the_end_of_the_address_space_is_refused() {
    for vendor in VENDORS {
        let wide = layout(vendor).xlen == 64;
        let guest = Guest::new(vendor, |asm| asm.then([sb(A0, ZERO, -1)]));
        let address = if wide { u64::MAX } else { u64::from(u32::MAX) };
        assert!(
            trap(&guest, &[]).starts_with(&format!("store to {address:#x}: address is in no region of "))
        );
    }
}

/// Nor ZisK's, which lies in ROM (see `zisk.rs`).
#[test]
fn code_cannot_be_written() {
    for vendor in VENDORS.into_iter().filter(|&vendor| vendor != "zisk") {
        let code = layout(vendor).code;
        let guest = store_word(vendor, code);
        let end = code + guest.segments[0].size;
        assert_eq!(trap(&guest, &[]), format!("store to {code:#x}: in the segment {code:#x}..{end:#x}, r-x"));
    }
}

#[test]
fn read_only_data_can_be_read_and_not_written() {
    for vendor in VENDORS {
        let data = layout(vendor).data;
        let guest = Guest::new(vendor, |asm| asm.li(A1, data).then([lw(A0, A1, 0), sw(A0, A1, 0)]))
            .with_segment(Segment::new(data, R, [0; 4]));
        assert_eq!(
            trap(&guest, &[]),
            format!("store to {data:#x}: in the segment {data:#x}..{:#x}, r--", data + 4)
        );
    }
}

/// The rights of two segments in one page are kept apart, byte by byte.
#[test]
fn rights_change_within_a_page() {
    let data = layout("virt64").data;
    let guest = Guest::new("virt64", |asm| asm.li(A1, data).then([sw(A0, A1, 8), sw(A0, A1, 4)]))
        .with_segment(Segment::new(data, R, [0; 8]))
        .with_segment(Segment::new(data + 8, RW, [0; 8]));
    let expected = format!("store to {:#x}: in the segment {data:#x}..{:#x}, r--", data + 4, data + 8);
    assert_eq!(trap(&guest, &[]), expected);
}

#[test]
fn a_misaligned_access_is_refused_where_the_record_says_so() {
    for vendor in ["sp1", "risc0"] {
        let data = layout(vendor).data;
        let guest = store_word(vendor, data + 2).with_data([0; 16]);
        assert_eq!(trap(&guest, &[]), format!("misaligned store to {:#x}: not a multiple of 4", data + 2));
        let guest = Guest::new(vendor, |asm| asm.li(A1, data).then([lw(A0, A1, 1)])).with_data([0; 16]);
        assert_eq!(trap(&guest, &[]), format!("misaligned load from {:#x}: not a multiple of 4", data + 1));
    }
}

/// Across the end of a page, so that both pages are meant.
#[test]
fn a_misaligned_access_works_and_counts_on_the_boards() {
    for vendor in ["virt32", "virt64"] {
        let data = layout(vendor).data;
        let guest = Guest::new(vendor, |asm| {
            let asm = asm.set(&[(A1, data + 0xfff), (S2, 0x1234_5642)]).then([sw(S2, A1, 0), lw(S3, A1, 0)]);
            // The byte left in the first page is the lowest; another one tells that the words differ.
            exit_board(asm.then([lbu(S4, A1, 0), beq(S2, S3, 8), addi(S4, S4, 1)]), S4)
        })
        .with_data([0; 0x2000]);
        let (execution, _) = run(&guest, &[]);
        assert_eq!((execution.code, execution.misaligned), (Some(0x42), Some(2)), "{execution:?}");
    }
}

#[test]
fn a_fence_is_refused_where_the_record_says_so() {
    for vendor in ["sp1", "risc0"] {
        assert_eq!(trap(&Guest::new(vendor, |asm| asm.then([FENCE])), &[]), "fence: a trap");
    }
    assert_eq!(trap(&Guest::new("risc0", |asm| asm.then([FENCE_I])), &[]), "fence: a trap");
    for vendor in ["virt32", "virt64"] {
        let guest = Guest::new(vendor, |asm| exit_board(asm.then([FENCE, FENCE_I, addi(S4, ZERO, 7)]), S4))
            .with_data([0; 16]);
        assert_eq!(code(&guest, &[]), 7);
    }
}

#[test]
fn a_compressed_instruction_is_refused() {
    let guest = Guest::new("risc0", |asm| asm.then([0x0001_0001]));
    assert_eq!(trap(&guest, &[]), "compressed instruction 0x0001: rv32im has none");
    let guest = Guest::new("virt64", |asm| asm.then([0x0001_0001]));
    assert_eq!(trap(&guest, &[]), "compressed instruction 0x0001: rv64im has none");
}

#[test]
fn a_jump_between_words_is_refused() {
    for vendor in VENDORS {
        let code = layout(vendor).code;
        let guest = Guest::new(vendor, |asm| asm.li(A1, code).then([jalr(ZERO, A1, 2)]));
        let expected = format!(
            "fetch from {:#x}: not a multiple of 4, as only compressed instructions may be",
            code + 2
        );
        assert_eq!(trap(&guest, &[]), expected);
    }
}

#[test]
fn only_executable_segments_hold_code() {
    for vendor in VENDORS {
        let data = layout(vendor).data;
        let jump = |to| Guest::new(vendor, move |asm| asm.li(A1, to).then([jalr(RA, A1, 0)]));
        let into_data = jump(data).with_data(NOP.to_le_bytes());
        let expected =
            format!("fetch from {data:#x}: in the segment {data:#x}..{:#x}, rw-, not executable", data + 4);
        assert_eq!(trap(&into_data, &[]), expected);
        let expected = format!("fetch from {data:#x}: in no segment of the ELF, not executable");
        assert_eq!(trap(&jump(data), &[]), expected);
        assert!(trap(&jump(8), &[]).starts_with("fetch from 0x8: address is in no region of "));
        // Running off the end of the code.
        let end = layout(vendor).code + 4;
        let expected = format!("fetch from {end:#x}: in no segment of the ELF, not executable");
        assert_eq!(trap(&Guest::new(vendor, |asm| asm.then([NOP])), &[]), expected);
    }
}

/// OpenVM and ZisK have words of their own for some of these (see `openvm.rs` and `zisk_code.rs`).
#[test]
fn what_is_no_instruction_of_the_vendor_is_a_trap() {
    for vendor in ["risc0", "sp1", "virt32", "virt64"] {
        assert_eq!(trap(&Guest::new(vendor, |asm| asm.then([EBREAK])), &[]), "ebreak: a trap");
        let march = if layout(vendor).xlen == 32 { "rv32im" } else { "rv64im" };
        let mut words = vec![UNIMP, csrr(A0, 0xC00)];
        if vendor != "sp1" {
            // lr.w, a floating-point load, and no instruction by definition; SP1 refuses them at load.
            words.extend([0x1000_a02f, 0x0000_2007, 0]);
        }
        for word in words {
            let expected = format!("illegal instruction {word:#010x}: {march} does not have it");
            assert_eq!(trap(&Guest::new(vendor, |asm| asm.then([word])), &[]), expected);
        }
    }
}

#[test]
fn a_stack_overflow_is_called_by_its_name() {
    for vendor in VENDORS {
        let bottom = layout(vendor).mark[2];
        let frame = |sp| Guest::new(vendor, move |asm| asm.li(SP, sp).then([sw(A0, SP, 8)]));
        let reason = failure(&frame(bottom - 64), &[], Outcome::Trapped);
        let first = format!("stack overflow: store to {:#x}: address is in no region of ", bottom - 56);
        assert!(reason.starts_with(&first), "{reason}");
        assert!(reason.contains("(ZKVM_STACK_SIZE)"), "{reason}");
        // With room on the stack a null store is only that.
        let null = Guest::new(vendor, |asm| asm.li(SP, layout(vendor).mark[3] - 64).then([sw(A0, ZERO, 8)]));
        assert!(trap(&null, &[]).starts_with("store to 0x8: "));
    }
    // One frame so large that sp wraps around.
    let guest = Guest::new("risc0", |asm| asm.li(SP, 0xffe0_0000).then([sw(A0, SP, 8)]));
    assert!(trap(&guest, &[]).starts_with("stack overflow: store to 0xffe00008: "));
}

#[test]
fn a_fault_says_where_it_happened() {
    let Layout { code, .. } = layout("sp1");
    let guest = Guest::new("sp1", |asm| {
        asm.then([addi(RA, ZERO, 0)]).li(RA, code + 16).then([NOP]).then([sw(A0, ZERO, 16)])
    });
    // addi, lui, addiw, nop: the call is at 12, the store at 16.
    let guest = guest.with_function("main", code, 16).with_function("_ZN4list4pushEi", code + 16, 4);
    assert_eq!(
        failure(&guest, &[], Outcome::Trapped),
        "store to 0x10: address is in no region of SP1
  pc 0x78000010 in list::push(int)
  ra of a call in main
  address 0x10: below region `stack`, 0x10000..0x78000000
  rule: SP1's memory map (sp1-primitives@6.10.0 src/consts.rs STACK_TOP; sp1-core-machine@6.10.0 \
src/operations/address.rs)"
    );
}

#[test]
fn a_wild_jump_says_where_it_came_from() {
    let Layout { code, .. } = layout("virt64");
    let guest = Guest::new("virt64", |asm| asm.li(A1, 0x10).then([NOP, jalr(ZERO, A1, 0)]));
    let reason = failure(&guest.with_function("main", code, 16), &[], Outcome::Trapped);
    let lines: Vec<_> = reason.lines().map(str::trim).collect();
    assert_eq!(lines[1..3], ["pc 0x10", "jumped from 0x8010000c in main"], "{reason}");
}

/// A label of a linker script at the start of a function is not its name, and a C function `f` is not
/// what the letter means in C++.
#[test]
fn a_function_has_the_name_of_the_source() {
    let code = layout("virt64").code;
    let guest = Guest::new("virt64", |asm| asm.then([NOP, sw(A0, ZERO, 16)]));
    let guest = guest.with_function("z_code_start", code, 0).with_function("f", code, 8);
    let reason = failure(&guest, &[], Outcome::Trapped);
    assert_eq!(reason.lines().nth(1), Some("  pc 0x80100004 in f"), "{reason}");
}
