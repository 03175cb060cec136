//! Limits on time and instructions.

use std::time::Duration;

use executor_testkit::asm::{Code, T1};
use zkshim_report::Outcome;

use crate::guest::{Guest, command};

/// Memory that no guest here loads.
const INPUT: u32 = 0x0100_0000;

#[test]
fn a_loop_is_ended_by_the_time_limit() {
    let elf = Guest::new().print("before\n").code(|code| code.jump(0)).end(0).elf();
    let run = command().arg("--timeout", 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, "no end after 1 s");
    assert_eq!(run.stdout, b"before\n");
    assert!(run.took < Duration::from_secs(5), "{:?}", run.took);
}

/// For any exit code, and also where instructions count for more than one with OpenVM's meter, as the
/// one here that fetches 3 words does.
#[test]
fn the_instruction_limit_is_exact() {
    for code in [0, 42] {
        let guest = Guest::new().next_input().hint_words(INPUT, 3).print("last\n").end(code);
        let (instructions, elf) = (guest.code.len() as u64, guest.elf());
        let limited = |limit| command().input(b"eight by").arg("--max-instructions", limit).run(&elf);
        let run = limited(instructions);
        run.assert_exited(code as u32);
        assert_eq!(run.report.execution.instructions, (code == 0).then_some(instructions));
        for (limit, stdout) in [(instructions - 1, "last\n"), (instructions - 2, ""), (1, ""), (0, "")] {
            let run = limited(limit);
            run.assert_failed(Outcome::TimedOut, &format!("more than {limit} instructions"));
            assert_eq!(run.stdout, stdout.as_bytes());
        }
    }
}

#[test]
fn the_instruction_limit_ends_loops() {
    let loops: [fn(Code) -> Code; 2] = [|code| code.jump(0), |code| code.lw(T1, T1, 0).jump(-1)];
    for code in loops {
        let elf = Guest::new().code(code).elf();
        let run = command().arg("--max-instructions", 10_000_000).run(&elf);
        run.assert_failed(Outcome::TimedOut, "more than 10000000 instructions");
    }
}

/// A run is made of slices of 2^22 instructions or less.
#[test]
fn long_runs_are_counted() {
    const BNE_BACK_TO_ADDI: u32 = 0xfe03_1ee3; // bne t1, x0, .-4
    let times = 5_000_000;
    let count = |code: Code| code.li(T1, times).addi(T1, T1, -1).word(BNE_BACK_TO_ADDI);
    let elf = Guest::new().code(count).end(0).elf();
    let instructions = 2 + 2 * u64::from(times) + 1;
    let run = command().arg("--max-instructions", instructions).run(&elf);
    run.assert_exited(0);
    assert_eq!(run.report.execution.instructions, Some(instructions));
    let run = command().arg("--max-instructions", instructions - 1).run(&elf);
    run.assert_failed(Outcome::TimedOut, "more than 10000002 instructions");
}
