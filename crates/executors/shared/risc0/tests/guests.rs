//! Guests of every kind on RISC Zero's executor: what they print, return and output, and how they fail.
//! Where the lines differ, the test of each says what it expects: `fault`, `EMULATES_FENCES_AND_ATOMICS`.

use std::time::Duration;

use executor_testkit::{
    asm::{A0, A1, A3, A4, Code, FENCE, T0, T1, UNIMP, ZERO},
    elf::{self, Class, Segment},
};
use zkshim_report::{Outcome, Runner};

use crate::{
    EMULATES_FENCES_AND_ATOMICS, VERSION, fault,
    guest::{
        CODE, DATA, DIGEST_OF_ABC, DIGEST_OF_NOTHING, Guest, JOURNAL, LOG, NO_DIGEST, PANIC, RANDOM, READ,
        STDERR, STDOUT, WRITE, command,
    },
};

#[test]
fn a_guest_prints_and_succeeds() {
    let run = Guest::new().write(STDOUT, b"hello\n").end(0).run();
    run.assert_exited(0);
    assert_eq!(run.stdout, b"hello\n");
    assert_eq!(run.stderr, b"");
    assert_eq!(run.output.as_deref(), Some(&b""[..]));
    assert_eq!(run.report.vendor, "risc0");
    assert_eq!(run.report.runner, Runner::Executor);
    assert_eq!(run.report.runner_version, VERSION);
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
    let guest = Guest::new().call((99, "SYS_WRITE"), &[]);
    let pc = guest.last_pc();
    let run = guest.end(0).run();
    run.assert_failed(Outcome::Trapped, &fault("IllegalInstruction", pc));
    assert!(run.reason().contains("the kernel said: "), "{}", run.reason());
    let guest = Guest::new().code(|code| code.ecall(&[(T0, 9)]));
    let pc = guest.last_pc();
    guest.end(0).run().assert_failed(Outcome::Trapped, &fault("IllegalInstruction", pc));
}

#[test]
fn faults_trap_with_the_vendors_words() {
    type Fault = fn(Code) -> Code;
    let faults: [(&str, Fault); 6] = [
        ("IllegalInstruction(0xc0001073", |code| code.word(UNIMP)),
        ("IllegalInstruction(0x00000000", |code| code.word(0)),
        ("LoadAddressMisaligned", |code| code.li(T1, DATA + 2).lw(T1, T1, 0)),
        ("StoreAddressMisaligned", |code| code.li(T1, DATA + 2).sw(T1, T1, 0)),
        ("LoadAccessFault", |code| code.lw(T1, ZERO, 0)),
        ("StoreAccessFault", |code| code.sw(T1, ZERO, 0)),
    ];
    for (cause, code) in faults {
        let guest = Guest::new().write(STDOUT, b"before\n").code(code);
        let pc = guest.last_pc();
        let run = guest.end(0).run();
        run.assert_failed(Outcome::Trapped, &fault(cause, pc));
        assert_eq!(run.stdout, b"before\n");
    }
    let wild_jump = Guest::new().code(|code| code.jr(ZERO)).end(0).run();
    wild_jump.assert_failed(Outcome::Trapped, &fault("InstructionFault", 0));
}

/// No hardware of RISC Zero has them; the kernel of one line does their work. The words are what GNU as
/// 2.40 makes of the lines beside them.
#[test]
fn fences_and_atomics_are_emulated_or_trap() {
    let cases: [(&[u32], u32); 5] = [
        (&[FENCE], 0),
        (&[0x0000_100f], 0),              // fence.i
        (&[0x0062_a32f], 5),              // amoadd.w t1,t1,(t0)
        (&[0x0862_a32f], 5),              // amoswap.w t1,t1,(t0)
        (&[0x1002_a32f, 0x1862_a32f], 0), // lr.w t1,(t0); sc.w t1,t1,(t0)
    ];
    for (words, answer) in cases {
        let mut guest = Guest::new();
        let five = guest.data.put(&5u32.to_le_bytes());
        let start = |code: Code| code.li(T0, five).li(T1, 0);
        let guest = guest.code(|code| words.iter().fold(start(code), |code, &word| code.word(word)));
        let run = command().run(&guest.elf_exit_t1());
        if EMULATES_FENCES_AND_ATOMICS {
            run.assert_exited(answer);
        } else {
            run.assert_failed(Outcome::Trapped, &format!("IllegalInstruction({:#010x}", words[0]));
        }
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

/// Why the record's lowest address is a word above the first of user memory.
#[test]
fn the_first_word_of_user_memory_is_the_entry_address() {
    let guest = Guest::new().code(|code| code.li(T0, CODE).li(T1, 0x1_0000).lw(T1, T1, 0));
    // sub t1,t1,t0
    command().run(&guest.code(|code| code.word(0x4053_0333)).elf_exit_t1()).assert_exited(0);
}
