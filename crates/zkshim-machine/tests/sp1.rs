//! SP1's host calls.

mod support;

use support::*;
use zkshim_report::Outcome;

const WINDOW: u64 = 0x1C_0000_0000;

/// A guest that writes text to descriptors and halts well.
fn writes(parts: &[(u64, &[u8])], public: &[u8], code: u64) -> Guest {
    let data: Vec<u8> = parts.iter().flat_map(|(_, bytes)| bytes.to_vec()).collect();
    let mut at = layout("sp1").data;
    let guest = Guest::new("sp1", |asm| {
        let asm = parts.iter().fold(asm, |asm, (descriptor, bytes)| {
            let here = at;
            at += bytes.len() as u64;
            sp1(asm, 2, &[*descriptor, here, bytes.len() as u64])
        });
        halt_sp1(asm, public, code)
    });
    guest.with_data(data)
}

/// A guest that reads its input and makes it its public output.
fn echo(input: &[u8]) -> Guest {
    let length = input.len() as u64;
    Guest::new("sp1", |asm| {
        let asm = sp1(asm, 0xF1, &[WINDOW, length]);
        halt_sp1(sp1(asm, 2, &[13, WINDOW, length]), input, 0)
    })
}

#[test]
fn a_guest_ends_with_its_code() {
    for exit in [0, 1, 42, 255] {
        assert_eq!(code(&Guest::new("sp1", |asm| halt_sp1(asm, &[], exit)), &[]), exit as u32);
    }
    // a0 has 64 bits, the exit code the low 32 of them.
    assert_eq!(code(&Guest::new("sp1", |asm| halt_sp1(asm, &[], u64::MAX)), &[]), u32::MAX);
}

/// The executor prints each line of each call, ended.
#[test]
fn the_console_has_lines_of_text() {
    let parts: &[(u64, &[u8])] =
        &[(1, b"one "), (1, b"line\r\n\nmore"), (2, b"err\xff!"), (1, b""), (1, "ä\n".as_bytes())];
    let (execution, console) = run(&writes(parts, &[], 0), &[]);
    assert_eq!(execution.outcome, Outcome::Exited, "{execution:?}");
    assert_eq!(console.stdout, "one \nline\n\nmore\nä\n".as_bytes());
    assert_eq!(console.stderr, "err\u{FFFD}!\n".as_bytes());
}

#[test]
fn the_public_output_is_what_goes_to_descriptor_13() {
    let (execution, console) = run(&writes(&[(13, b"pub"), (1, b"x"), (13, b"lic\0")], b"public\0", 3), &[]);
    assert_eq!((execution.code, execution.public_output.as_slice()), (Some(3), b"public\0".as_slice()));
    assert_eq!(console.stdout, b"x\n");
}

#[test]
fn other_descriptors_are_refused() {
    let expected = "host call WRITE to the unknown descriptor 3";
    assert_eq!(trap(&writes(&[(3, b"x")], &[], 0), &[]), expected);
    for hook in 14..=21 {
        let expected = format!(
            "host call WRITE to descriptor {hook} (hints and hooks): known to SP1, not modelled: use --on executor"
        );
        assert_eq!(trap(&writes(&[(hook, b"x")], &[], 0), &[]), expected);
    }
}

#[test]
fn a_wrong_digest_is_refused() {
    let expected = "the committed digest is not that of the public output";
    assert_eq!(trap(&writes(&[(13, b"public")], b"other", 0), &[]), expected);
    // Also none, and one that lacks a word.
    assert_eq!(trap(&Guest::new("sp1", |asm| sp1(asm, 0, &[0])), &[]), expected);
    let mut guest = Guest::new("sp1", |asm| halt_sp1(asm, &[], 0));
    let first_commit =
        guest.segments[0].bytes.chunks(4).position(|word| word == ECALL.to_le_bytes()).unwrap();
    guest.segments[0].bytes[4 * first_commit..4 * first_commit + 4].copy_from_slice(&NOP.to_le_bytes());
    assert_eq!(trap(&guest, &[]), expected);
}

#[test]
fn the_digest_of_deferred_proofs_is_due_and_zero() {
    let digest_only = Guest::new("sp1", |asm| halt_sp1(asm, &[], 0));
    let mut bytes = digest_only.segments[0].bytes.clone();
    // Eight commits, then the eight of the deferred proofs: jump over these.
    let calls: Vec<_> =
        (0..bytes.len() / 4).filter(|i| bytes[4 * i..4 * i + 4] == ECALL.to_le_bytes()).collect();
    for call in &calls[8..16] {
        bytes[4 * call..4 * call + 4].copy_from_slice(&NOP.to_le_bytes());
    }
    let mut guest = digest_only;
    guest.segments[0].bytes = bytes;
    assert_eq!(trap(&guest, &[]), "HALT without COMMIT_DEFERRED_PROOFS");
    let expected = "host call COMMIT_DEFERRED_PROOFS of word 3 as 0x9: eight zeros are due";
    assert_eq!(trap(&Guest::new("sp1", |asm| sp1(asm, 0x1A, &[3, 9])), &[]), expected);
}

#[test]
fn a_commit_is_one_of_eight_words_and_stays() {
    let commits = |calls: &[[u64; 2]]| {
        let guest = Guest::new("sp1", |asm| calls.iter().fold(asm, |asm, call| sp1(asm, 0x10, call)));
        trap(&guest, &[])
    };
    assert_eq!(commits(&[[8, 0]]), "host call COMMIT of word 8: there are 8");
    assert_eq!(commits(&[[0, 1 << 32]]), "host call COMMIT of 0x100000000: a word of the digest has 32 bits");
    assert_eq!(commits(&[[2, 5], [2, 5], [2, 6]]), "host call COMMIT of word 2: another value than before");
}

#[test]
fn input_is_one_record_also_when_empty() {
    for length in [0, 1, 7, 8, 9, 4095, 4096, 100_000] {
        let input: Vec<u8> = (0..length).map(|i| (i * 7 + 1) as u8).collect();
        let (execution, _) = run(&echo(&input), &input);
        assert_eq!(execution.outcome, Outcome::Exited, "{length}: {execution:?}");
        assert_eq!(execution.public_output, input);
    }
}

/// A call's result is in t0: HINT_LEN's the length or all ones, any other's its own number.
#[test]
fn results_are_in_t0() {
    let check = |calls: fn(Asm) -> Asm, expected: u64, input: &[u8]| {
        let guest = Guest::new("sp1", |asm| {
            // Exit 0 if t0 is as expected; a wrong one never reaches HALT's digests.
            let asm = calls(asm).li(S2, expected).then([beq(T0, S2, 8), UNIMP]);
            halt_sp1(asm, &[], 0)
        });
        assert_eq!(code(&guest, input), 0);
    };
    check(|asm| sp1(asm, 0xF0, &[]), 11, &[0; 11]);
    check(|asm| sp1(asm, 0xF0, &[]), 0, &[]);
    check(|asm| sp1(sp1(asm, 0xF1, &[WINDOW, 11]), 0xF0, &[]), u64::MAX, &[0; 11]);
    check(|asm| sp1(asm, 0xF1, &[WINDOW, 11]), 0xF1, &[0; 11]);
    check(|asm| sp1(asm, 2, &[1, WINDOW, 0]), 2, &[]);
}

/// Whole words and one more, also where the bytes fill words: it must be fresh as well.
#[test]
fn a_hint_has_one_more_word() {
    for (length, words) in [(0, 1), (7, 1), (8, 2), (15, 2), (16, 3)] {
        let end = WINDOW + 8 * words;
        let touched = |at| {
            Guest::new("sp1", |asm| {
                let asm = asm.li(A3, at).then([lbu(ZERO, A3, 0)]);
                halt_sp1(sp1(asm, 0xF1, &[WINDOW, length]), &[], 0)
            })
        };
        let input = vec![1; length as usize];
        let expected =
            format!("host call HINT_READ: the guest has used memory in {WINDOW:#x}..{end:#x} before");
        assert_eq!(trap(&touched(end - 1), &input), expected);
        assert_eq!(code(&touched(end), &input), 0);
    }
}

#[test]
fn a_record_is_read_once() {
    let guest = Guest::new("sp1", |asm| sp1(sp1(asm, 0xF1, &[WINDOW, 3]), 0xF1, &[WINDOW + 64, 3]));
    assert_eq!(trap(&guest, &[0; 3]), "host call HINT_READ: there is no input left");
}

#[test]
fn a_hint_is_read_whole_and_aligned() {
    let hint = |address, length| trap(&Guest::new("sp1", |asm| sp1(asm, 0xF1, &[address, length])), b"12345");
    assert_eq!(hint(WINDOW, 4), "host call HINT_READ: 4 bytes asked of a record of 5");
    assert_eq!(hint(WINDOW + 4, 5), "host call HINT_READ: the address 0x1c00000004 is not a multiple of 8");
    assert_eq!(hint(0x20_0000_0000, 5), "store to 0x2000000000: address is in no region of SP1");
    let code = layout("sp1").code;
    let expected =
        format!("host call HINT_READ: the guest has used memory in {code:#x}..{:#x} before", code + 8);
    assert_eq!(hint(code, 5), expected);
}

/// The prover writes the hint as the memory's first content.
#[test]
fn a_hint_goes_to_memory_never_used() {
    let expected =
        format!("host call HINT_READ: the guest has used memory in {WINDOW:#x}..{:#x} before", WINDOW + 16);
    let touched = |touch: u32| {
        let guest = Guest::new("sp1", |asm| sp1(asm.li(A3, WINDOW).then([touch]), 0xF1, &[WINDOW, 9]));
        trap(&guest, &[0; 9])
    };
    assert_eq!(touched(sb(ZERO, A3, 0)), expected, "a store to the first byte");
    assert_eq!(touched(lbu(ZERO, A3, 15)), expected, "a load from the last");
}

#[test]
fn a_hint_never_goes_to_the_image() {
    let mut bss = Segment::new(layout("sp1").data, RW, [0; 4]);
    bss.size = 64;
    let guest = Guest::new("sp1", |asm| sp1(asm, 0xF1, &[layout("sp1").data + 32, 3])).with_segment(bss);
    assert!(trap(&guest, &[0; 3]).starts_with("host call HINT_READ: the guest has used memory in "));
}

#[test]
fn calls_that_are_not_modelled_say_so() {
    let call = |number| trap(&Guest::new("sp1", |asm| sp1(asm, number, &[])), &[]);
    for (number, name) in
        [(3, "ENTER_UNCONSTRAINED"), (0x0030_0105, "SHA_EXTEND"), (0x0001_0109, "KECCAK_PERMUTE")]
    {
        assert_eq!(call(number), format!("host call {name}: known to SP1, not modelled: use --on executor"));
    }
    assert_eq!(call(0x99), "unknown host call 0x99");
    // A number in a7, as Linux has it, means nothing.
    let guest = Guest::new("sp1", |asm| asm.set(&[(17, 93), (T0, 0x77)]).then([ECALL]));
    assert_eq!(trap(&guest, &[]), "unknown host call 0x77");
}

#[test]
fn buffers_of_calls_have_rights_too() {
    let write = |address, length| trap(&Guest::new("sp1", |asm| sp1(asm, 2, &[1, address, length])), &[]);
    assert_eq!(write(0x10, 4), "load from 0x10: address is in no region of SP1");
    assert_eq!(write(0x20_0000_0000 - 2, 4), "load from 0x2000000000: address is in no region of SP1");
}
