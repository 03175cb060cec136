//! What guests print: it goes to OpenVM's own stdout, which has one stream.

use std::time::Duration;

use executor_testkit::asm::{Code, T1};
use zkshim_report::Outcome;

use crate::guest::{Guest, MEMORY_END, command};

/// What OpenVM prints before it panics of a load beyond memory, with the pc in it.
fn notice(pc: u32) -> String {
    format!("at {pc} ptr_val: {MEMORY_END} >= (1 << POINTER_MAX_BITS): {MEMORY_END}\n")
}

#[test]
fn the_console_carries_text_as_it_is() {
    let all: String = (0..128u8).map(char::from).chain("äß€𝄞\u{10ffff}".chars()).collect();
    let run = Guest::new().print(&all).print("").print("\r\n\n").print("no end").end(0).run();
    run.assert_exited(0);
    assert_eq!(run.stdout, (all + "\r\n\nno end").as_bytes());
    assert_eq!(run.stderr, b"");
}

#[test]
fn a_large_text_arrives_whole() {
    let large: Vec<u8> = (0..150_001u32).map(|i| b' ' + (i % 95) as u8).collect();
    let run = Guest::new().print(&large).end(0).run();
    run.assert_exited(0);
    assert!(run.stdout == large, "{} bytes of {}", run.stdout.len(), large.len());
}

#[test]
fn a_line_without_its_end_is_not_lost_when_the_run_fails() {
    let text = Guest::new().print("no end");
    let code = Guest::new().print("no end").end(1).run();
    code.assert_exited(1);
    let error = Guest::new().print("no end").code(|code| code.jr(0)).run();
    let panic = text.print_at(MEMORY_END, 1).run();
    for run in [code, error, panic] {
        assert_eq!(run.stdout, b"no end", "{}", run.reason());
    }
}

#[test]
fn a_line_without_its_end_is_seen_while_the_guest_runs() {
    let elf = Guest::new().print("no end").code(|code| code.jump(0)).elf();
    let run = command().arg("--timeout", 2).run(&elf);
    run.assert_failed(Outcome::TimedOut, "no end after 2 s");
    assert_eq!(run.stdout, b"no end");
    assert!(run.took < Duration::from_secs(6), "{:?}", run.took);
}

#[test]
fn openvms_own_words_are_not_the_guests() {
    let load = |code: Code| code.li(T1, MEMORY_END).lw(T1, T1, 0);
    for text in ["", "line\n", "at 5 ptr_val: ", "at "] {
        let run = Guest::new().print(text).code(load).run();
        run.assert_failed(Outcome::Trapped, "Memory access out of bounds");
        assert_eq!(run.stdout, text.as_bytes());
    }
}

#[test]
fn the_same_words_from_a_guest_are_its_own() {
    let text = notice(5) + &notice(6);
    for code in [0, 1] {
        let run = Guest::new().print(&text).end(code).run();
        run.assert_exited(code as u32);
        assert_eq!(run.stdout, text.as_bytes());
    }
    let run = Guest::new().print(&text).code(|code| code.li(T1, MEMORY_END).lw(T1, T1, 0)).run();
    run.assert_failed(Outcome::Trapped, "Memory access out of bounds");
    assert_eq!(run.stdout, text.as_bytes());
}

/// OpenVM prints strings, each of which must be whole (openvm-rv32im-circuit@2.0.2 src/extension/mod.rs,
/// `Rv32PrintStrSubEx`).
#[test]
fn what_is_not_utf8_traps() {
    for (bytes, cause) in [
        (&b"caf\xe9\n"[..], "phantom error: invalid utf-8 sequence of 1 bytes from index 3"),
        (&"é".as_bytes()[..1], "phantom error: incomplete utf-8 byte sequence from index 0"),
    ] {
        let guest = Guest::new().print("before\n").print(bytes);
        let pc = guest.pc() - 4;
        let run = guest.print("after\n").end(0).run();
        run.assert_failed(Outcome::Trapped, cause);
        assert!(run.reason().ends_with(&format!(" (at pc {pc:#x})")), "{}", run.reason());
        assert_eq!(run.stdout, b"before\n");
    }
}
