//! RISC Zero's host calls.

mod support;

use support::*;
use zkshim_report::Outcome;

const WRITE: (u64, &str) = (16, "risc0_zkvm_platform::syscall::nr::SYS_WRITE");
const READ: (u64, &str) = (12, "risc0_zkvm_platform::syscall::nr::SYS_READ");

/// Where the guests below have what in their data.
const DIGEST: u64 = 0;
const NAMES: u64 = 32;
const TEXT: u64 = 256;
const BUFFER: u64 = 4096;

fn data() -> u64 {
    layout("risc0").data
}

/// Digest, two names and a text, as data.
fn with_data(guest: Guest, digest: [u8; 32], names: [&str; 2], text: &[u8]) -> Guest {
    let mut bytes = digest.to_vec();
    for name in names {
        bytes.extend(name.bytes().chain([0]));
    }
    bytes.resize(TEXT as usize, 0);
    bytes.extend(text);
    bytes.resize(2 * BUFFER as usize, 0);
    guest.with_data(bytes)
}

/// A software call; its name is the first or the second in the data.
fn software(asm: Asm, (number, _): (u64, &str), second: bool, registers: &[(u32, u64)]) -> Asm {
    let name = data() + NAMES + if second { WRITE.1.len() as u64 + 1 } else { 0 };
    asm.set(&[(T0, 2), (T6, number), (A2, name)]).set(registers).then([ECALL])
}

fn write(asm: Asm, descriptor: u64, address: u64, length: u64) -> Asm {
    software(asm, WRITE, false, &[(A0, 0), (A1, 0), (A3, descriptor), (A4, address), (A5, length)])
}

fn read(asm: Asm, descriptor: u64, address: u64, length: u64) -> Asm {
    software(asm, READ, true, &[(A0, address), (A1, length), (A3, descriptor), (A4, length)])
}

fn halt(asm: Asm, a0: u64) -> Asm {
    asm.set(&[(T0, 0), (A0, a0), (A1, data() + DIGEST)]).then([ECALL])
}

/// A guest with the usual names.
fn guest(digest: [u8; 32], text: &[u8], code: impl FnOnce(Asm) -> Asm) -> Guest {
    with_data(Guest::new("risc0", code), digest, [WRITE.1, READ.1], text)
}

#[test]
fn a_guest_ends_with_its_code() {
    for exit in [0, 1, 42, 255] {
        assert_eq!(code(&guest(risc0_digest(&[]), &[], |asm| halt(asm, exit << 8)), &[]), exit as u32);
    }
    // 8 bits of it.
    assert_eq!(code(&guest(risc0_digest(&[]), &[], |asm| halt(asm, 0x1_0300)), &[]), 3);
}

#[test]
fn bytes_arrive_as_written() {
    let text: Vec<u8> = (0..=255).collect();
    let (execution, console) = run(
        &guest(risc0_digest(&text[10..]), &text, |asm| {
            let asm = write(asm, 1, data() + TEXT, 256);
            let asm = write(asm, 2, data() + TEXT + 3, 5);
            halt(write(asm, 3, data() + TEXT + 10, 246), 0)
        }),
        &[],
    );
    assert_eq!(execution.outcome, Outcome::Exited, "{execution:?}");
    assert_eq!(execution.public_output, &text[10..]);
    assert_eq!((console.stdout, console.stderr), (text.clone(), text[3..8].to_vec()));
}

/// `sys_write` of the kernel sets no register.
#[test]
fn a_write_leaves_the_registers() {
    let checked = guest(risc0_digest(&[]), b"x", |asm| {
        let asm = software(asm, WRITE, false, &[(A0, 77), (A1, 78), (A3, 1), (A4, data() + TEXT), (A5, 1)]);
        let asm = asm.set(&[(S2, 77), (S3, 78)]).then([beq(A0, S2, 8), UNIMP, beq(A1, S3, 8), UNIMP]);
        halt(asm, 0)
    });
    assert_eq!(code(&checked, &[]), 0);
}

#[test]
fn input_is_read_in_pieces_up_to_its_end() {
    let input = b"seven bytes and more";
    let (execution, _) = run(
        &guest(risc0_digest(input), &[], |asm| {
            let asm = read(asm, 0, data() + BUFFER, 7).li(S2, 7).then([beq(A0, S2, 8), UNIMP]);
            let asm = read(asm, 0, data() + BUFFER + 7, 1000).li(S2, 13).then([beq(A0, S2, 8), UNIMP]);
            let asm = read(asm, 0, data() + BUFFER, 1000).then([beq(A0, ZERO, 8), UNIMP]);
            halt(write(asm, 3, data() + BUFFER, 20), 0)
        }),
        input,
    );
    assert_eq!(execution.public_output, input, "{execution:?}");
}

#[test]
fn bad_descriptors_are_refused() {
    for descriptor in [0, 4] {
        let bad = guest([0; 32], b"x", |asm| write(asm, descriptor, data() + TEXT, 1));
        assert_eq!(trap(&bad, &[]), format!("host call SYS_WRITE to the bad descriptor {descriptor}"));
    }
    let bad = guest([0; 32], b"x", |asm| read(asm, 3, data() + BUFFER, 1));
    assert_eq!(trap(&bad, &[]), "host call SYS_READ from the bad descriptor 3");
}

#[test]
fn the_digest_binds_the_journal() {
    let journal = |digest| guest(digest, b"journal", |asm| halt(write(asm, 3, data() + TEXT, 7), 0));
    let (bound, _) = run(&journal(risc0_digest(b"journal")), &[]);
    assert_eq!(bound.public_output, b"journal", "{bound:?}");
    // A digest of zeros binds nothing.
    let (unbound, _) = run(&journal([0; 32]), &[]);
    assert_eq!((unbound.code, unbound.public_output), (Some(0), Vec::new()));
    assert_eq!(
        trap(&journal(risc0_digest(b"Journal")), &[]),
        "the digest at HALT is not that of the journal"
    );
    let odd = Guest::new("risc0", |asm| asm.set(&[(T0, 0), (A0, 0), (A1, data() + 2)]).then([ECALL]));
    let expected = format!("HALT with its digest at {:#x}: not a multiple of 4", data() + 2);
    assert_eq!(trap(&odd.with_data([0; 64]), &[]), expected);
}

#[test]
fn a_call_needs_both_number_and_name() {
    let wrong = with_data(
        Guest::new("risc0", |asm| write(asm, 1, data() + TEXT, 1)),
        [0; 32],
        [READ.1, WRITE.1],
        b"x",
    );
    let expected = "software call 16 is risc0_zkvm_platform::syscall::nr::SYS_WRITE, \
                    not `risc0_zkvm_platform::syscall::nr::SYS_READ`";
    assert_eq!(trap(&wrong, &[]), expected);
    let unknown = guest([0; 32], &[], |asm| software(asm, (18, ""), false, &[]));
    assert_eq!(trap(&unknown, &[]), "unknown host call 18 of class SOFTWARE");
}

#[test]
fn a_panic_says_why() {
    let name = "risc0_zkvm_platform::syscall::nr::SYS_PANIC";
    let panics = with_data(
        Guest::new("risc0", |asm| software(asm, (9, name), false, &[(A3, data() + TEXT), (A4, 6)])),
        [0; 32],
        [name, ""],
        b"oh no\nmore",
    );
    assert_eq!(trap(&panics, &[]), "the guest panicked: oh no ");
}

#[test]
fn calls_that_are_not_modelled_say_so() {
    let not_modelled =
        |name: &str| format!("host call {name}: known to RISC Zero, not modelled: use --on executor");
    for (number, name) in
        [(3, "SYS_CYCLE_COUNT"), (11, "SYS_RANDOM"), (6, "SYS_GETENV"), (1, "SYS_ARGC"), (8, "SYS_LOG")]
    {
        let full = format!("risc0_zkvm_platform::syscall::nr::{name}");
        let call = with_data(
            Guest::new("risc0", |asm| software(asm, (number, ""), false, &[])),
            [0; 32],
            [&full, ""],
            &[],
        );
        assert_eq!(trap(&call, &[]), not_modelled(name));
    }
    for (class, name) in [(1, "INPUT"), (3, "SHA"), (4, "BIGINT"), (6, "BIGINT2"), (7, "POSEIDON2")] {
        let call = Guest::new("risc0", |asm| asm.li(T0, class).then([ECALL]));
        assert_eq!(trap(&call, &[]), not_modelled(name));
    }
    assert_eq!(trap(&guest([0; 32], &[], |asm| halt(asm, 1)), &[]), not_modelled("HALT of kind PAUSE"));
    assert_eq!(trap(&guest([0; 32], &[], |asm| halt(asm, 2)), &[]), "HALT of the unknown kind 2");
    for class in [5, 8, 93] {
        let call = Guest::new("risc0", |asm| asm.li(T0, class).then([ECALL]));
        assert_eq!(trap(&call, &[]), format!("unknown host call {class:#x}"));
    }
}

#[test]
fn the_journal_has_a_limit() {
    let piece = 0x100_0000; // 16 MiB of untouched heap, 7 times
    let guest = guest([0; 32], &[], |asm| {
        let heap = layout("risc0").mark[0];
        (0..7).fold(asm, |asm, _| write(asm, 3, heap, piece))
    });
    assert_eq!(trap(&guest, &[]), "the journal grows past 104857600 bytes");
}
