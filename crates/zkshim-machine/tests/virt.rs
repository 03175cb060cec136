//! The boards: semihosting, preloaded input, and what a start-up file writes to CSRs.

mod support;

use support::*;
use zkshim_report::Outcome;

const BOARDS: [&str; 2] = ["virt32", "virt64"];
/// Where the guests below have their text, after argument blocks.
const TEXT: u64 = 64;

fn data() -> u64 {
    layout("virt64").data
}

/// A guest with text in its data that ends with the value of a register.
fn guest(vendor: &str, text: &[u8], code: impl FnOnce(Asm) -> Asm, exit: u32) -> Guest {
    Guest::new(vendor, |asm| exit_board(code(asm), exit)).with_data([&[0; TEXT as usize], text].concat())
}

/// Opens a file whose name is in the text.
fn open(asm: Asm, at: u64, length: u64, mode: u64) -> Asm {
    semihost(asm, 0x01, &[data() + TEXT + at, mode, length])
}

#[test]
fn console_and_public_output_are_files() {
    let text = b":ttzkshim-outputhello\xff";
    for vendor in BOARDS {
        let (execution, console) = run(
            &guest(
                vendor,
                text,
                |asm| {
                    let asm = open(asm, 0, 3, 4);
                    let asm = open(asm, 0, 3, 8);
                    let asm = open(asm, 3, 13, 5);
                    // The handles count from 1. SYS_WRITE returns what is left to write.
                    let asm = semihost(asm, 0x05, &[1, data() + TEXT + 16, 6]);
                    let asm = semihost(asm, 0x05, &[2, data() + TEXT + 16, 1]);
                    let asm = semihost(asm, 0x05, &[3, data() + TEXT + 17, 5]);
                    asm.then([addi(S4, A0, 9)])
                },
                S4,
            ),
            &[],
        );
        assert_eq!((execution.outcome, execution.code), (Outcome::Exited, Some(9)), "{execution:?}");
        assert_eq!(execution.public_output, b"ello\xff");
        assert_eq!(
            (console.stdout.as_slice(), console.stderr.as_slice()),
            (b"hello\xff".as_slice(), b"h".as_slice())
        );
    }
}

#[test]
fn input_lies_in_the_window() {
    for vendor in BOARDS {
        let window = layout(vendor).mark[4];
        let peek = |offset, input: &[u8]| {
            let guest = guest(vendor, &[], |asm| asm.li(A3, window).then([lbu(S4, A3, offset)]), S4);
            code(&guest, input)
        };
        let input: Vec<u8> = (0..300).map(|i| (i % 251) as u8).collect();
        assert_eq!([peek(0, &input), peek(1, &input), peek(2, &input)], [300 % 256, 1, 0]);
        assert_eq!([peek(8, &input), peek(15, &input)], [0, 0]);
        assert_eq!([peek(17, &input), peek(16 + 299, &input), peek(16 + 300, &input)], [1, 48, 0]);
        assert_eq!([peek(0, &[]), peek(16, &[])], [0, 0]);
    }
}

#[test]
fn input_larger_than_the_window_is_refused() {
    let mut small = guest("virt64", &[], |asm| asm.li(S4, 0), S4);
    let mark = small.mark.as_mut().unwrap();
    mark[5] = mark[4] + 16 + 100;
    assert_eq!(code(&small, &[0; 100]), 0);
    assert_eq!(
        failure(&small, &[0; 101], Outcome::Refused),
        "the input has 101 bytes, the guest's window 100: link it with a larger ZKVM_INPUT_SIZE"
    );
}

#[test]
fn an_input_window_outside_of_memory_is_refused() {
    let mut wrong = guest("virt64", &[], |asm| asm.li(S4, 0), S4);
    (wrong.mark.as_mut().unwrap()[4], wrong.mark.as_mut().unwrap()[5]) = (0x1000, 0x2000);
    let expected = "the input window 0x1000..0x2000 of the ELF's mark: load from 0x1000: address is in no region of \
                    QEMU virt, RV64";
    assert_eq!(failure(&wrong, &[], Outcome::Refused), expected);
}

#[test]
fn an_ecall_has_nobody_to_answer() {
    for vendor in BOARDS {
        let expected = "ecall: there is nobody to call on this board";
        assert_eq!(trap(&Guest::new(vendor, |asm| asm.then([ECALL])), &[]), expected);
    }
}

/// Only with the two instructions around it.
#[test]
fn a_lone_ebreak_is_a_trap() {
    for words in [[NOP, EBREAK, 0x4070_5013], [0x01f0_1013, EBREAK, NOP]] {
        assert_eq!(trap(&Guest::new("virt64", |asm| asm.li(A0, 0x20).then(words)), &[]), "ebreak: a trap");
    }
}

#[test]
fn other_semihosting_is_refused() {
    let call = |operation, block: &[u64]| {
        trap(&guest("virt32", b"x:tt", |asm| semihost(asm, operation, block), S4), &[])
    };
    assert_eq!(call(0x10, &[]), "semihosting operation 0x10: not modelled: use --on qemu");
    assert_eq!(call(0x01, &[data() + TEXT, 0, 1]), "semihosting SYS_OPEN of `x` in mode 0: not modelled");
    assert_eq!(
        call(0x01, &[data() + TEXT + 1, 0, 3]),
        "semihosting SYS_OPEN of `:tt` in mode 0: not modelled"
    );
    assert_eq!(call(0x05, &[0, data(), 1]), "semihosting SYS_WRITE to the bad handle 0");
    assert_eq!(call(0x05, &[1, data(), 1]), "semihosting SYS_WRITE to the bad handle 1");
    let expected = "semihosting SYS_EXIT_EXTENDED for the reason 0x20023: not modelled";
    assert_eq!(call(0x20, &[0x20023, 0]), expected);
}

/// What the boards' start-up file writes there the machine has built in; nothing else is there.
#[test]
fn trap_vector_and_memory_protection_can_be_written() {
    for vendor in BOARDS {
        let writes = [0x305, 0x3A0, 0x3B0, 0x3B1, 0x3B2, 0x3B3].map(|csr| csrw(csr, A0));
        assert_eq!(code(&guest(vendor, &[], |asm| asm.li(S4, 5).then(writes), S4), &[]), 5);
        for word in
            [csrw(0x3B4, A0), csrw(0x3A1, A0), csrw(0x300, A0), csrr(A0, 0x305), csrw(0x305, A0) | A0 << 7]
        {
            let expected = format!("illegal instruction {word:#010x}");
            assert!(trap(&Guest::new(vendor, |asm| asm.then([word])), &[]).starts_with(&expected));
        }
    }
    for vendor in ["sp1", "risc0"] {
        let first = trap(&Guest::new(vendor, |asm| asm.then([csrw(0x305, A0)])), &[]);
        assert!(first.starts_with("illegal instruction "), "{first}");
    }
}

/// The instructions that write CSRs are instructions, also the second time.
#[test]
fn ignored_instructions_count() {
    let guest = guest("virt64", &[], |asm| asm.li(S4, 0).then([csrw(0x305, A0), csrw(0x305, A0)]), S4);
    let (execution, _) = run(&guest, &[]);
    // All words but the last, which comes after the end.
    assert_eq!(execution.instructions, Some(guest.segments[0].size / 4 - 1), "{execution:?}");
}
