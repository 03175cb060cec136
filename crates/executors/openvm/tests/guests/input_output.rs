//! Private input and public output.

use executor_testkit::asm::{Code, T1, ZERO};
use zkshim_report::Outcome;

use crate::guest::{DATA, Guest, OUTPUT_SIZE, command, output};

/// Memory that no guest here loads or touches.
const INPUT: u32 = 0x0100_0000;

/// Passes on the length and the bytes of its input.
fn echo(size: u32) -> Guest {
    let words = size.div_ceil(4);
    let guest = Guest::new().next_input().hint_word(INPUT);
    let guest = if words == 0 { guest } else { guest.hint_words(INPUT + 4, words) };
    guest.reveal_words(INPUT, 1 + words)
}

#[test]
fn private_input_becomes_public_output() {
    for input in [&b""[..], b"a", b"odd", b"four", b"twenty-eight bytes of input."] {
        let length = input.len() as u32;
        let run = command().input(input).run(&echo(length).end(0).elf());
        run.assert_exited(0);
        assert_eq!(run.output, output(&[&length.to_le_bytes(), input].concat()));
    }
}

#[test]
fn every_byte_of_input_arrives() {
    let all: Vec<u8> = (0..=255).collect();
    for start in (0..256).step_by(28) {
        let words = (256 - start as u32).div_ceil(4).min(7);
        let guest = Guest::new().next_input().hint_words(INPUT, 65);
        let elf = guest.reveal_words(INPUT + 4 + start as u32, words).end(0).elf();
        let run = command().input(&all).run(&elf);
        run.assert_exited(0);
        assert_eq!(run.output, output(&all[start..256.min(start + 28)]));
    }
}

/// Without `--input` as with an empty file there is one vector, of no bytes.
#[test]
fn input_is_one_vector_even_without_bytes() {
    let seven_more = |code: Code| code.li(T1, INPUT).lw(T1, T1, 0).addi(T1, T1, 7);
    let one = || Guest::new().next_input().hint_word(INPUT).code(seven_more).reveal(T1, 0, 0);
    for command in [command(), command().input(b"")] {
        let run = command.run(&one().end(0).elf());
        run.assert_exited(0);
        assert_eq!(run.output, output(&[7]));
    }
    let guest = one().next_input();
    let pc = guest.pc() - 4;
    let run = guest.end(0).run();
    run.assert_failed(Outcome::Trapped, "phantom error: EndOfInputStream");
    assert!(run.reason().ends_with(&format!(" (at pc {pc:#x})")), "{}", run.reason());
}

/// The limits of the hint stream (openvm-rv32im-circuit@2.0.2 src/hintstore/execution.rs,
/// `execute_e12_impl`); the most words at once are `MAX_HINT_BUFFER_WORDS` of openvm-rv32im-guest.
#[test]
fn hints_that_can_not_be_had_trap() {
    let read = |words| Guest::new().next_input().hint_words(INPUT, words);
    command().input(&[1; 4088]).run(&read(1023).end(0).elf()).assert_exited(0);
    for (words, cause) in [
        (0, "hint buffer num_words is zero"),
        (3, "HintOutOfBounds: the hint stream has fewer words left than the guest asked for"),
        (1024, "hint buffer num_words 1024 exceeds MAX_HINT_BUFFER_WORDS 1023"),
    ] {
        let guest = read(words);
        let pc = guest.pc() - 4;
        let run = command().input(b"four").run(&guest.end(0).elf());
        run.assert_failed(Outcome::Trapped, cause);
        assert!(run.reason().ends_with(&format!(" (at pc {pc:#x})")), "{}", run.reason());
    }
}

/// OpenVM's generator starts from the same seed in each run, and warns of it on stderr.
#[test]
fn chance_is_the_same_in_each_run() {
    let elf = Guest::new().random_words(8).hint_words(INPUT, 8).reveal_words(INPUT, 8).end(0).elf();
    let [one, two] = [(); 2].map(|()| command().run(&elf));
    one.assert_exited(0);
    assert_ne!(one.output, output(b""));
    assert_eq!(one.output, two.output);
    assert!(one.stderr.starts_with(b"WARNING: Using fixed-seed RNG"));
    assert_eq!(one.stdout, b"");
}

#[test]
fn public_output_is_the_whole_window() {
    let mut guest = Guest::new();
    let address = guest.data.put(b"\x01\x02\x03\x04");
    let guest = guest.code(|code| code.li(T1, address).lw(T1, T1, 0));
    let last = OUTPUT_SIZE as u32 - 4;
    let run = guest.reveal(T1, last + 4, -4).reveal(T1, 8, 4).reveal(ZERO, 12, 0).end(0).run();
    run.assert_exited(0);
    let mut window = [0; OUTPUT_SIZE];
    window[last as usize..].copy_from_slice(b"\x01\x02\x03\x04");
    assert_eq!(run.output.as_deref(), Some(&window[..]));
}

/// `reveal` is a store of a word, and rounds its address down as all do.
#[test]
fn an_offset_within_a_word_is_rounded_down() {
    let run = Guest::new().code(|code| code.addi(T1, ZERO, 1)).reveal(T1, 0, 3).end(0).run();
    run.assert_exited(0);
    assert_eq!(run.output, output(&[1]));
}

#[test]
fn output_past_the_window_traps() {
    let run = Guest::new().reveal(ZERO, OUTPUT_SIZE as u32, 0).end(0).run();
    run.assert_failed(Outcome::Trapped, "Memory access out of bounds: start=32 size=4 memory_size=32");
}

#[test]
fn output_is_void_after_a_failure() {
    let reveal = || Guest::new().reveal_words(DATA, 1);
    let run = reveal().end(0).run();
    assert_eq!(run.output, output(b""));
    let run = reveal().end(1).run();
    run.assert_exited(1);
    assert_eq!(run.output.as_deref(), Some(&b""[..]));
}
