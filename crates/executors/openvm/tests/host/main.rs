//! The code on the page `docs/hosts/openvm.md`, compiled and run.

#[allow(dead_code, reason = "for the tests of the executor")]
#[path = "../guests/guest.rs"]
mod guest;
mod page;

use guest::{Guest, output};

/// Memory that is not loaded or touched.
const INPUT: u32 = 0x0100_0000;

/// A guest that makes three words of its input its public output, and ends.
fn echo(exit_code: i32) -> Vec<u8> {
    let read = Guest::new().next_input().hint_word(INPUT).hint_words(INPUT, 3);
    read.reveal_words(INPUT, 3).end(exit_code).elf()
}

#[test]
fn the_page_has_this_code() {
    executor_testkit::page::shows("openvm", include_str!("page.rs"));
}

#[test]
fn input_goes_in_and_output_comes_out() {
    let public_output = page::execute(&echo(0), b"twelve bytes").unwrap();
    assert_eq!(Some(public_output), output(b"twelve bytes"));
}

#[test]
fn a_failed_guest_has_no_output() {
    let error = page::execute(&echo(7), b"twelve bytes").unwrap_err().to_string();
    assert!(error.contains('7'), "{error}");
}
