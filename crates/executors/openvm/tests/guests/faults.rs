//! Faults of guests, and what would be faults elsewhere.

use executor_testkit::{
    Run,
    asm::{A0, Code, T0, T1, ZERO},
};
use zkshim_report::Outcome;

use crate::guest::{CODE, DATA, Guest, LOAD, MEMORY_END, output};

const LB: u32 = 0;
const LH: u32 = 1;
const LHU: u32 = 5;
const WORDS: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

/// The words at `DATA`.
fn with_words() -> Guest {
    let mut guest = Guest::new();
    assert_eq!(guest.data.put(&WORDS), DATA);
    guest
}

/// Runs a guest whose last instruction is at fault, and gives the pc of that.
fn at_fault(code: impl FnOnce(Code) -> Code) -> (Run, String) {
    let guest = Guest::new().print("before\n").code(code);
    let pc = guest.pc() - 4;
    let run = guest.print("after\n").end(0).run();
    assert_eq!(run.stdout, b"before\n", "{}", run.reason());
    (run, format!(" (at pc {pc:#x})"))
}

#[test]
fn memory_is_all_below_2_to_the_29() {
    let last =
        |code: Code| code.li(T1, MEMORY_END - 4).sw(T1, T1, 0).lw(A0, T1, 0).i_type(LOAD, LB, A0, T1, 3);
    Guest::new().code(last).end(0).run().assert_exited(0);
}

/// The panic has no pc; OpenVM prints that before it.
#[test]
fn an_access_beyond_memory_traps() {
    let beyond = format!("Memory access out of bounds: start={MEMORY_END} size=4 memory_size={MEMORY_END}");
    let faults: [fn(Code) -> Code; 3] = [
        |code| code.li(T1, MEMORY_END).lw(T1, T1, 0),
        |code| code.li(T1, MEMORY_END).sw(T1, T1, 0),
        |code| code.li(T1, MEMORY_END).i_type(LOAD, LHU, T1, T1, 0),
    ];
    for code in faults {
        let (run, pc) = at_fault(code);
        run.assert_failed(Outcome::Trapped, &beyond);
        assert!(run.reason().ends_with(&pc), "{}", run.reason());
    }
    let below_zero = (1u64 << 32) - 4;
    let (run, pc) = at_fault(|code| code.lw(T1, ZERO, -4));
    run.assert_failed(Outcome::Trapped, &format!("Memory access out of bounds: start={below_zero} size=4"));
    assert!(run.reason().ends_with(&pc), "{}", run.reason());
}

/// Neither `lb` and `lh` nor OpenVM's own instructions say where.
#[test]
fn some_accesses_beyond_memory_trap_without_a_pc() {
    let run = |code: fn(Code) -> Code| at_fault(code).0;
    let byte = run(|code| code.li(T1, MEMORY_END).i_type(LOAD, LB, T1, T1, 0));
    let half = run(|code| code.li(T1, MEMORY_END).i_type(LOAD, LH, T1, T1, 0));
    let print = Guest::new().print_at(MEMORY_END - 1, 2).run();
    let hint = Guest::new().next_input().hint_word(MEMORY_END).run();
    for run in [byte, half, print, hint] {
        run.assert_failed(Outcome::Trapped, "the executor panicked: Memory access out of bounds");
        assert!(run.reason().contains("memmap.rs"), "{}", run.reason());
    }
}

/// Only convention keeps the lowest memory free.
#[test]
fn a_store_to_address_0_passes() {
    Guest::new().code(|code| code.sw(ZERO, ZERO, 0).lw(T1, ZERO, 0)).end(0).run().assert_exited(0);
}

/// Loads and stores of words act on the word that the address lies in, and say nothing. OpenVM's next
/// pass, before proving, panics of them (openvm-rv32im-circuit@2.0.2 src/loadstore/core.rs,
/// `run_write_data`).
#[test]
fn a_misaligned_word_is_the_aligned_one() {
    let guest = with_words().code(|code| code.li(T0, DATA).lw(T1, T0, 3).sw(T1, T0, 6));
    let run = guest.reveal_words(DATA, 2).end(0).run();
    run.assert_exited(0);
    assert_eq!(run.output, output(&[1, 2, 3, 4, 1, 2, 3, 4]));
}

#[test]
fn a_half_word_at_an_odd_address_traps() {
    let (run, pc) = at_fault(|code| code.li(T1, DATA).i_type(LOAD, LHU, T1, T1, 1));
    run.assert_failed(Outcome::Trapped, "Invalid LoadStoreOp");
    assert!(run.reason().ends_with(&pc), "{}", run.reason());
    let (run, pc) = at_fault(|code| code.li(T1, DATA).i_type(LOAD, LH, T1, T1, 3));
    run.assert_failed(Outcome::Trapped, "LoadSignExtend invalid shift amount");
    assert!(run.reason().ends_with(&pc), "{}", run.reason());
}

#[test]
fn a_jump_out_of_the_code_traps() {
    for (target, cause) in [
        (0, "unreachable instruction at pc 0 (at pc 0x0)"),
        (CODE - 4, "unreachable instruction at pc 2099196 (at pc 0x2007fc)"),
        (DATA, "pc 2162688 out of bounds (at pc 0x210000)"),
        (MEMORY_END, "pc 536870912 out of bounds (at pc 0x20000000)"),
    ] {
        at_fault(|code| code.li(T1, target).jr(T1)).0.assert_failed(Outcome::Trapped, cause);
    }
}

#[test]
fn code_without_an_end_traps() {
    let guest = Guest::new().print("once\n");
    let end = guest.pc();
    let run = guest.run();
    run.assert_failed(Outcome::Trapped, &format!("pc {end} out of bounds (at pc {end:#x})"));
    assert_eq!(run.stdout, b"once\n");
}

/// The pc is divided by 4 to find the instruction (openvm-circuit@2.0.2 src/arch/interpreter.rs,
/// `get_pc_index`).
#[test]
fn a_jump_between_instructions_lands_on_the_one_before() {
    let to_end = CODE + 3 * 4 + 2;
    Guest::new().code(|code| code.li(T1, to_end).jr(T1)).end(9).run().assert_exited(9);
}

/// What a guest writes to its code has no effect on what runs.
#[test]
fn code_is_apart_from_memory() {
    Guest::new().code(|code| code.li(T1, CODE).sw(ZERO, T1, 12)).end(9).run().assert_exited(9);
}
