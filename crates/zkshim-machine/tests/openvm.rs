//! OpenVM's host calls, which are instructions of its own, and what its loader and its prover refuse.

mod support;

use support::*;
use zkshim_report::Outcome;

/// Where the guests below fetch hints to, after what they have in their data.
const BUFFER: u64 = 4096;

const HINT_INPUT: u32 = 0x0000_300b;

fn data() -> u64 {
    layout("openvm").data
}

/// A guest with data that does something and ends well.
fn guest(text: &[u8], code: impl FnOnce(Asm) -> Asm) -> Guest {
    let mut bytes = text.to_vec();
    bytes.resize(4 * BUFFER as usize, 0);
    Guest::new("openvm", |asm| code(asm).then([terminate(0)])).with_data(bytes)
}

fn print(text: &[u8], length: u64) -> Guest {
    guest(text, |asm| asm.set(&[(A0, data()), (A1, length)]).then([phantom(A0, A1, 1)]))
}

/// Reveals words of the buffer from a register that points there.
fn reveal_words(asm: Asm, words: i32) -> Asm {
    let asm = asm.li(A0, data() + BUFFER);
    (0..words)
        .fold(asm, |asm, word| asm.then([lw(A1, A0, 4 * word), addi(A2, ZERO, 4 * word), reveal(A2, A1, 0)]))
}

/// Starts with the input as the hint stream, and asks for words of it.
fn hints(words: u64) -> impl FnOnce(Asm) -> Asm {
    move |asm| asm.then([HINT_INPUT]).set(&[(A0, data() + BUFFER), (A1, words)]).then([hint_buffer(A0, A1)])
}

fn window(start: &[u8]) -> Vec<u8> {
    let mut window = start.to_vec();
    window.resize(32, 0);
    window
}

#[test]
fn a_guest_ends_with_its_code() {
    for exit in [0, 1, 2, 42, 134, 255] {
        let (execution, _) = run(&Guest::new("openvm", |asm| asm.then([NOP, terminate(exit)])), &[]);
        assert_eq!((execution.code, execution.instructions), (Some(exit as u32), Some(2)), "{execution:?}");
    }
}

#[test]
fn the_console_carries_text_as_it_is() {
    let text = "no end é€𝄞\0\r\n\n".as_bytes();
    let (execution, console) = run(&print(text, text.len() as u64), &[]);
    assert_eq!(execution.outcome, Outcome::Exited, "{execution:?}");
    assert_eq!((console.stdout.as_slice(), console.stderr.len()), (text, 0));
    // All of these are one console, also where a line is in pieces.
    let pieces = guest(b"abc", |asm| {
        let one =
            |asm: Asm, at, length| asm.set(&[(A0, data() + at), (A1, length)]).then([phantom(A0, A1, 1)]);
        one(one(one(asm, 0, 2), 3, 0), 2, 1)
    });
    assert_eq!(run(&pieces, &[]).1.stdout, b"abc");
}

/// The host makes a string of it: a byte that is none ends the run, and so does half a character.
#[test]
fn text_that_is_no_utf_8_is_refused() {
    assert_eq!(
        trap(&print(b"a\xffb", 3), &[]),
        "host call PrintStr of what is no UTF-8: invalid utf-8 sequence of 1 bytes from index 1"
    );
    assert_eq!(
        trap(&print("é".as_bytes(), 1), &[]),
        "host call PrintStr of what is no UTF-8: incomplete utf-8 byte sequence from index 0"
    );
}

#[test]
fn text_lies_in_memory() {
    let at = |address, length| {
        let print = |asm: Asm| asm.set(&[(A0, address), (A1, length)]).then([phantom(A0, A1, 1)]);
        trap(&guest(&[], print), &[])
    };
    assert_eq!(at(0x3ff, 2), "load from 0x3ff: address is in no region of OpenVM");
    assert_eq!(at(0x1fff_ffff, 2), "load from 0x20000000: address is in no region of OpenVM");
    assert_eq!(at(0xffff_ffff, 0xffff_ffff), "load from 0xffffffff: address is in no region of OpenVM");
}

/// Its length in a word, its bytes, and zeros up to a whole word.
#[test]
fn input_is_one_vector() {
    for input in [&b""[..], b"a", b"odd", b"four", b"twenty-eight bytes of input."] {
        let words = input.len().div_ceil(4);
        let echo = guest(&[], |asm| {
            let asm = asm.then([HINT_INPUT]).li(A0, data() + BUFFER).then([hint_word(A0)]);
            let asm = asm.set(&[(A0, data() + BUFFER + 4), (A1, words as u64)]);
            // HINT_BUFFER of no words is an error.
            let asm = if words == 0 { asm } else { asm.then([hint_buffer(A0, A1)]) };
            reveal_words(asm, 1 + words as i32)
        });
        let (execution, _) = run(&echo, input);
        assert_eq!(execution.outcome, Outcome::Exited, "{execution:?}");
        let expected = window(&[&(input.len() as u32).to_le_bytes(), input].concat());
        assert_eq!(execution.public_output, expected, "{input:?}");
    }
}

#[test]
fn a_second_input_is_refused() {
    for input in [&b""[..], b"input"] {
        let twice = guest(&[], |asm| asm.then([HINT_INPUT, HINT_INPUT]));
        assert_eq!(
            failure(&twice, input, Outcome::Trapped).lines().collect::<Vec<_>>(),
            [
                "host call HintInput: no input is left",
                "  pc 0x200804",
                "  rule: openvm-rv32im-circuit@2.0.2 src/extension/mod.rs Rv32HintInputSubEx"
            ]
        );
    }
}

#[test]
fn a_hint_has_1_to_1023_words() {
    assert_eq!(code(&guest(&[], hints(1)), &[]), 0);
    assert_eq!(code(&guest(&[], hints(1023)), &[7; 4088]), 0);
    for words in [0, 1024, 0xffff_ffff] {
        let expected = format!("host call HINT_BUFFER of {words} words: it takes 1 to 1023");
        assert_eq!(trap(&guest(&[], hints(words)), &[7; 5000]), expected);
    }
}

#[test]
fn hints_come_in_order_and_end() {
    let input: Vec<u8> = (0..24).collect();
    let pieces = guest(&[], |asm| {
        let asm = asm.then([HINT_INPUT]).set(&[(A0, data() + BUFFER), (A1, 3), (A2, data() + BUFFER + 12)]);
        reveal_words(asm.then([hint_buffer(A0, A1), hint_word(A2), addi(A2, A2, 4), hint_buffer(A2, A1)]), 7)
    });
    let (execution, _) = run(&pieces, &input);
    assert_eq!(execution.public_output, window(&[&[24, 0, 0, 0], &input[..]].concat()), "{execution:?}");
    // The length is the first word of the stream.
    assert_eq!(trap(&guest(&[], hints(3)), b"four"), "a hint of 3 words: the hint stream has 2");
    let without = guest(&[], |asm| asm.li(A0, data() + BUFFER).then([hint_word(A0)]));
    assert_eq!(trap(&without, b"four"), "a hint of 1 words: the hint stream has 0");
}

#[test]
fn a_hint_goes_to_words_of_memory() {
    let to = |address| {
        let hint = |asm: Asm| asm.then([HINT_INPUT]).li(A0, address).then([hint_word(A0)]);
        trap(&guest(&[], hint), b"four")
    };
    for odd in [1, 2, 3] {
        let address = data() + BUFFER + odd;
        assert_eq!(to(address), format!("a hint to {address:#x}: not a multiple of 4"));
    }
    assert_eq!(to(0), "store to 0x0: address is in no region of OpenVM");
    assert_eq!(to(0x2000_0000), "store to 0x20000000: address is in no region of OpenVM");
    assert_eq!(to(0xffff_fffc), "store to 0xfffffffc: address is in no region of OpenVM");
    // The executor writes to code, without effect on what runs.
    assert!(to(layout("openvm").code).starts_with("store to 0x200800: in the segment "));
}

/// What was not revealed of the window is zero, and nothing revealed is all zeros.
#[test]
fn the_public_output_is_the_whole_window() {
    let revealed = |code: fn(Asm) -> Asm| {
        let (execution, _) = run(&guest(&[], code), &[]);
        assert_eq!(execution.outcome, Outcome::Exited, "{execution:?}");
        execution.public_output
    };
    assert_eq!(revealed(|asm| asm), window(&[]));
    let partial = revealed(|asm| {
        let asm = asm.set(&[(A0, 32), (A1, 0x0403_0201), (A2, 8)]);
        asm.then([reveal(A0, A1, -4), reveal(A2, A1, 0), reveal(A2, ZERO, 4), reveal(ZERO, A2, 0)])
    });
    let mut expected = window(&[8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
    expected[28..].copy_from_slice(&[1, 2, 3, 4]);
    assert_eq!(partial, expected);
    // A word that is revealed again is another one.
    assert_eq!(
        revealed(|asm| asm.then([addi(A1, ZERO, 9), reveal(ZERO, A1, 0), reveal(ZERO, ZERO, 0)])),
        window(&[])
    );
}

/// The executor rounds an offset down; its prover does not.
#[test]
fn a_reveal_is_a_word_of_the_window() {
    let reveal_at =
        |offset, more| trap(&guest(&[], |asm| asm.li(A0, offset).then([reveal(A0, ZERO, more)])), &[]);
    for offset in [1, 2, 3, 30, 31] {
        assert_eq!(reveal_at(offset, 0), format!("a reveal at {offset:#x}: not a multiple of 4"));
    }
    assert_eq!(reveal_at(8, 3), "a reveal at 0xb: not a multiple of 4");
    for offset in [32, 0x8000_0000, 0xffff_fffc] {
        let expected = format!("a reveal at {offset:#x}: past the 32 bytes of public output");
        assert_eq!(reveal_at(offset, 0), expected);
    }
    assert_eq!(reveal_at(0, -4), "a reveal at 0xfffffffc: past the 32 bytes of public output");
}

#[test]
fn the_public_output_is_void_after_a_failure() {
    let failed = Guest::new("openvm", |asm| asm.then([addi(A1, ZERO, 9), reveal(ZERO, A1, 0), terminate(1)]));
    let (execution, _) = run(&failed, &[]);
    assert_eq!((execution.code, execution.public_output), (Some(1), vec![]));
    let trapped = Guest::new("openvm", |asm| asm.then([addi(A1, ZERO, 9), reveal(ZERO, A1, 0), EBREAK]));
    assert!(run(&trapped, &[]).0.public_output.is_empty());
}

#[test]
fn chance_is_not_modelled() {
    let random = guest(&[], |asm| asm.then([phantom(ZERO, ZERO, 2)]));
    let expected = "host call HintRandom: known to OpenVM, not modelled: use --on executor";
    assert_eq!(trap(&random, &[]), expected);
}

/// The executor runs on past `unimp`, and ends with the code 2 at any other.
#[test]
fn system_instructions_are_refused() {
    // unimp; csrr a0, cycle; csrw mtvec, a0; wfi
    for word in [UNIMP, csrr(A0, 0xC00), csrw(0x305, A0), 0x1050_0073] {
        let does = if word == UNIMP { "does nothing" } else { "ends the run with the code 2" };
        let expected =
            format!("system instruction {word:#010x}: OpenVM has no CSRs; there its executor {does}");
        assert_eq!(trap(&Guest::new("openvm", |asm| asm.then([word, terminate(0)])), &[]), expected);
    }
    let expected = "ecall: OpenVM has none; there its executor ends the run with the code 2";
    assert_eq!(trap(&Guest::new("openvm", |asm| asm.li(A7, 93).then([ECALL])), &[]), expected);
    assert_eq!(trap(&Guest::new("openvm", |asm| asm.then([EBREAK])), &[]), "ebreak: a trap");
}

#[test]
fn a_fence_does_nothing() {
    assert_eq!(code(&Guest::new("openvm", |asm| asm.then([FENCE, terminate(7)])), &[]), 7);
}

/// Also where the executor rounds the address down.
#[test]
fn a_misaligned_access_is_refused() {
    let (lh, lw_at) = (i_type(0x03, 1, A0, A1, 0), |offset| lw(A0, A1, offset));
    for (word, offset, what) in
        [(lw_at(1), 1, "load from"), (lw_at(2), 2, "load from"), (sw(A0, A1, 3), 3, "store to")]
    {
        let guest = guest(&[], |asm| asm.li(A1, data()).then([word]));
        let expected = format!("misaligned {what} {:#x}: not a multiple of 4", data() + offset);
        assert_eq!(trap(&guest, &[]), expected);
    }
    for word in [lh, sh(A0, A1, 0)] {
        let odd = guest(&[], |asm| asm.li(A1, data() + 1).then([word]));
        assert!(trap(&odd, &[]).ends_with(&format!("{:#x}: not a multiple of 2", data() + 1)));
    }
    let reason = failure(&guest(&[], |asm| asm.li(A1, data()).then([lw_at(1)])), &[], Outcome::Trapped);
    assert!(reason.contains("openvm-rv32im-circuit@2.0.2 src/loadstore/core.rs run_write_data"), "{reason}");
}

/// The executor knows no lower end but 0.
#[test]
fn the_lowest_page_is_refused() {
    let load =
        |address| Guest::new("openvm", move |asm| asm.li(A1, address).then([lw(A0, A1, 0), terminate(0)]));
    assert_eq!(trap(&load(0), &[]), "load from 0x0: address is in no region of OpenVM");
    assert_eq!(trap(&load(0x3fc), &[]), "load from 0x3fc: address is in no region of OpenVM");
    assert_eq!([code(&load(0x400), &[]), code(&load(0x1fff_fffc), &[])], [0, 0]);
    assert_eq!(trap(&load(0x2000_0000), &[]), "load from 0x20000000: address is in no region of OpenVM");
}

fn word_refused(word: u32) {
    let guest = Guest::new("openvm", |asm| asm.then([terminate(0), word])).with_function("f", 0x20_0800, 8);
    let expected = format!("the word {word:#010x} at 0x200804 in f is no instruction of OpenVM");
    assert_eq!(refusal(&guest), expected);
}

/// Whether it is reached or not.
#[test]
fn a_word_that_does_not_decode_is_refused_at_load() {
    // Zero, two 16-bit instructions, lr.w, fence.i, ld, addiw, flw.
    for word in [0, 0x0001_0001, 0x1005_252f, FENCE_I, ld(A0, A1, 0), addiw(A0, A1, 0), 0x0000_2007] {
        word_refused(word);
    }
    // Its decoder takes clz and a shift by 32 for other shifts, and a jalr with another funct3 for jalr.
    for word in [0x6005_1513, slli(A0, A0, 32), i_type(0x67, 1, ZERO, A1, 0)] {
        word_refused(word);
    }
}

#[test]
fn a_call_that_there_is_not_is_refused_at_load() {
    for word in [
        terminate(256),
        terminate(-1),
        i_type(0x0b, 1, A0, A1, 2),
        phantom(A0, A1, 3),
        phantom(A0, A1, -1),
        i_type(0x0b, 4, A0, A1, 0),
        i_type(0x0b, 7, A0, A1, 0),
    ] {
        word_refused(word);
    }
    // System instructions load, and end the run only when they are reached.
    for word in [UNIMP, ECALL, EBREAK, csrr(A0, 0xC00), FENCE] {
        assert_eq!(code(&Guest::new("openvm", |asm| asm.then([terminate(4), word])), &[]), 4);
    }
}

/// Its loader puts segments in order first.
#[test]
fn code_is_of_one_piece_in_any_order() {
    let start = layout("openvm").code;
    let pieces = |at| {
        let mut guest = Guest::new("openvm", |asm| asm.then([terminate(5)]));
        guest.entry = at;
        guest.with_segment(Segment::new(at, RX, NOP.to_le_bytes()))
    };
    assert_eq!(code(&pieces(start - 4), &[]), 5, "nop, then terminate");
    let expected = "the executable segment 0x200808..0x20080c does not continue the one before";
    assert_eq!(refusal(&pieces(start + 8)), expected);
    let expected = "the executable segment 0x200800..0x200804 does not continue the one before";
    assert_eq!(refusal(&pieces(start - 8)), expected);
}

/// The loader fills the tail of code with zeros in memory, but makes no instructions of them.
#[test]
fn the_tail_of_code_is_no_code() {
    let mut guest = Guest::new("openvm", |asm| asm.then([NOP]));
    guest.segments[0].size = 16;
    assert_eq!(trap(&guest, &[]), "illegal instruction 0x00000000: rv32im does not have it");
}
