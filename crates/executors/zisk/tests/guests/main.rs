//! Guests of every kind on ZisK's emulator: what they print, return and output, and how they fail.

mod guest;
mod isa;

use std::time::Duration;

use executor_testkit::{
    asm::{A0, A1, A7, Code, EBREAK, ECALL, RA, T0, T1, UNIMP},
    elf::{self, Class, Data, Segment},
};
use guest::{CODE, CONSTANTS, DATA, Guest, INPUT, OUTPUT, OUTPUT_SIZE, STACK, UART, command};
use zkshim_report::{Outcome, Runner};

#[test]
fn a_guest_prints_and_succeeds() {
    let run = Guest::new().print(b"hello\n").exit(0).run();
    run.assert_exited(0);
    assert_eq!(run.stdout, b"hello\n");
    assert_eq!(run.stderr, b"");
    assert_eq!(run.output, Some(vec![0; OUTPUT_SIZE]));
    assert_eq!(run.report.vendor, "zisk");
    assert_eq!(run.report.runner, Runner::Executor);
    assert_eq!(run.report.runner_version, "ziskemu 1.4.0-alpha");
}

#[test]
fn the_console_carries_every_byte_as_it_is() {
    let all: Vec<u8> = (0..=255).collect();
    let run = Guest::new().print(&all).print("é\n".as_bytes()).print(b"\xff no end").exit(0).run();
    run.assert_exited(0);
    assert_eq!(run.stdout, [&all[..], "é\n".as_bytes(), b"\xff no end"].concat());
}

/// Only a store of one byte prints (zisk-core src/mem.rs `Mem::write`).
#[test]
fn a_wide_store_to_the_uart_prints_nothing() {
    let run = Guest::new().code(|code| code.li_wide(T0, UART).li(T1, 65).sw(T1, T0, 0)).exit(0).run();
    run.assert_exited(0);
    assert_eq!(run.stdout, b"");
}

#[test]
fn a_guest_fails_with_its_own_code() {
    for code in [1, 42, 255] {
        let run = Guest::new().print(b"no\n").exit(code).run();
        run.assert_exited(code);
        assert_eq!(run.stdout, b"no\n");
    }
}

/// ZisK's exit code is all of a0.
#[test]
fn a_code_of_more_than_8_bits_is_no_success() {
    let exit = |code: fn(Code) -> Code| Guest::new().code(code).exit_with_a0().run();
    for run in [exit(|code| code.li(A0, 256)), exit(|code| code.li(A0, 1).slli(A0, A0, 32))] {
        assert_eq!(run.report.execution.outcome, Outcome::Exited);
        assert!(run.report.execution.code.unwrap() >= 256);
        assert_eq!(run.status, Some(255));
    }
}

/// ra leads from `_start` back to ZisK's own code, and a0 is no exit code there.
#[test]
fn a_return_from_the_start_is_a_success() {
    let run = Guest::new().code(|code| code.li(A0, 7).jr(RA)).run();
    run.assert_exited(0);
    assert_eq!(run.output.map(|output| output.len()), Some(OUTPUT_SIZE));
}

#[test]
fn registers_at_the_start_are_those_of_the_record() {
    for (register, value) in [(A0, INPUT - 8), (A1, OUTPUT), (2, 0), (T0, 0)] {
        let run = Guest::new().code(|code| code.addi(A0, register, 0)).exit_with_a0().run();
        assert_eq!(run.report.execution.code, Some(value), "x{register}");
    }
}

/// The record in memory is its length, the bytes, and zeros.
#[test]
fn private_input_becomes_public_output() {
    for input in [&b""[..], b"abc", b"12345678", b"an odd length"] {
        let run = command().input(input).run(&Guest::new().input_to_output(4).exit(0).elf());
        run.assert_exited(0);
        let mut expected = [&(input.len() as u64).to_le_bytes(), input].concat();
        expected.resize(OUTPUT_SIZE, 0);
        assert_eq!(run.output, Some(expected), "{input:?}");
    }
}

#[test]
fn input_is_one_record_even_without_bytes() {
    let run = Guest::new().input_to_output(32).exit(0).run();
    run.assert_exited(0);
    assert_eq!(run.output, Some(vec![0; OUTPUT_SIZE]));
}

/// All of a load that isn't wholly inside the record is zero (zisk-core src/mem.rs `Mem::read`).
#[test]
fn a_load_across_the_end_of_the_input_is_zero() {
    let load = |at| Guest::new().code(|code| code.li(T0, INPUT + at).lw(A0, T0, 0)).exit_with_a0().elf();
    let run = |at| command().input(b"\x01\x02\x03\x04\x05\x06\x07\x08").run(&load(at)).report.execution.code;
    assert_eq!(run(12), Some(0x0807_0605));
    assert_eq!(run(14), Some(0));
}

#[test]
fn public_output_is_the_first_256_bytes_of_the_window() {
    let store = |code: Code| code.li_wide(T0, OUTPUT + 0x7f8).li(T1, 7).sd(T1, T0, -0x700).sd(T1, T0, 0);
    let run = Guest::new().code(store).exit(0).run();
    run.assert_exited(0);
    let mut expected = vec![0; OUTPUT_SIZE];
    expected[0xf8] = 7;
    assert_eq!(run.output, Some(expected));
}

#[test]
fn public_output_is_void_after_a_failure() {
    let run = command().input(b"abc").run(&Guest::new().input_to_output(2).exit(9).elf());
    run.assert_exited(9);
    assert_eq!(run.output.as_deref(), Some(&b""[..]));
}

/// The transpiler's warning about code that may be read goes to the same stdout as the console.
#[test]
fn code_that_may_be_read_runs_without_a_word_of_zisk() {
    let run = command().run(&Guest::new().print(b"ok\n").exit(0).elf_with(elf::R | elf::X, []));
    run.assert_exited(0);
    assert_eq!(run.stdout, b"ok\n");
    assert_eq!(run.stderr, b"");
}

fn load_from(address: u32) -> Guest {
    Guest::new().code(|code| code.li_wide(T0, address).lw(T1, T0, 0)).exit(0)
}

#[test]
fn only_code_with_the_right_to_be_read_can_be() {
    command().run(&load_from(CODE).elf_with(elf::R | elf::X, [])).assert_exited(0);
    let run = load_from(CODE).run();
    run.assert_failed(Outcome::Trapped, "Mem::read() section not found for addr: 2415919104=90000000");
    assert!(run.reason().ends_with("(at pc 0x90000010)"), "{}", run.reason());
}

#[test]
fn constants_can_be_read_and_not_written() {
    let constants = || Segment { address: CONSTANTS, rights: elf::R, bytes: vec![42, 0, 0, 0, 0, 0, 0, 0] };
    let guest = Guest::new().code(|code| code.li_wide(T0, CONSTANTS).lw(A0, T0, 0));
    command().run(&guest.exit_with_a0().elf_with(elf::X, [constants()])).assert_exited(42);
    let guest = Guest::new().code(|code| code.li_wide(T0, CONSTANTS).sw(A0, T0, 0)).exit(0);
    let run = command().run(&guest.elf_with(elf::X, [constants()]));
    run.assert_failed(Outcome::Trapped, "Mem::write_silent() invalid addr=2432696320=91000000");
}

#[test]
fn accesses_outside_memory_trap() {
    let faults: [(u32, &str); 5] = [
        (0, "addr: 0=0"),
        (STACK - 4, "addr: 2684354556=9ffffffc"),
        (STACK - 2, "addr: 2684354558=9ffffffe"),
        (0xbfff_fffe, "addr: 3221225470=bffffffe"),
        (0xc000_0000, "addr: 3221225472=c0000000"),
    ];
    for (address, reason) in faults {
        let run = load_from(address).run();
        run.assert_failed(Outcome::Trapped, &format!("Mem::read() section not found for {reason}"));
        let store = Guest::new().print(b"before\n").code(|code| code.li_wide(T0, address).sw(T0, T0, 0));
        let pc = CODE + 4 * (store.code.len() as u32 - 1);
        let run = store.exit(0).run();
        run.assert_failed(Outcome::Trapped, "Mem::write_silent() invalid addr=");
        assert!(run.reason().ends_with(&format!("(at pc {pc:#x})")), "{}", run.reason());
        assert_eq!(run.stdout, b"before\n");
    }
}

#[test]
fn all_of_the_stack_and_the_memory_above_can_be_used() {
    for address in [STACK, OUTPUT - 4, DATA, 0xbfff_fffc] {
        let code = |code: Code| code.li_wide(T0, address).li(T1, 42).sw(T1, T0, 0).lw(A0, T0, 0);
        Guest::new().code(code).exit_with_a0().run().assert_exited(42);
    }
}

#[test]
fn a_misaligned_access_works() {
    let code = |code: Code| code.li_wide(T0, DATA + 3).li(T1, 0x1234).sw(T1, T0, 0).lw(A0, T0, 0);
    let run = Guest::new().code(code).exit_with_a0().run();
    assert_eq!(run.report.execution.code, Some(0x1234));
}

#[test]
fn traps_are_named() {
    for (word, name) in [(EBREAK, "ebreak"), (UNIMP, "csrrw"), (0, "c.halt"), (0x1050_0073, "reserved")] {
        let run = Guest::new().print(b"before\n").code(|code| code.word(word)).exit(0).run();
        run.assert_failed(Outcome::Trapped, &format!("ZisK halts at {name} (at pc 0x900000"));
        assert_eq!(run.stdout, b"before\n");
    }
}

#[test]
fn a_jump_out_of_the_code_traps() {
    for target in [0, DATA, CONSTANTS] {
        let run = Guest::new().code(|code| code.li_wide(T1, target).jr(T1)).exit(0).run();
        run.assert_failed(Outcome::Trapped, "ZiskRom::get_instruction() pc=");
        assert!(run.reason().ends_with("(at pc 0x90000010)"), "{}", run.reason());
    }
}

#[test]
fn code_without_an_end_traps() {
    let run = Guest::new().print(b"once").run();
    run.assert_failed(Outcome::Trapped, "is out of range rom_program_instructions");
    assert_eq!(run.stdout, b"once");
}

/// It comes back with all registers as they were but ra, where it came from.
#[test]
fn an_unknown_call_does_nothing_but_overwrite_ra() {
    let call = |code: Code| code.li(RA, 5).li(A0, 7).li(A7, 64).word(ECALL);
    let after = CODE + 4 * call(Code::new()).len() as u32;
    for (register, value) in [(A0, 7), (A7, 64), (RA, after)] {
        let run = Guest::new().code(call).code(|code| code.addi(A0, register, 0)).exit_with_a0().run();
        assert_eq!(run.report.execution.code, Some(value), "x{register}");
    }
}

#[test]
fn a_loop_is_ended_by_the_time_limit() {
    let elf = Guest::new().print(b"before").code(|code| code.jump(0)).elf();
    let run = command().arg("--timeout", 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, "no end after 1 s");
    assert_eq!(run.stdout, b"before");
    assert!(run.took < Duration::from_secs(5), "{:?}", run.took);
}

#[test]
fn instructions_are_the_guests_own() {
    let guest = Guest::new().print(b"hello\n").exit(0);
    let (instructions, elf) = (guest.code.len() as u64, guest.elf());
    let run = command().arg("--max-instructions", instructions).run(&elf);
    run.assert_exited(0);
    // A straight line of code: each of its instructions runs once.
    assert_eq!(run.report.execution.instructions, Some(instructions));
    // ZisK's own steps: 6 to the guest's first instruction; on success 2 after its last to know the exit
    // code, 3 before and 5 for each of 32 words of public output, 1 after, 15 that look at the input,
    // and 2 to the end.
    let cost = run.report.execution.cost.unwrap();
    assert_eq!((cost.unit.as_str(), cost.value), ("steps", instructions + 6 + 2 + 3 + 32 * 5 + 1 + 15 + 2));
    let run = command().arg("--max-instructions", instructions - 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, &format!("more than {} instructions", instructions - 1));
}

#[test]
fn the_instruction_limit_ends_a_loop() {
    let elf = Guest::new().code(|code| code.jump(0)).elf();
    let run = command().arg("--max-instructions", 100_000).run(&elf);
    run.assert_failed(Outcome::TimedOut, "more than 100000 instructions");
}

#[test]
fn what_is_not_an_elf_for_zisk_is_refused() {
    let refused = |elf: &[u8], reason| command().run(elf).assert_failed(Outcome::Refused, reason);
    refused(b"#!/bin/sh\n", "unrecognized guest format");
    let exit = Guest::new().exit(0).code.bytes();
    let at = |address, rights| [Segment { address, rights, bytes: exit.clone() }];
    refused(&elf::write(Class::Elf32, &at(CODE, elf::X)), "ELF is not 64-bit");
    refused(&elf::write(Class::Elf64, &at(CODE, elf::W | elf::X)), "W^X violation");
    refused(&elf::write(Class::Elf64, &at(DATA, elf::X)), "is outside the ROM window");
    refused(&elf::write(Class::Elf64, &at(0x8000_0000, elf::X)), "is outside ZisK addressable space");
    let writable = Segment { rights: elf::R | elf::W, ..Data::at(CONSTANTS).segment() };
    refused(&Guest::new().exit(0).elf_with(elf::X, [writable]), "is outside RAM");
}
