//! What ZisK makes of instructions beyond RV64IM.

use executor_testkit::{
    Run,
    asm::{A0, A1, A2, Code, FENCE, T0, T1, ZERO},
    elf,
};
use zkshim_report::Outcome;

use crate::guest::{DATA, Guest, command};

/// The exit code of a guest that sets a0 and a1 and then does `word`, whose result is in a0.
fn result(word: u32, a0: u32, a1: u32) -> Option<u32> {
    let guest = Guest::new().code(|code| code.li_wide(A0, a0).li(A1, a1).word(word));
    guest.exit_with_a0().run().report.execution.code
}

/// Those of Zba, Zbb, Zbs and Zbkb without a feature of ZisK's crates.
#[test]
fn bit_manipulation_works() {
    let instructions: [(u32, [u32; 2], u32); 24] = [
        (0x20b5_2533, [5, 3], 13),                    // sh1add a0,a0,a1
        (0x20b5_6533, [5, 3], 43),                    // sh3add a0,a0,a1
        (0x08b5_053b, [5, 3], 8),                     // add.uw a0,a0,a1
        (0x20b5_453b, [5, 3], 23),                    // sh2add.uw a0,a0,a1
        (0x0845_151b, [5, 0], 80),                    // slli.uw a0,a0,4
        (0x40b5_7533, [7, 5], 2),                     // andn a0,a0,a1
        (0x6005_1513, [5, 0], 61),                    // clz a0,a0
        (0x6015_151b, [4, 0], 2),                     // ctzw a0,a0
        (0x6025_1513, [0xf0f, 0], 8),                 // cpop a0,a0
        (0x0ab5_4533, [5, 3], 3),                     // min a0,a0,a1
        (0x0ab5_7533, [5, 3], 5),                     // maxu a0,a0,a1
        (0x0805_453b, [0xf1234, 0], 0x1234),          // zext.h a0,a0
        (0x6055_1513, [0x1234, 0], 0x1234),           // sext.h a0,a0
        (0x60b5_553b, [0x10, 4], 1),                  // rorw a0,a0,a1
        (0x2875_5513, [0x0100, 0], 0xff00),           // orc.b a0,a0
        (0x4845_1513, [0x1f, 0], 0xf),                // bclri a0,a0,4
        (0x48b5_5533, [8, 3], 1),                     // bext a0,a0,a1
        (0x68b5_1533, [8, 3], 0),                     // binv a0,a0,a1
        (0x2845_1513, [1, 0], 0x11),                  // bseti a0,a0,4
        (0x08b5_7533, [0x1234, 0x5678], 0x7834),      // packh a0,a0,a1
        (0x08b5_453b, [0x1234, 0x5678], 0x5678_1234), // packw a0,a0,a1
        (0x6875_5513, [1, 0], 0x80),                  // brev8 a0,a0
        (0x40b5_6533, [1, 0x7fff_0000], u32::MAX),    // orn a0,a0,a1
        (0x6045_1513, [0x80, 0], u32::MAX),           // sext.b a0,a0
    ];
    for (word, [a0, a1], expected) in instructions {
        assert_eq!(result(word, a0, a1), Some(expected), "{word:#x}");
    }
}

/// Not for being reached, but for being there.
#[test]
fn what_needs_a_feature_of_zisks_crates_is_refused_at_load() {
    let instructions = [
        (0x0ab5_1533, "clmul"),
        (0x28b5_2533, "xperm4"),
        (0x0eb5_5533, "czero.eqz"),
        (0x0005_2507, "flw"),
        (0x00b5_7553, "fadd.s"),
    ];
    for (word, name) in instructions {
        let run = Guest::new().exit(0).code(|code| code.word(word)).run();
        run.assert_failed(Outcome::Refused, &format!("found invalid riscv_instruction.inst_name={name}"));
    }
}

#[test]
fn words_that_do_not_decode_may_lie_in_the_code() {
    for word in [0, 0xffff_ffff, 0x1050_0073, 0x0001_0001] {
        Guest::new().exit(0).code(|code| code.word(word)).run().assert_exited(0);
    }
}

#[test]
fn instructions_of_16_bits_trap() {
    let run = Guest::new().code(|code| code.word(0x0001_0001)).exit(0).run();
    run.assert_failed(Outcome::Trapped, "ZisK halts at c.halt (at pc 0x90000000)");
}

#[test]
fn fences_do_nothing() {
    const FENCE_I: u32 = 0x0000_100f;
    Guest::new().code(|code| code.word(FENCE).word(FENCE_I)).exit(0).run().assert_exited(0);
}

/// The exit code of a guest that stores 40 in memory, does `word` on it with a1 = 2, and adds up what
/// `word` gives and what is in memory then.
fn on_memory(word: u32) -> Run {
    const ADD: u32 = 0x0065_0533; // add a0,a0,t1
    let code = |code: Code| code.li_wide(A2, DATA).li(T0, 40).sd(T0, A2, 0).li(A1, 2).word(word);
    Guest::new().code(code).code(|code| code.ld(T1, A2, 0).word(ADD)).exit_with_a0().run()
}

#[test]
fn atomics_work() {
    on_memory(0x00b6_252f).assert_exited(40 + 42); // amoadd.w a0,a1,(a2)
    on_memory(0x08b6_252f).assert_exited(40 + 2); // amoswap.w a0,a1,(a2)
    on_memory(0xe0b6_352f).assert_exited(40 + 40); // amomaxu.d a0,a1,(a2)
    on_memory(0x1006_352f).assert_exited(40 + 40); // lr.d a0,(a2)
}

/// ZisK has no reservations.
#[test]
fn a_store_conditional_succeeds_without_a_reservation() {
    on_memory(0x18b6_252f).assert_exited(2); // sc.w a0,a1,(a2)
    on_memory(0x18b6_352f).assert_exited(2); // sc.d a0,a1,(a2)
}

/// `csrr a0, csr`
fn csrr(csr: u32) -> u32 {
    csr << 20 | 2 << 12 | A0 << 7 | 0x73
}

#[test]
fn control_registers_are_memory() {
    const CYCLE: u32 = 0xc00;
    const MHARTID: u32 = 0xf14;
    const MSTATUS: u32 = 0x300;
    const MARCHID: u32 = 0xf12;
    const MSCRATCH: u32 = 0x340;
    const WRITE_MSCRATCH: u32 = 0x3405_9073; // csrw mscratch,a1
    for (csr, value) in [(CYCLE, 0), (MHARTID, 0), (MSTATUS, 0), (MSCRATCH, 0), (MARCHID, 0x0fff_eeee)] {
        assert_eq!(result(csrr(csr), 1, 1), Some(value), "{csr:#x}");
    }
    let run = Guest::new().code(|code| code.li(A1, 42).word(WRITE_MSCRATCH).word(csrr(MSCRATCH)));
    run.exit_with_a0().run().assert_exited(42);
}

#[test]
fn a_control_register_is_not_read_by_the_last_instruction_of_the_code() {
    let run = Guest::new().exit(0).code(|code| code.word(csrr(0xc00))).run();
    run.assert_failed(Outcome::Refused, "assertion failed: !next_instructions.is_empty()");
}

/// Two instructions that ZisK takes in one step.
#[test]
fn a_far_call_is_two_instructions() {
    const AUIPC: u32 = 0x0000_0097; // auipc ra,0
    const JALR: u32 = 0x00c0_80e7; // jalr ra,12(ra)
    let guest = Guest::new().code(|code| code.word(AUIPC).word(JALR).word(0)).exit(0);
    let (instructions, elf) = (guest.code.len() as u64 - 1, guest.elf());
    let run = command().arg("--max-instructions", instructions).run(&elf);
    run.assert_exited(0);
    assert_eq!(run.report.execution.instructions, Some(instructions));
    let run = command().arg("--max-instructions", 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, "more than 1 instructions");
}

#[test]
fn a_far_call_out_of_the_code_window_is_refused_even_if_never_reached() {
    const AUIPC: u32 = 0x7000_0097; // auipc ra,0x70000
    const JALR: u32 = 0x0000_80e7; // jalr ra,0(ra)
    let run = Guest::new().exit(0).code(|code| code.word(AUIPC).word(JALR)).run();
    run.assert_failed(Outcome::Refused, "assertion failed: (ROM_ADDR..=ROM_ADDR_MAX).contains(&jump_pc)");
}

#[test]
fn atomics_and_control_registers_are_one_instruction_each() {
    let guest = Guest::new().code(|code| code.li_wide(A2, DATA).word(0x00b6_252f).word(0x18b6_252f));
    let guest = guest.code(|code| code.word(0x3405_9573)).exit(0); // csrrw a0,mscratch,a1
    let (instructions, elf) = (guest.code.len() as u64, guest.elf_with(elf::X, []));
    let run = command().run(&elf);
    run.assert_exited(0);
    assert_eq!(run.report.execution.instructions, Some(instructions));
    assert!(run.report.execution.cost.unwrap().value > instructions);
}

/// Such as its `memset`: a CSR instruction with the address, and the next one with size and byte.
#[test]
fn a_guest_with_zisks_own_instructions_has_no_count() {
    const MEMSET: u32 = 0x8165_2073; // csrs 0x816,a0
    let code = |code: Code| code.li_wide(A0, DATA).li(A1, 8).word(MEMSET).addi(ZERO, A1, 42).lw(A0, A0, 4);
    let run = Guest::new().code(code).exit_with_a0().run();
    assert_eq!(run.report.execution.code, Some(0x2a2a_2a2a), "{}", run.reason());
    assert_eq!(run.report.execution.instructions, None);
}
