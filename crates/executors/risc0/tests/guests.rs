//! Guests of every kind on RISC Zero's executor: what they print, return and output, and how they fail.

use std::time::Duration;

use executor_testkit::{
    Command, Run,
    asm::{A0, A1, A2, A3, A4, A5, Code, FENCE, T0, T1, T6, UNIMP, ZERO},
    elf::{self, Class, Data, Segment},
};
use zkshim_report::{Outcome, Runner};

const CODE: u32 = 0x0020_0800;
const DATA: u32 = 0x0021_0000;

// Classes of host calls, in t0, and numbers of software calls, in t6 (risc0-zkvm-platform 2.2.3,
// src/syscall.rs).
const HALT: u32 = 0;
const SOFTWARE: u32 = 2;
const LOG: (u32, &str) = (8, "SYS_LOG");
const PANIC: (u32, &str) = (9, "SYS_PANIC");
const RANDOM: (u32, &str) = (11, "SYS_RANDOM");
const READ: (u32, &str) = (12, "SYS_READ");
const WRITE: (u32, &str) = (16, "SYS_WRITE");

const STDIN: u32 = 0;
const STDOUT: u32 = 1;
const STDERR: u32 = 2;
const JOURNAL: u32 = 3;

const NO_DIGEST: [u8; 32] = [0; 32];

/// `risc0.Output` of an empty journal: the value in RISC Zero's issue 2684.
const DIGEST_OF_NOTHING: [u8; 32] = [
    0x83, 0x6f, 0x17, 0x5c, 0x62, 0xc0, 0xf3, 0x53, 0x83, 0x16, 0x65, 0x42, 0x7e, 0x8b, 0x0b, 0x34, 0xf6,
    0xd1, 0xd2, 0x19, 0x02, 0x76, 0x4d, 0xae, 0xb4, 0x06, 0xc6, 0xb8, 0x3d, 0xb5, 0x75, 0xb0,
];

/// `risc0.Output` of the journal `abc`, by Python's hashlib: sha256(sha256("risc0.Output") +
/// sha256("abc") + 32 zero bytes + 02 00).
const DIGEST_OF_ABC: [u8; 32] = [
    0xfc, 0x94, 0xc1, 0xae, 0xfd, 0xf0, 0xd6, 0xcd, 0x32, 0x26, 0x3c, 0x16, 0xb3, 0x45, 0xe5, 0xf4, 0x50,
    0x08, 0xf7, 0x1a, 0x27, 0x57, 0x57, 0x64, 0xa3, 0x3d, 0xeb, 0xda, 0x9c, 0x4c, 0xf9, 0x6b,
];

struct Guest {
    code: Code,
    data: Data,
}

impl Guest {
    fn new() -> Self {
        Self { code: Code::new(), data: Data::at(DATA) }
    }

    fn code(mut self, more: impl FnOnce(Code) -> Code) -> Self {
        self.code = more(self.code);
        self
    }

    /// A software call without a buffer to fill, unless `arguments` name one.
    fn call(mut self, (number, name): (u32, &str), arguments: &[(u32, u32)]) -> Self {
        let name = self.data.put(format!("risc0_zkvm_platform::syscall::nr::{name}\0").as_bytes());
        let mut registers = vec![(T0, SOFTWARE), (T6, number), (A0, 0), (A1, 0), (A2, name)];
        registers.extend_from_slice(arguments);
        self.code(|code| code.ecall(&registers))
    }

    fn write_at(self, descriptor: u32, address: u32, size: u32) -> Self {
        self.call(WRITE, &[(A3, descriptor), (A4, address), (A5, size)])
    }

    fn write(mut self, descriptor: u32, bytes: &[u8]) -> Self {
        let address = self.data.put(bytes);
        self.write_at(descriptor, address, bytes.len() as u32)
    }

    fn read_to(self, address: u32, size: u32) -> Self {
        self.call(READ, &[(A0, address), (A1, size), (A3, STDIN), (A4, size)])
    }

    fn halt_with(mut self, a0: u32, digest: &[u8; 32]) -> Self {
        let address = self.data.put(digest);
        self.code(|code| code.ecall(&[(T0, HALT), (A0, a0), (A1, address)]))
    }

    fn halt(self, code: u32, digest: &[u8; 32]) -> Self {
        self.halt_with(code << 8, digest)
    }

    /// Ends as a guest with an empty journal does.
    fn end(self, code: u32) -> Self {
        self.halt(code, &DIGEST_OF_NOTHING)
    }

    fn elf(self) -> Vec<u8> {
        let code = Segment { address: CODE, rights: elf::R | elf::X, bytes: self.code.bytes() };
        elf::write(Class::Elf32, &[code, self.data.segment()])
    }

    fn run(self) -> Run {
        command().run(&self.elf())
    }
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zkshim-exec-risc0"))
}

#[test]
fn a_guest_prints_and_succeeds() {
    let run = Guest::new().write(STDOUT, b"hello\n").end(0).run();
    run.assert_exited(0);
    assert_eq!(run.stdout, b"hello\n");
    assert_eq!(run.stderr, b"");
    assert_eq!(run.output.as_deref(), Some(&b""[..]));
    assert_eq!(run.report.vendor, "risc0");
    assert_eq!(run.report.runner, Runner::Executor);
    assert_eq!(run.report.runner_version, "risc0-circuit-rv32im 4.0.5");
    assert_eq!(run.report.execution.instructions, None);
    let cost = run.report.execution.cost.unwrap();
    assert_eq!(cost.unit, "cycles");
    assert!(cost.value > 0);
}

#[test]
fn a_guest_fails_with_its_own_code() {
    for code in [1, 42, 255] {
        let run = Guest::new().write(STDERR, b"no\n").end(code).run();
        run.assert_exited(code);
        assert_eq!(run.stdout, b"");
        assert_eq!(run.stderr, b"no\n");
    }
}

#[test]
fn the_console_carries_every_byte_as_it_is() {
    let all: Vec<u8> = (0..=255).collect();
    let run = Guest::new().write(STDOUT, &all).write(STDOUT, b"no end").end(0).run();
    run.assert_exited(0);
    assert_eq!(run.stdout, [&all[..], b"no end"].concat());
}

#[test]
fn a_large_write_arrives_whole() {
    let large: Vec<u8> = (0..150_001u32).map(|i| (i % 251) as u8).collect();
    let run = Guest::new().write(STDOUT, &large).end(0).run();
    run.assert_exited(0);
    assert!(run.stdout == large, "{} bytes of {}", run.stdout.len(), large.len());
}

/// Passes three bytes of its input to its journal and commits to `abc`.
fn echo(code: u32) -> Vec<u8> {
    const BUFFER: u32 = 0x0030_0000;
    Guest::new().read_to(BUFFER, 3).write_at(JOURNAL, BUFFER, 3).halt(code, &DIGEST_OF_ABC).elf()
}

#[test]
fn private_input_becomes_public_output() {
    let run = command().input(b"abc and more").run(&echo(0));
    run.assert_exited(0);
    assert_eq!(run.output.as_deref(), Some(&b"abc"[..]));
}

#[test]
fn a_failed_guest_has_its_public_output() {
    let run = command().input(b"abc").run(&echo(9));
    run.assert_exited(9);
    assert_eq!(run.output.as_deref(), Some(&b"abc"[..]));
}

#[test]
fn a_digest_of_other_bytes_is_an_error_whatever_the_exit_code() {
    for code in [0, 1] {
        let run = command().input(b"abd").run(&echo(code));
        run.assert_failed(Outcome::Trapped, "the committed digest is not that of the journal");
    }
}

#[test]
fn without_a_digest_the_journal_is_dropped() {
    let run = Guest::new().write(JOURNAL, b"abc").halt(0, &NO_DIGEST).run();
    run.assert_exited(0);
    assert_eq!(run.output.as_deref(), Some(&b""[..]));
}

/// A read beyond the end of the input gives what there is and overwrites the rest of the buffer's whole
/// words with zeros, as RISC Zero's host does.
#[test]
fn a_short_read_fills_up_with_zeros() {
    let mut guest = Guest::new();
    let buffer = guest.data.put(b"XXXXXXXXXXX");
    let run = command().input(b"12345").run(
        &guest
            .read_to(buffer, 11)
            .code(|code| code.addi(T1, A0, 0))
            .write_at(STDOUT, buffer, 11)
            .elf_exit_t1(),
    );
    run.assert_exited(5);
    assert_eq!(run.stdout, b"12345\0\0\0XXX");
}

#[test]
fn input_is_read_on_where_the_last_read_ended() {
    let mut guest = Guest::new();
    let buffer = guest.data.put(&[0; 3000]);
    let input: Vec<u8> = (0..2345u32).map(|i| (i * 7 % 256) as u8).collect();
    for (start, size) in [(0, 1), (1, 6), (7, 2000), (2007, 338)] {
        guest = guest.read_to(buffer + start, size);
    }
    let elf = guest.read_to(buffer + 2345, 8).code(|code| code.addi(T1, A0, 0));
    let run = command().input(&input).run(&elf.write_at(STDOUT, buffer, 2345).elf_exit_t1());
    run.assert_exited(0);
    assert!(run.stdout == input);
}

impl Guest {
    /// Ends with the exit code in t1.
    fn elf_exit_t1(mut self) -> Vec<u8> {
        let digest = self.data.put(&DIGEST_OF_NOTHING);
        self.code(|code| code.slli(T1, T1, 8).addi(A0, T1, 0).ecall(&[(T0, HALT), (A1, digest)])).elf()
    }
}

#[test]
fn a_journal_over_the_limit_fails_with_a_message() {
    let run = Guest::new().write_at(JOURNAL, DATA, (100 << 20) + 1).end(0).run();
    run.assert_failed(Outcome::Trapped, "a journal of 104857601 bytes; RISC Zero's limit is 104857600");
}

#[test]
fn a_panic_call_ends_the_run_with_its_message() {
    let mut guest = Guest::new();
    let message = guest.data.put(b"out of luck");
    let run = guest.call(PANIC, &[(A3, message), (A4, 11)]).end(0).run();
    run.assert_failed(Outcome::Trapped, "Guest panicked: out of luck");
}

#[test]
fn a_log_call_prints_a_line_with_the_cycle() {
    let mut guest = Guest::new();
    let message = guest.data.put(b"a note");
    let run = guest.call(LOG, &[(A3, message), (A4, 6)]).end(0).run();
    run.assert_exited(0);
    let line = String::from_utf8(run.stdout).unwrap();
    assert!(line.starts_with("R0VM[") && line.ends_with("] a note\n"), "{line}");
}

#[test]
fn calls_that_are_not_answered_say_why() {
    let run = Guest::new().call(RANDOM, &[(A0, DATA), (A1, 1)]).end(0).run();
    run.assert_failed(Outcome::Trapped, "SYS_RANDOM is known to RISC Zero, not modelled by this executor");
    let run = Guest::new().call((WRITE.0, "SYS_NONSENSE"), &[]).end(0).run();
    run.assert_failed(
        Outcome::Trapped,
        "Unknown syscall: \"risc0_zkvm_platform::syscall::nr::SYS_NONSENSE\"",
    );
    let run = Guest::new().write(4, b"x").end(0).run();
    run.assert_failed(Outcome::Trapped, "Bad write file descriptor 4");
    let run = Guest::new().call(READ, &[(A0, DATA), (A1, 4), (A3, 1), (A4, 4)]).end(0).run();
    run.assert_failed(Outcome::Trapped, "Bad read file descriptor 1");
}

#[test]
fn what_the_kernel_says_of_a_bad_call_is_told() {
    let run = Guest::new().call((99, "SYS_WRITE"), &[]).end(0).run();
    run.assert_failed(Outcome::Trapped, "IllegalInstruction");
    assert!(run.reason().contains("the kernel said: "), "{}", run.reason());
    let run = Guest::new().code(|code| code.ecall(&[(T0, 9)])).end(0).run();
    run.assert_failed(Outcome::Trapped, "IllegalInstruction");
}

#[test]
fn faults_trap_with_the_vendors_words() {
    type Fault = fn(Code) -> Code;
    let faults: [(&str, Fault); 7] = [
        ("IllegalInstruction(0xc0001073", |code| code.word(UNIMP)),
        ("IllegalInstruction(0x0ff0000f", |code| code.word(FENCE)),
        ("IllegalInstruction(0x00000000", |code| code.word(0)),
        ("LoadAddressMisaligned", |code| code.li(T1, DATA + 2).lw(T1, T1, 0)),
        ("StoreAddressMisaligned", |code| code.li(T1, DATA + 2).sw(T1, T1, 0)),
        ("StoreAccessFault", |code| code.sw(T1, ZERO, 0)),
        ("InstructionFault", |code| code.jr(ZERO)),
    ];
    for (cause, code) in faults {
        let run = Guest::new().write(STDOUT, b"before\n").code(code).end(0).run();
        run.assert_failed(Outcome::Trapped, &format!("Invalid trap address: 0x00000000, cause: {cause}"));
        assert_eq!(run.stdout, b"before\n");
    }
}

#[test]
fn a_pause_is_no_end() {
    let run = Guest::new().halt_with(1, &DIGEST_OF_NOTHING).run();
    run.assert_failed(Outcome::Trapped, "the guest halted in way 1");
}

#[test]
fn what_is_not_an_elf_for_risc0_is_refused() {
    command().run(b"#!/bin/sh\n").assert_failed(Outcome::Refused, "Elf parse error");
    let segment = |address| [Segment { address, rights: elf::R | elf::X, bytes: vec![0; 8] }];
    let wide = elf::write(Class::Elf64, &segment(CODE));
    command().run(&wide).assert_failed(Outcome::Refused, "Not a 32-bit ELF");
    let high = elf::write(Class::Elf32, &segment(0xc000_0000));
    command().run(&high).assert_failed(Outcome::Refused, "Invalid entrypoint");
}

/// Nothing of the code is looked at before it is reached.
#[test]
fn a_word_that_does_not_decode_may_lie_in_the_code() {
    Guest::new().end(0).code(|code| code.word(0)).run().assert_exited(0);
}

#[test]
fn a_loop_is_ended_by_the_time_limit() {
    let elf = Guest::new().write(STDOUT, b"before\n").code(|code| code.jump(0)).end(0).elf();
    let run = command().arg("--timeout", 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, "no end after 1 s");
    assert_eq!(run.stdout, b"before\n");
    assert!(run.took < Duration::from_secs(5), "{:?}", run.took);
}

#[test]
fn the_instruction_limit_counts_the_guests_own() {
    let guest = Guest::new().write(STDOUT, b"hello\n").end(0);
    let (instructions, elf) = (guest.code.len() as u64, guest.elf());
    let run = command().arg("--max-instructions", instructions).run(&elf);
    run.assert_exited(0);
    // A straight line of code: each of its instructions runs once.
    assert_eq!(run.report.execution.instructions, Some(instructions));
    let run = command().arg("--max-instructions", instructions - 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, &format!("more than {} instructions", instructions - 1));
    let spin = Guest::new().code(|code| code.jump(0)).end(0).elf();
    let run = command().arg("--max-instructions", 100_000).run(&spin);
    run.assert_failed(Outcome::TimedOut, "more than 100000 instructions");
}
