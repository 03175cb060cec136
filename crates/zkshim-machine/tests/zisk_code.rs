//! ZisK's instructions beyond RV64IM, and what its loader refuses of code.

mod support;

use support::*;
use zkshim_report::Outcome;

fn start() -> u64 {
    layout("zisk").code
}

/// A guest that does something and ends with the code in a0.
fn guest(code: impl FnOnce(Asm) -> Asm) -> Guest {
    Guest::new("zisk", |asm| exit_zisk(code(asm)))
}

/// A guest of words behind its end.
fn behind(words: &[u32]) -> Guest {
    Guest::new("zisk", |asm| exit_zisk(asm.li(A0, 6)).then(words)).with_function("f", start(), 64)
}

/// Where `behind` has them.
const BEHIND: u64 = 0x9000_0014;

/// The exit code of a guest that sets a0 and a1 and then does `word`, whose result is in a0.
fn result(word: u32, [a0, a1]: [u64; 2]) -> u32 {
    code(&guest(|asm| asm.set(&[(A0, a0), (A1, a1)]).then([word])), &[])
}

/// The same words with the same results as on ZisK's own executor.
#[test]
fn bit_manipulation_works() {
    let instructions: [(u32, [u64; 2], u32); 22] = [
        (0x20b5_2533, [5, 3], 13),                          // sh1add a0,a0,a1
        (0x20b5_6533, [5, 3], 43),                          // sh3add a0,a0,a1
        (0x08b5_053b, [5, 3], 8),                           // add.uw a0,a0,a1
        (0x20b5_453b, [5, 3], 23),                          // sh2add.uw a0,a0,a1
        (0x0845_151b, [5, 0], 80),                          // slli.uw a0,a0,4
        (0x40b5_7533, [7, 5], 2),                           // andn a0,a0,a1
        (0x6005_1513, [5, 0], 61),                          // clz a0,a0
        (0x6015_151b, [4, 0], 2),                           // ctzw a0,a0
        (0x6025_1513, [0xf0f, 0], 8),                       // cpop a0,a0
        (0x0ab5_4533, [5, 3], 3),                           // min a0,a0,a1
        (0x0ab5_7533, [5, 3], 5),                           // maxu a0,a0,a1
        (0x0805_453b, [0xf1234, 0], 0x1234),                // zext.h a0,a0
        (0x6055_1513, [0x1234, 0], 0x1234),                 // sext.h a0,a0
        (0x60b5_553b, [0x10, 4], 1),                        // rorw a0,a0,a1
        (0x2875_5513, [0x0100, 0], 0xff00),                 // orc.b a0,a0
        (0x4845_1513, [0x1f, 0], 0xf),                      // bclri a0,a0,4
        (0x48b5_5533, [8, 3], 1),                           // bext a0,a0,a1
        (0x68b5_1533, [8, 3], 0),                           // binv a0,a0,a1
        (0x2845_1513, [1, 0], 0x11),                        // bseti a0,a0,4
        (0x6b85_5513, [0x0102_0304 << 32, 0], 0x0403_0201), // rev8 a0,a0
        (0x40b5_4533, [5, u64::MAX], 5),                    // xnor a0,a0,a1
        (0x6365_5513, [1 << 54, 0], 1),                     // rori a0,a0,54
    ];
    for (word, operands, expected) in instructions {
        assert_eq!(result(word, operands), expected, "{word:#x}");
    }
}

/// What memory and the instruction give, added up: the memory holds 40, a1 is 2.
fn on_memory(words: &[u32]) -> u32 {
    const ADD: u32 = 0x0065_0533; // add a0,a0,t1
    let data = layout("zisk").data;
    let asm = |asm: Asm| asm.set(&[(A2, data), (T0, 40), (A1, 2)]).then([sd(T0, A2, 0)]);
    code(&guest(|all| asm(all).then(words).then([ld(6, A2, 0), ADD])), &[])
}

#[test]
fn atomics_work() {
    let operation = |funct5, size| atomic(funct5, size, A0, A1, A2);
    for size in [4, 8] {
        assert_eq!(on_memory(&[operation(0, size)]), 40 + 42, "amoadd");
        assert_eq!(on_memory(&[operation(1, size)]), 40 + 2, "amoswap");
        assert_eq!(on_memory(&[operation(0x1c, size)]), 40 + 40, "amomaxu");
        assert_eq!(on_memory(&[operation(0x10, size)]), 40 + 2, "amomin");
        assert_eq!(on_memory(&[atomic(2, size, A0, 0, A2)]), 40 + 40, "lr");
        // sc gives 0 where it stores.
        assert_eq!(on_memory(&[atomic(2, size, A0, 0, A2), operation(3, size)]), 2, "lr and sc");
    }
    let two = guest(|asm| {
        let asm = asm.set(&[(A2, layout("zisk").data), (A0, 0)]);
        let pair = [atomic(2, 4, A3, 0, A2), addi(A3, A3, 1), atomic(3, 4, A3, A3, A2)];
        asm.then(pair).then(pair).then([lw(A0, A2, 0)])
    });
    let (execution, _) = run(&two, &[]);
    let words = two.segments[0].size / 4;
    assert_eq!((execution.code, execution.instructions), (Some(2), Some(words)), "{execution:?}");
}

/// The standard has it fail, ZisK has it succeed.
#[test]
fn a_store_conditional_needs_its_reservation() {
    let data = layout("zisk").data;
    let conditional = |words: &[u32]| trap(&guest(|asm| asm.li(A2, data).then(words)), &[]);
    let expected = format!("store-conditional to {data:#x}: no load-reserved from there comes before it");
    let (lr, sc) = (atomic(2, 8, A0, 0, A2), atomic(3, 8, A0, A1, A2));
    assert_eq!(conditional(&[sc]), expected);
    // Each store ends the reservation.
    assert_eq!(conditional(&[lr, sc, sc]), expected);
    assert_eq!(conditional(&[addi(A2, A2, 8), lr, addi(A2, A2, -8), sc]), expected);
    let reason = failure(&guest(|asm| asm.li(A2, data).then([sc])), &[], Outcome::Trapped);
    assert!(reason.contains("\n  rule: zisk-riscv@1.4.0-alpha src/riscv_decoder.rs"), "{reason}");
}

#[test]
fn atomics_are_for_vendors_that_have_them() {
    for vendor in ["virt64", "risc0"] {
        let march = if vendor == "risc0" { "rv32im" } else { "rv64im" };
        // lr.w, sc.w, amoadd.w
        for word in [atomic(2, 4, A0, 0, A1), atomic(3, 4, A0, A1, A1), atomic(0, 4, A0, A1, A1)] {
            let guest =
                Guest::new(vendor, |asm| asm.li(A1, layout(vendor).data).then([word])).with_data([0; 8]);
            assert_eq!(
                trap(&guest, &[]),
                format!("illegal instruction {word:#010x}: {march} does not have it")
            );
        }
    }
}

#[test]
fn fences_do_nothing() {
    assert_eq!(code(&guest(|asm| asm.li(A0, 3).then([FENCE, FENCE_I])), &[]), 3);
}

/// ZisK's Zbkb, which the record does not promise.
#[test]
fn what_is_not_modelled_says_so() {
    // pack, packh, packw, brev8
    for (word, name) in
        [(0x08b5_4533, "pack"), (0x08b5_7533, "packh"), (0x08b5_453b, "packw"), (0x6875_5513, "brev8")]
    {
        let expected = format!("the instruction {name}: known to ZisK, not modelled: use --on executor");
        assert_eq!(trap(&guest(|asm| asm.then([word])), &[]), expected);
    }
    // Keccak, memcpy, read_input, an fcall, its result
    for csr in [0x800, 0x813, 0x863, 0x8C0, 0xFFE] {
        let expected = format!("host call by CSR {csr:#x}: known to ZisK, not modelled: use --on executor");
        let call = csr << 20 | A0 << 15 | 0b010 << 12 | 0x73; // csrs csr, a0
        let word = if csr == 0xFFE { csrr(A0, csr) } else { call };
        assert_eq!(trap(&guest(|asm| asm.then([word])), &[]), expected);
    }
    for csr in [0x300, 0x340, 0xC00, 0xF12] {
        let expected = format!("CSR {csr:#x}: known to ZisK, not modelled: use --on executor");
        assert_eq!(trap(&guest(|asm| asm.then([csrr(A0, csr)])), &[]), expected);
    }
}

/// `unimp` is a write to `cycle`.
#[test]
fn a_write_to_a_read_only_csr_is_a_trap() {
    assert_eq!(
        trap(&guest(|asm| asm.then([UNIMP])), &[]),
        "a write to CSR 0xc00, which is read-only: a trap"
    );
    for csr in [0xC00, 0xF12, 0xFFE] {
        let expected = format!("a write to CSR {csr:#x}, which is read-only: a trap");
        // csrw, csrs, csrwi, csrci with a register or a value that is not 0
        for funct3 in [1, 2, 5, 7] {
            let word = csr << 20 | A0 << 15 | funct3 << 12 | 0x73;
            assert_eq!(trap(&guest(|asm| asm.then([word])), &[]), expected);
        }
    }
}

#[test]
fn words_that_are_no_instructions_are_traps_when_reached() {
    for word in [0, 0xffff_ffff, 0x1050_0073] {
        assert_eq!(code(&behind(&[word]), &[]), 6);
        let expected = format!("illegal instruction {word:#010x}: rv64ima_zba_zbb_zbs does not have it");
        assert_eq!(trap(&guest(|asm| asm.then([word])), &[]), expected);
    }
    let expected = "compressed instruction 0x0001: rv64ima_zba_zbb_zbs has none";
    assert_eq!(trap(&guest(|asm| asm.then([0x0001_0001])), &[]), expected);
}

/// Not for being reached, but for being there.
#[test]
fn what_needs_a_feature_of_zisk_is_refused_at_load() {
    // clmul, clmulr, clmulh, xperm4, xperm8, czero.eqz, czero.nez
    let integer = [0x0ab5_1533, 0x0ab5_2533, 0x0ab5_3533, 0x28b5_2533, 0x28b5_4533, 0x0eb5_5533, 0x0eb5_7533];
    // flw, fsd, fmadd.s, fnmadd.d, fadd.s, fsqrt.d, fcvt.s.d, fmv.x.w, fclass.d, fmv.d.x, fle.d, fcvt.lu.s
    let float = [
        0x0005_2507,
        0x00a5_3027,
        0x00b5_7543,
        0x02b5_754f,
        0x00b5_7553,
        0x5a05_7553,
        0x4015_7553,
        0xe005_0553,
        0xe205_1553,
        0xf205_0553,
        0xa2b5_0553,
        0xc035_7553,
    ];
    for word in [&integer[..], &float].concat() {
        let expected = format!(
            "the word {word:#010x} at {BEHIND:#x} in f needs a feature that ZisK is built without (F, D, Zbc, Zbkx, Zicond)"
        );
        assert_eq!(refusal(&behind(&[word])), expected);
    }
    // No instructions of theirs, but of nobody: flh, fmadd.h, fadd.h, fmv.x.w of another register.
    for word in [0x0005_1507, 0x04b5_7543, 0x04b5_7553, 0xe015_0553] {
        assert_eq!(code(&behind(&[word]), &[]), 6, "{word:#010x}");
    }
}

/// `auipc` and `jalr` become one step, with its target.
#[test]
fn a_far_call_out_of_the_code_is_refused_at_load() {
    let auipc = |upper: u32| upper << 12 | RA << 7 | 0x17;
    let call = |upper: u32, offset| behind(&[auipc(upper), jalr(RA, RA, offset)]);
    let jalr_at = BEHIND + 4;
    // The assembler's call of address 0, as of a weak function that is not there.
    let expected = format!(
        "the word {:#010x} at {jalr_at:#x} in f calls 0x0, where no code can be",
        jalr(RA, RA, -0x14)
    );
    assert_eq!(refusal(&call(0x7_0000, -0x14)), expected.replace("calls 0x0", "calls 0x100000000"));
    assert_eq!(code(&call(0x7FFF, -0x14), &[]), 6, "the last page of ROM");
    assert!(refusal(&call(0x8000, -0x14)).ends_with(" calls 0x98000000, where no code can be"));
    // A jump by another register, or one that links to another, is no such call.
    for apart in [jalr(RA, A0, 0), jalr(T0, RA, 0)] {
        assert_eq!(code(&behind(&[auipc(0x8000), apart]), &[]), 6);
    }
}

/// Code is read by halves, and the second half of a word can begin an instruction.
#[test]
fn data_among_code_shifts_what_follows() {
    // Two halves that are none, and a half that takes the next word's first half with it.
    let shifted =
        |data: u32| Guest::new("zisk", |asm| exit_zisk(asm.then([beq(ZERO, ZERO, 8), data]).li(A0, 6)));
    assert_eq!(code(&shifted(0x1234_0001), &[]), 6);
    assert_eq!(code(&shifted(0xffff_ffff), &[]), 6);
    let lines = failure(&shifted(0x0003_0001), &[], Outcome::Trapped);
    let lines: Vec<_> = lines.lines().map(str::trim).collect();
    let expected =
        "fetch from 0x90000008: the words before read as an instruction that reaches into this one";
    assert_eq!(lines[0], expected);
    assert!(
        lines.last().unwrap().starts_with("rule: zisk-riscv@1.4.0-alpha src/elf_extraction.rs"),
        "{lines:?}"
    );
    // It ends where a half is none again.
    let back = |asm: Asm| exit_zisk(asm.then([beq(ZERO, ZERO, 12), 0x0003_0001, 0x0001_0000]).li(A0, 6));
    assert_eq!(code(&Guest::new("zisk", back), &[]), 6);
}

#[test]
fn code_is_whole() {
    let mut tail = behind(&[]);
    tail.segments[0].size += 4;
    let end = start() + tail.segments[0].size;
    assert_eq!(refusal(&tail), format!("the segment 0x90000000..{end:#x} (--x) is not wholly in the file"));
    let with_bytes = |bytes: &[u8]| {
        let mut guest = behind(&[]);
        guest.segments[0].bytes.extend(bytes);
        guest.segments[0].size = guest.segments[0].bytes.len() as u64;
        guest
    };
    let expected = "the segment 0x90000000..0x90000015 (--x) has an odd number of bytes";
    assert_eq!(refusal(&with_bytes(&[1])), expected);
    let expected = "the segment 0x90000000..0x90000016 (--x) ends within an instruction";
    assert_eq!(refusal(&with_bytes(&[3, 0])), expected);
    assert_eq!(code(&with_bytes(&[1, 0]), &[]), 6);
}

#[test]
fn read_only_data_starts_at_words() {
    let at = |address, flags| behind(&[]).with_segment(Segment::new(address, flags, [0; 8]));
    let expected = "the segment 0x90010004..0x9001000c (r--) does not start at a multiple of 8";
    assert_eq!(refusal(&at(0x9001_0004, R)), expected);
    let expected = "the segment 0x90010004..0x9001000c (r-x) does not start at a multiple of 8";
    assert_eq!(refusal(&at(0x9001_0004, RX)), expected);
    for (address, flags) in [(0x9001_0008, R), (0x9001_0004, X), (0xA043_0004, RW)] {
        assert_eq!(code(&at(address, flags), &[]), 6);
    }
}

#[test]
fn segments_lie_where_zisk_has_them() {
    let at = |address, flags| refusal(&behind(&[]).with_segment(Segment::new(address, flags, [0; 8])));
    let expected = "the segment 0xa0430000..0xa0430008 (--x) lies in region `ram`, which is rw-";
    assert_eq!(at(0xA043_0000, X), expected);
    let expected = "the segment 0x90010000..0x90010008 (rw-) lies in region `rom`, which is r-x";
    assert_eq!(at(0x9001_0000, RW), expected);
    let expected = "the segment 0x90010000..0x90010008 (rwx) is both writable and executable";
    assert_eq!(at(0x9001_0000, RWX), expected);
    let expected = "the segment 0x97dffffc..0x97e00004 (--x) reaches 0x97e00000, in no region of ZisK";
    assert_eq!(at(0x97DF_FFFC, X), expected);
}
