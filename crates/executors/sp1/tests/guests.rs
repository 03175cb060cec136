//! Guests of every kind on SP1's executor: what they print, return and output, and how they fail.

use std::time::Duration;

use executor_testkit::{
    Command, Run,
    asm::{A0, A1, A2, Code, ECALL, T0, T1, UNIMP, ZERO},
    elf::{self, Class, Data, Segment},
};
use zkshim_report::{Outcome, Runner};

const CODE: u32 = 0x7800_0000;
const DATA: u32 = 0x7801_0000;
/// Memory that no guest here loads or touches, as SP1 demands of the place that input goes to.
const INPUT: u32 = 0x7900_0000;

// Host calls: sp1-core-executor 6.10.0, src/syscall_code.rs; the number goes into t0.
const HALT: u32 = 0x00;
const WRITE: u32 = 0x02;
const COMMIT: u32 = 0x10;
const HINT_LEN: u32 = 0xf0;
const HINT_READ: u32 = 0xf1;

const STDOUT: u32 = 1;
const STDERR: u32 = 2;
const PUBLIC_VALUES: u32 = 13;

/// SHA-256 of no bytes.
const DIGEST_OF_NOTHING: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
    0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// SHA-256 of `abc`, the first example of FIPS 180-2.
const DIGEST_OF_ABC: [u8; 32] = [
    0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0,
    0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
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

    fn write(mut self, descriptor: u32, bytes: &[u8]) -> Self {
        let address = self.data.put(bytes);
        let call = [(T0, WRITE), (A0, descriptor), (A1, address), (A2, bytes.len() as u32)];
        self.code(|code| code.ecall(&call))
    }

    fn commit(mut self, digest: &[u8; 32]) -> Self {
        let address = self.data.put(digest);
        for i in 0..8 {
            let word = |code: Code| code.li(A1, address).lwu(A1, A1, 4 * i as i32);
            self = self.code(|code| word(code).ecall(&[(T0, COMMIT), (A0, i)]));
        }
        self
    }

    fn halt(self, code: u32) -> Self {
        self.code(|words| words.ecall(&[(T0, HALT), (A0, code)]))
    }

    /// Ends as a guest with an empty public output does.
    fn end(self, code: u32) -> Self {
        self.commit(&DIGEST_OF_NOTHING).halt(code)
    }

    fn elf(self) -> Vec<u8> {
        let code = Segment { address: CODE, rights: elf::R | elf::X, bytes: self.code.bytes() };
        elf::write(Class::Elf64, &[code, self.data.segment()])
    }

    fn run(self) -> Run {
        command().run(&self.elf())
    }
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zkshim-exec-sp1"))
}

#[test]
fn a_guest_prints_and_succeeds() {
    let guest = Guest::new().write(STDOUT, b"hello\n").end(0);
    let instructions = guest.code.len() as u64;
    let run = guest.run();
    run.assert_exited(0);
    assert_eq!(run.stdout, b"hello\n");
    assert_eq!(run.stderr, b"");
    assert_eq!(run.output.as_deref(), Some(&b""[..]));
    assert_eq!(run.report.vendor, "sp1");
    assert_eq!(run.report.runner, Runner::Executor);
    assert_eq!(run.report.runner_version, "sp1-core-executor 6.10.0");
    // A straight line of code: each of its instructions runs once.
    assert_eq!(run.report.execution.instructions, Some(instructions));
    let cost = run.report.execution.cost.unwrap();
    assert_eq!(cost.unit, "gas");
    assert!(cost.value > 0);
}

#[test]
fn a_guest_fails_with_its_own_code() {
    let run = Guest::new().write(STDERR, b"no\n").end(42).run();
    run.assert_exited(42);
    assert_eq!(run.stdout, b"");
    assert_eq!(run.stderr, b"no\n");
}

/// The limits of SP1's console: a line for each call at least, no carriage returns at the end of one,
/// and U+FFFD for what isn't UTF-8.
#[test]
fn the_console_is_what_sp1_makes_of_it() {
    let guest = Guest::new().write(STDOUT, b"one ").write(STDOUT, b"line\r\n\ntwo\xff").end(0);
    let run = guest.run();
    run.assert_exited(0);
    assert_eq!(run.stdout, "one \nline\n\ntwo\u{fffd}\n".as_bytes());
}

/// Passes the one record of its input to its public output and commits to `abc`.
fn echo() -> Guest {
    Guest::new()
        .code(|code| {
            code.ecall(&[(T0, HINT_LEN)])
                .addi(T1, T0, 0)
                .addi(A1, T1, 0)
                .ecall(&[(T0, HINT_READ), (A0, INPUT)])
                .addi(A2, T1, 0)
                .ecall(&[(T0, WRITE), (A0, PUBLIC_VALUES), (A1, INPUT)])
        })
        .commit(&DIGEST_OF_ABC)
}

#[test]
fn private_input_becomes_public_output() {
    let run = command().input(b"abc").run(&echo().halt(0).elf());
    run.assert_exited(0);
    assert_eq!(run.output.as_deref(), Some(&b"abc"[..]));
}

#[test]
fn a_digest_of_other_bytes_is_an_error_whatever_the_exit_code() {
    for code in [0, 1] {
        let run = command().input(b"abd").run(&echo().halt(code).elf());
        run.assert_failed(Outcome::Trapped, "the committed digest is not that of the public output");
    }
}

#[test]
fn public_output_without_a_digest_is_an_error() {
    let run = Guest::new().write(PUBLIC_VALUES, b"abc").halt(0).run();
    run.assert_failed(Outcome::Trapped, "the committed digest is not that of the public output");
}

/// `HINT_LEN` gives all ones when there is no record.
#[test]
fn input_is_one_record_even_without_bytes() {
    let guest = || Guest::new().code(|code| code.ecall(&[(T0, HINT_LEN)]).addi(T1, T0, 7));
    let exit_with_t1 = |code: Code| code.addi(A0, T1, 0).ecall(&[(T0, HALT)]);
    let elf = guest().commit(&DIGEST_OF_NOTHING).code(exit_with_t1).elf();
    command().run(&elf).assert_exited(7);
    command().input(b"").run(&elf).assert_exited(7);
    command().input(b"12345").run(&elf).assert_exited(12);
}

#[test]
fn a_word_that_does_not_decode_is_refused_even_if_never_reached() {
    let run = Guest::new().end(0).code(|code| code.word(0)).run();
    run.assert_failed(Outcome::Refused, "the executor panicked: Cannot decode instruction");
}

#[test]
fn a_segment_in_the_stack_is_refused() {
    let code =
        Segment { address: 0x1_0000, rights: elf::R | elf::X, bytes: Guest::new().end(0).code.bytes() };
    let run = command().run(&elf::write(Class::Elf64, &[code]));
    run.assert_failed(Outcome::Refused, "below the STACK_TOP");
}

#[test]
fn what_is_no_elf_is_refused() {
    command().run(b"#!/bin/sh\n").assert_failed(Outcome::Refused, "Could not read bytes");
}

#[test]
fn an_instruction_that_sp1_does_not_have_traps() {
    let run = Guest::new().write(STDOUT, b"before\n").code(|code| code.word(UNIMP)).end(0).run();
    run.assert_failed(Outcome::Trapped, "the executor died of SIGILL");
    assert!(run.reason().contains("Unimplemented instruction at pc"), "{}", run.reason());
    assert_eq!(run.stdout, b"before\n");
}

#[test]
fn a_misaligned_load_traps_in_the_replay() {
    let guest = Guest::new().code(|code| code.li(T1, DATA + 2).lw(T1, T1, 0));
    let pc = CODE + 4 * (guest.code.len() as u32 - 1);
    let run = guest.end(0).run();
    run.assert_failed(Outcome::Trapped, "invalid memory access for opcode lw");
    assert!(run.reason().contains(&format!("(at pc {pc:#x})")), "{}", run.reason());
}

#[test]
fn an_access_outside_memory_traps() {
    let beyond = |code: Code| code.addi(T1, ZERO, 1).slli(T1, T1, 44).sw(T1, T1, 0);
    Guest::new().code(beyond).end(0).run().assert_failed(Outcome::Trapped, "the executor died of SIGSEGV");
}

/// Only the prover demands addresses of 2^16 and above: the record's `executor-refuses = false`.
#[test]
fn a_store_to_the_null_page_passes() {
    Guest::new().code(|code| code.sw(ZERO, ZERO, 0x10)).end(0).run().assert_exited(0);
}

#[test]
fn a_jump_out_of_the_code_traps() {
    for target in [0, INPUT] {
        let run = Guest::new().code(|code| code.li(T1, target).jr(T1)).end(0).run();
        run.assert_failed(Outcome::Trapped, "the executor died of SIGSEGV");
    }
}

#[test]
fn code_without_an_end_traps() {
    let run = Guest::new().write(STDOUT, b"once\n").code(|code| code.li(T1, 1)).run();
    run.assert_failed(Outcome::Trapped, "the guest ran on past the end of its code");
    assert_eq!(run.stdout, b"once\n");
}

#[test]
fn an_unknown_host_call_traps_with_its_message() {
    let run = Guest::new().code(|code| code.ecall(&[(T0, 0xffff)])).end(0).run();
    run.assert_failed(Outcome::Trapped, "invalid syscall number: 65535");
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
fn the_instruction_limit_is_exact_for_a_run_that_ends() {
    let guest = Guest::new().write(STDOUT, b"hello\n").end(0);
    let (instructions, elf) = (guest.code.len(), guest.elf());
    command().arg("--max-instructions", instructions).run(&elf).assert_exited(0);
    let run = command().arg("--max-instructions", instructions - 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, &format!("more than {} instructions", instructions - 1));
}

#[test]
fn the_instruction_limit_ends_a_loop_that_uses_memory() {
    let elf = Guest::new().code(|code| code.li(T1, DATA).lw(ZERO, T1, 0).jump(-1)).end(0).elf();
    let run = command().arg("--max-instructions", 1000).run(&elf);
    run.assert_failed(Outcome::TimedOut, "more than 1000 instructions");
}

#[test]
fn a_call_number_in_another_register_is_not_taken_for_one() {
    // a7 = 93 is Linux's exit; SP1 looks at t0 alone.
    const A7: u32 = 17;
    let guest = Guest::new().write(STDOUT, b"a\n").code(|code| code.li(A7, 93));
    let guest = guest.code(|code| code.li(T0, HINT_LEN).word(ECALL)).end(5);
    guest.run().assert_exited(5);
}
