//! How guests end by themselves.

use executor_testkit::asm::{EBREAK, ECALL, FENCE, UNIMP};
use zkshim_report::Runner;

use crate::guest::{Guest, output};

/// `csrr a0, cycle`
const READ_CYCLE: u32 = 0xc000_2573;

#[test]
fn a_guest_prints_and_succeeds() {
    let guest = Guest::new().print("hello\n").end(0);
    let instructions = guest.code.len() as u64;
    let run = guest.run();
    run.assert_exited(0);
    assert_eq!(run.stdout, b"hello\n");
    assert_eq!(run.stderr, b"");
    assert_eq!(run.output, output(b""));
    assert_eq!(run.report.vendor, "openvm");
    assert_eq!(run.report.runner, Runner::Executor);
    assert_eq!(run.report.runner_version, "openvm-circuit 2.0.2");
    // A straight line of code: each of its instructions runs once.
    assert_eq!(run.report.execution.instructions, Some(instructions));
    assert_eq!(run.report.execution.cost, None);
}

/// With the code go the public output and the count.
#[test]
fn a_guest_fails_with_its_own_code() {
    for code in [1, 2, 42, 255] {
        let run = Guest::new().reveal_words(0, 1).print("no\n").end(code).run();
        run.assert_exited(code as u32);
        assert_eq!(run.stdout, b"no\n");
        assert_eq!(run.stderr, b"");
        assert_eq!(run.output.as_deref(), Some(&b""[..]));
        assert_eq!(run.report.execution.instructions, None);
    }
}

/// At load OpenVM makes "terminate with code 2" of them, and says so on stderr
/// (openvm-rv32im-transpiler@2.0.2 src/lib.rs, `process_custom`, the arm of `CSR_OPCODE`).
#[test]
fn other_system_instructions_end_with_code_2() {
    for word in [EBREAK, ECALL, READ_CYCLE] {
        let run = Guest::new().print("before\n").code(|code| code.word(word)).print("after\n").end(0).run();
        run.assert_exited(2);
        assert_eq!(run.stdout, b"before\n");
        // What the translator says of such words is not the guest's (src/stderr.rs).
        assert_eq!(run.stderr, b"");
    }
}

/// `unimp` is `csrrw x0, cycle, x0`, and OpenVM takes any `csrrw` between zero registers for one that
/// does nothing (same arm).
#[test]
fn unimp_and_fence_do_nothing() {
    let run = Guest::new().code(|code| code.word(UNIMP).word(FENCE)).print("after\n").end(7).run();
    run.assert_exited(7);
    assert_eq!(run.stdout, b"after\n");
    assert_eq!(run.stderr, b"");
}
