//! ZisK's host: windows of memory, a console of one byte, and the one call.

mod support;

use support::*;
use zkshim_report::Outcome;

const INPUT: u64 = 0x1000_0000;
const STACK: u64 = 0xA000_0000;
const UART: u64 = 0xA040_0200;
const OUTPUT: u64 = 0xA041_0000;

fn data() -> u64 {
    layout("zisk").data
}

/// A guest that does something and ends with the code in a0.
fn guest(code: impl FnOnce(Asm) -> Asm) -> Guest {
    Guest::new("zisk", |asm| exit_zisk(code(asm)))
}

/// Ends with the word of 4 bytes at an address.
fn load_word(address: u64) -> Guest {
    guest(|asm| asm.li(A1, address).then([lw(A0, A1, 0)]))
}

/// Stores a word of 4 bytes to an address and ends well.
fn store_word(address: u64) -> Guest {
    guest(|asm| asm.li(A1, address).then([sw(A0, A1, 0)]).li(A0, 0))
}

#[test]
fn a_guest_ends_with_its_code() {
    for exit in [0, 1, 42, 134, 255, 256] {
        let ends = guest(|asm| asm.li(A0, exit));
        let (execution, _) = run(&ends, &[]);
        let words = ends.segments[0].size / 4;
        assert_eq!(
            (execution.code, execution.instructions),
            (Some(exit as u32), Some(words)),
            "{execution:?}"
        );
    }
}

/// The code is all 64 bits of a0, and what does not fit is no success.
#[test]
fn a_large_code_is_a_failure() {
    for large in [1 << 32, 1 << 63, 0xffff_ffff_0000_0005, u64::MAX] {
        assert_eq!(code(&guest(|asm| asm.li(A0, large)), &[]), u32::MAX, "{large:#x}");
    }
}

/// ra leads to ZisK's own code, which ends a run well: a0 is no exit code there.
#[test]
fn a_return_from_the_start_is_a_success() {
    let returns = Guest::new("zisk", |asm| {
        asm.set(&[(A1, OUTPUT), (A0, 7)]).then([sb(A0, A1, 255), jalr(ZERO, RA, 0)])
    });
    let (execution, _) = run(&returns, &[]);
    let words = returns.segments[0].size / 4;
    assert_eq!((execution.code, execution.instructions), (Some(0), Some(words)), "{execution:?}");
    assert_eq!((execution.public_output.len(), execution.public_output[255]), (256, 7));
    // The rest of ZisK's own code has no way in.
    let elsewhere = Guest::new("zisk", |asm| asm.li(A0, 0x1004).then([jalr(ZERO, A0, 0)]));
    assert_eq!(trap(&elsewhere, &[]), "fetch from 0x1004: address is in no region of ZisK");
}

#[test]
fn registers_at_the_start() {
    for (register, value) in [(A0, 0x1000_0000), (A1, 0xA041_0000), (RA, 0x101C), (SP, 0), (T0, 0)] {
        let ends = guest(|asm| asm.then([addi(A0, register, 0)]));
        assert_eq!(code(&ends, &[]), value, "x{register}");
    }
}

/// The input as 8-byte words from the start of the window, copied to the output.
fn echo(words: i32) -> Guest {
    guest(|asm| {
        let asm = asm.set(&[(A2, INPUT), (A1, OUTPUT)]);
        (0..words).fold(asm, |asm, word| asm.then([ld(A0, A2, 8 * word), sd(A0, A1, 8 * word)])).li(A0, 0)
    })
}

/// A word of the system's, the length in a word, the bytes, and zeros.
#[test]
fn input_is_one_record() {
    for input in [&b""[..], b"a", b"odd", b"12345678", b"an odd length"] {
        let (execution, _) = run(&echo(6), input);
        let mut expected = [&[0; 8], &(input.len() as u64).to_le_bytes()[..], input].concat();
        expected.resize(256, 0);
        assert_eq!(execution.public_output, expected, "{input:?}: {execution:?}");
    }
    // All of the window can be read, and none of it written.
    assert_eq!(code(&load_word(0x8fff_fffc), b"x"), 0);
    let expected = "store to 0x10000008: in the region `input`, r--";
    assert_eq!(trap(&store_word(INPUT + 8), b"x"), expected);
}

/// Where all of the load would be zero.
#[test]
fn a_load_across_the_end_of_the_input_is_refused() {
    let load = |word| guest(move |asm| asm.li(A1, INPUT + 16).then([word, addi(A0, ZERO, 3)]));
    // 16 bytes of the record are length and input, and behind them is nothing.
    let (within, behind) = (ld(A0, A1, 0), ld(A0, A1, 8));
    let misaligned = ld(A0, A1, 1);
    assert_eq!([within, behind].map(|word| code(&load(word), b"12345678")), [3, 3]);
    assert_eq!(code(&load(misaligned), b"more than 8 bytes"), 3);
    assert_eq!(
        failure(&load(misaligned), b"12345678", Outcome::Trapped).lines().collect::<Vec<_>>(),
        [
            "load from 0x10000011: across 0x10000018, where the input ends",
            "  pc 0x90000008",
            "  address 0x10000011: region `input`, 0x10000000..0x90000000",
            "  rule: zisk-core@1.4.0-alpha src/mem.rs Mem::read: such a load gives zero, whatever the input is",
        ]
    );
}

#[test]
fn the_public_output_is_what_lies_in_the_window() {
    let stores = |exit| {
        guest(move |asm| {
            let asm = asm.set(&[(A1, OUTPUT), (A0, 0x0102_0304_0506_0708)]);
            asm.then([sd(A0, A1, 248), sb(A0, A1, 0), sb(ZERO, A1, 251)]).li(A0, exit)
        })
    };
    let mut expected = vec![0; 256];
    expected[0] = 8;
    expected[248..].copy_from_slice(&[8, 7, 6, 0, 4, 3, 2, 1]);
    assert_eq!(run(&stores(0), &[]).0.public_output, expected);
    // Without a store it is all zeros, and after a failure there is none.
    assert_eq!(run(&guest(|asm| asm.li(A0, 0)), &[]).0.public_output, [0; 256]);
    let (failed, _) = run(&stores(9), &[]);
    assert_eq!((failed.code, failed.public_output), (Some(9), vec![]));
    assert!(run(&store_word(0x10), &[]).0.public_output.is_empty());
    // The guest can read it back.
    assert_eq!(code(&guest(|asm| asm.li(A1, OUTPUT).then([sb(A1, A1, 5), lbu(A0, A1, 5)])), &[]), 0);
}

/// ZisK has more of it, which no proof binds.
#[test]
fn the_window_of_output_ends_after_256_bytes() {
    assert_eq!(trap(&store_word(OUTPUT + 256), &[]), "store to 0xa0410100: address is in no region of ZisK");
    assert_eq!(trap(&store_word(OUTPUT + 254), &[]), "store to 0xa0410100: address is in no region of ZisK");
    assert_eq!(trap(&store_word(OUTPUT - 4), &[]), "store to 0xa040fffc: address is in no region of ZisK");
}

/// Each store is one instruction, and the run goes on after it.
#[test]
fn a_byte_stored_to_the_uart_is_printed() {
    let all: Vec<u8> = (0..=255).chain("é no end".bytes()).collect();
    let prints = guest(|asm| {
        let store = |asm: Asm, &byte: &u8| asm.li(A0, byte.into()).then([sb(A0, A1, 0)]);
        all.iter().fold(asm.li(A1, UART), store).li(A0, 9)
    });
    let (execution, console) = run(&prints, &[]);
    assert_eq!((console.stdout, console.stderr), (all, vec![]));
    let words = prints.segments[0].size / 4;
    assert_eq!((execution.code, execution.instructions), (Some(9), Some(words)), "{execution:?}");
}

/// ZisK prints nothing of a wider store, and has a memory of what was stored.
#[test]
fn other_uses_of_the_uart_are_refused() {
    let access = |word| trap(&guest(|asm| asm.li(A1, UART).then([word])), &[]);
    for word in [sh(A0, A1, 0), sw(A0, A1, 0), sd(A0, A1, 0)] {
        assert_eq!(access(word), "store to 0xa0400201: address is in no region of ZisK");
    }
    for word in [sb(A0, A1, -1), sh(A0, A1, -1)] {
        assert_eq!(access(word), "store to 0xa04001ff: address is in no region of ZisK");
    }
    for word in [lbu(A0, A1, 0), lw(A0, A1, 0), atomic(2, 4, A0, 0, A1), atomic(1, 4, A0, A0, A1)] {
        assert_eq!(access(word), "load from 0xa0400200: in the region `uart`, -w-");
    }
    let jump = guest(|asm| asm.li(A1, UART).then([jalr(ZERO, A1, 0)]));
    assert_eq!(trap(&jump, &[]), "fetch from 0xa0400200: in no segment of the ELF, not executable");
}

/// ZisK overwrites ra and does nothing else.
#[test]
fn other_calls_are_refused() {
    for number in [0, 64, 92, 94, 1 << 32 | 93] {
        let call = Guest::new("zisk", |asm| asm.set(&[(A0, 0), (A7, number)]).then([ECALL]));
        assert_eq!(trap(&call, &[]), format!("unknown host call {number}: ZisK does nothing"));
    }
    assert_eq!(trap(&Guest::new("zisk", |asm| asm.then([EBREAK])), &[]), "ebreak: a trap");
}

#[test]
fn regions_that_are_zisks_own_are_refused() {
    // Below the stack; registers, CSRs; behind the output; the libraries' RAM and what is behind it.
    for address in [
        0x9800_0000,
        STACK - 4,
        0xA040_0000,
        0xA040_01FC,
        0xA040_0204,
        0xA040_8000,
        OUTPUT + 256,
        0xA042_FFFC,
        0xBFFC_0000,
        0xBFFF_0000,
        0xC000_0000,
        0x1000,
        0,
    ] {
        let at = format!("{address:#x}: address is in no region of ZisK");
        assert_eq!(trap(&load_word(address), &[]), format!("load from {at}"));
        assert_eq!(trap(&store_word(address), &[]), format!("store to {at}"));
    }
    for address in [STACK, 0xA03F_FFFC, OUTPUT, OUTPUT + 252, 0xA043_0000, 0xBFFB_FFFC] {
        assert_eq!(code(&store_word(address), &[]), 0, "{address:#x}");
    }
}

/// ROM is what the ELF puts there: code that can be executed, data that can be read, and nothing else.
#[test]
fn rom_is_what_the_elf_puts_there() {
    let constants = 0x9001_0000;
    let with_constants = |guest: Guest| guest.with_segment(Segment::new(constants, R, [9, 0, 0, 0, 0, 5, 0]));
    assert_eq!(code(&with_constants(load_word(constants)), &[]), 9);
    // What is read-only is filled up to whole words of 8 bytes.
    assert_eq!(code(&with_constants(load_word(constants + 4)), &[]), 0x500);
    let expected = "load from 0x90010008: in the region `rom`, in no segment of the ELF";
    assert_eq!(trap(&with_constants(load_word(constants + 8)), &[]), expected);
    let code_at = layout("zisk").code;
    let code_only = load_word(code_at);
    let end = code_at + code_only.segments[0].size;
    assert_eq!(
        trap(&code_only, &[]),
        format!("load from 0x90000000: in the segment 0x90000000..{end:#x}, --x")
    );
    let expected = format!("load from {end:#x}: in the region `rom`, in no segment of the ELF");
    assert_eq!(trap(&guest(|asm| asm.li(A1, end).then([lw(A0, A1, 0)])), &[]), expected);
    for address in [code_at, constants, constants + 8] {
        let expected = format!("store to {address:#x}: in the region `rom`, r-x");
        assert_eq!(trap(&with_constants(store_word(address)), &[]), expected);
    }
    let mut readable = load_word(code_at);
    readable.segments[0].flags = RX;
    let first = u32::from_le_bytes(readable.segments[0].bytes[..4].try_into().unwrap());
    assert_eq!(code(&readable, &[]), first);
}

#[test]
fn a_misaligned_access_works_and_is_counted() {
    let copies = guest(|asm| {
        let asm = asm.set(&[(A1, data() + 0xffd), (A2, 0x0123_4567_89ab_cdef)]);
        asm.then([sd(A2, A1, 0), lw(A3, A1, 1), sh(A3, A1, 12), ld(A4, A1, 0), addi(A0, ZERO, 1)])
            .then([bne(A4, A2, 8), addi(A0, ZERO, 0)])
    });
    let (execution, _) = run(&copies, &[]);
    assert_eq!((execution.code, execution.misaligned), (Some(0), Some(4)), "{execution:?}");
}
