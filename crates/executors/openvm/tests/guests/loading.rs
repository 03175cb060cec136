//! What OpenVM refuses before the first instruction, and what it takes.

use executor_testkit::elf::{self, Class, Segment};
use zkshim_report::Outcome;

use crate::guest::{CODE, Guest, MEMORY_END, PHANTOM, SYSTEM, command};

fn segment(address: u32, rights: u32, bytes: Vec<u8>) -> Segment {
    Segment { address, rights, bytes }
}

/// Code that succeeds.
fn code() -> Vec<u8> {
    Guest::new().end(0).code.bytes()
}

fn run(segments: &[Segment]) -> executor_testkit::Run {
    command().run(&elf::write(Class::Elf32, segments))
}

#[test]
fn what_is_not_an_elf_for_openvm_is_refused() {
    command().run(b"#!/bin/sh\n").assert_failed(Outcome::Refused, "Elf parse error");
    let wide = elf::write(Class::Elf64, &[segment(CODE, elf::R | elf::X, code())]);
    command().run(&wide).assert_failed(Outcome::Refused, "Not a 32-bit ELF");
}

/// With a message that does not say so.
#[test]
fn a_program_without_code_is_refused() {
    let refusal = "the executor panicked: called `Option::unwrap()` on a `None` value";
    run(&[segment(CODE, elf::R, vec![0; 8])]).assert_failed(Outcome::Refused, refusal);
}

#[test]
fn segments_beyond_memory_are_refused() {
    run(&[segment(MEMORY_END, elf::X, code())]).assert_failed(Outcome::Refused, "Invalid entrypoint");
    let high = |address| [segment(CODE, elf::X, code()), segment(address, elf::R, vec![1; 8])];
    run(&high(MEMORY_END - 8)).assert_exited(0);
    run(&high(MEMORY_END - 4)).assert_failed(
        Outcome::Refused,
        "address [0x20000000] exceeds maximum address for guest programs [0x20000000]",
    );
}

#[test]
fn an_unaligned_segment_is_refused() {
    let segments = [segment(CODE, elf::X, code()), segment(CODE + 0x1002, elf::R, vec![1; 8])];
    run(&segments).assert_failed(Outcome::Refused, "vaddr 00201802 is unaligned");
}

#[test]
fn code_in_two_pieces_is_refused_unless_they_meet() {
    let nops = vec![0x13, 0, 0, 0];
    let two = |second| [segment(CODE, elf::X, nops.clone()), segment(second, elf::X, code())];
    run(&two(CODE + 4)).assert_exited(0);
    run(&two(CODE + 8)).assert_failed(Outcome::Refused, "Non-contiguous executable segments");
}

/// Rights other than X mean nothing, and the order of segments neither.
#[test]
fn rights_and_order_do_not_matter() {
    for rights in [elf::X, elf::W | elf::X, elf::R | elf::W | elf::X] {
        let segments = [segment(CODE, rights, code()), segment(0, elf::R, vec![1; 8])];
        run(&segments).assert_exited(0);
    }
}

/// A zero word, a 16-bit instruction (`c.nop` twice), an atomic (`lr.w a0, (a0)`), `fence.i`, and words
/// of OpenVM's own opcode that mean nothing.
#[test]
fn a_word_that_does_not_decode_is_refused_even_if_never_reached() {
    let own = |funct3, immediate: u32| immediate << 20 | funct3 << 12 | SYSTEM;
    for word in [0, 0x0001_0001, 0x1005_252f, 0x0000_100f, own(PHANTOM, 3), own(1, 2), own(4, 0)] {
        let run = Guest::new().end(0).code(|code| code.word(word)).run();
        run.assert_failed(Outcome::Refused, &format!("couldn't parse the next instruction: {word:032b}"));
    }
}

#[test]
fn an_exit_code_of_more_than_a_byte_is_refused() {
    for code in [256, -1] {
        let run = Guest::new().end(code).run();
        run.assert_failed(Outcome::Refused, "the executor panicked: exit code must be byte");
    }
}
