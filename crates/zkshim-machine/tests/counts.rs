//! What a run costs and when it is ended: instructions, limits, marks of memory.

mod support;

use std::time::Duration;

use support::*;
use zkshim_report::{Execution, Limits, Outcome, Recorded};

fn run_within(guest: &Guest, limits: Limits) -> Execution {
    zkshim_machine::run(&guest.build(), &[], &limits, &mut Recorded::default())
}

fn most(instructions: u64) -> Limits {
    Limits { instructions: Some(instructions), ..FREE }
}

/// Counts a register down from `rounds`, two instructions a round, then ends with code 6.
fn countdown(vendor: &str, rounds: u64) -> Guest {
    let guest = Guest::new(vendor, |asm| {
        let asm = asm.li(S2, rounds).then([addi(S2, S2, -1), bne(S2, ZERO, -4)]);
        if vendor == "sp1" { halt_sp1(asm, &[], 6) } else { exit_board(asm.li(S4, 6), S4) }
    });
    if vendor == "sp1" { guest } else { guest.with_data([0; 16]) }
}

/// Every word of the guest is executed once, but for the loop.
#[test]
fn retired_instructions_are_counted_with_the_last_call() {
    for rounds in [1, 1000, 1 << 20] {
        let guest = countdown("sp1", rounds);
        let (execution, _) = run(&guest, &[]);
        let straight = guest.segments[0].size / 4;
        assert_eq!(execution.instructions, Some(straight + 2 * (rounds - 1)), "{execution:?}");
        // On a board the last word comes after the call that ends the run.
        let guest = countdown("virt32", rounds);
        let (execution, _) = run(&guest, &[]);
        let straight = guest.segments[0].size / 4 - 1;
        assert_eq!(execution.instructions, Some(straight + 2 * (rounds - 1)), "{execution:?}");
    }
}

/// A store to a device leaves the fast way through memory and comes back: it is one instruction, also at
/// the limit, and what comes after it runs.
#[test]
fn a_store_to_a_device_is_one_instruction() {
    let rounds = 100_000u64;
    let guest = Guest::new("zisk", |asm| {
        let asm = asm.set(&[(A1, 0xA040_0200), (A2, 0x78), (S2, rounds)]);
        exit_zisk(asm.then([sb(A2, A1, 0), addi(S2, S2, -1), bne(S2, ZERO, -8)]).li(A0, 6))
    });
    let all = guest.segments[0].size / 4 + 3 * (rounds - 1);
    let (execution, console) = run(&guest, &[]);
    assert_eq!((execution.code, execution.instructions), (Some(6), Some(all)), "{execution:?}");
    assert_eq!(console.stdout, b"x".repeat(rounds as usize));
    // Of 8 instructions before the loop and 3 in it: the first store is the 9th.
    for (limit, printed) in [(8, 0), (9, 1), (10, 1), (11, 1), (12, 2)] {
        let mut console = Recorded::default();
        let execution = zkshim_machine::run(&guest.build(), &[], &most(limit), &mut console);
        assert_eq!((execution.outcome, execution.instructions), (Outcome::TimedOut, Some(limit)));
        assert_eq!(console.stdout.len(), printed, "at {limit}");
    }
    assert_eq!(run_within(&guest, most(all)).code, Some(6));
    assert_eq!(run_within(&guest, most(all - 1)).outcome, Outcome::TimedOut);
}

#[test]
fn an_instruction_that_faults_is_not_retired() {
    let (execution, _) = run(&Guest::new("virt64", |asm| asm.then([NOP, NOP, sw(A0, ZERO, 0)])), &[]);
    assert_eq!(execution.instructions, Some(2));
}

#[test]
fn the_instruction_limit_is_exact() {
    for rounds in [1, 100_000] {
        let guest = countdown("sp1", rounds);
        let all = run(&guest, &[]).0.instructions.unwrap();
        let enough = run_within(&guest, most(all));
        assert_eq!((enough.code, enough.instructions), (Some(6), Some(all)));
        let short = run_within(&guest, most(all - 1));
        assert_eq!((short.outcome, short.instructions), (Outcome::TimedOut, Some(all - 1)));
        let expected = format!("more than {} instructions", all - 1);
        assert_eq!(short.reason, Some(expected));
    }
}

#[test]
fn the_time_is_limited() {
    let forever = Guest::new("risc0", |asm| asm.then([beq(ZERO, ZERO, 0)]));
    let execution = run_within(&forever, Limits { time: Duration::from_secs(1), instructions: None });
    assert_eq!(execution.outcome, Outcome::TimedOut);
    assert_eq!(execution.reason.as_deref(), Some("no end after 1 s"));
    assert!(execution.instructions > Some(0));
}

#[test]
fn marks_of_memory_are_exact() {
    for vendor in ["sp1", "virt32"] {
        let [heap, _, _, top, ..] = layout(vendor).mark;
        let guest = Guest::new(vendor, |asm| {
            let asm = asm.set(&[(A3, heap + 0x1_2345), (A4, top - 1234)]).then([
                sb(ZERO, A3, 0),
                lbu(ZERO, A3, -0x345),
                lbu(ZERO, A4, 0),
                sb(ZERO, A4, 4),
            ]);
            if vendor == "sp1" { halt_sp1(asm, &[], 0) } else { exit_board(asm, ZERO) }
        });
        let guest = if vendor == "sp1" { guest } else { guest.with_data([0; 16]) };
        let (execution, _) = run(&guest, &[]);
        assert_eq!(execution.outcome, Outcome::Exited, "{execution:?}");
        assert_eq!(execution.heap_high_water, Some(0x1_2346));
        assert_eq!(execution.stack_high_water, Some(1234));
        assert_eq!(execution.misaligned, Some(0));
        // Code, heap, stack, and on the board the data with its blocks. What was only loaded is not touched.
        assert_eq!(execution.pages_touched, Some(if vendor == "sp1" { 3 } else { 4 }));
    }
}

#[test]
fn memory_never_used_is_zero_and_marks_nothing() {
    let [heap, _, _, top, ..] = layout("virt64").mark;
    let guest = Guest::new("virt64", |asm| exit_board(asm, ZERO)).with_data([0; 16]);
    let (execution, _) = run(&guest, &[]);
    assert_eq!((execution.heap_high_water, execution.stack_high_water), (Some(0), Some(0)));
    let zero = Guest::new("virt64", |asm| {
        let asm = asm.set(&[(A3, heap + 0x10_0000), (A4, top - 8)]).then([ld(S4, A3, 0), ld(S3, A4, 0)]);
        exit_board(asm.then([beq(S3, ZERO, 8), addi(S4, S4, 1)]), S4)
    });
    assert_eq!(code(&zero.with_data([0; 16]), &[]), 0);
}

/// A heap of many gigabytes is only as large as what is used of it.
#[test]
fn addresses_up_to_the_last_region_work() {
    let last = 0x20_0000_0000 - 8;
    let guest = Guest::new("sp1", |asm| {
        let asm = asm.set(&[(A3, last), (S2, 0x0123_4567_89ab_cdef)]).then([sd(S2, A3, 0), ld(S3, A3, 0)]);
        halt_sp1(asm.then([beq(S2, S3, 8), UNIMP]), &[], 0)
    });
    assert_eq!(code(&guest, &[]), 0);
}
