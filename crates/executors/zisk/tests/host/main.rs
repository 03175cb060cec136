//! The code on the page `docs/hosts/zisk.md`, compiled and run.

#[allow(dead_code, reason = "for the tests of the executor")]
#[path = "../guests/guest.rs"]
mod guest;
mod page;

use std::{env, fs, path::PathBuf, process};

use guest::{Guest, OUTPUT_SIZE};

/// A file of these tests, of this name and of no other test's.
fn path(name: &str) -> PathBuf {
    env::temp_dir().join(format!("zkshim-page-zisk-{}-{name}", process::id()))
}

/// Runs a guest that makes the first record of its input its public output.
fn echo(exit_code: u32) -> anyhow::Result<Vec<u8>> {
    let (elf, input) = (path(&format!("elf-{exit_code}")), path(&format!("input-{exit_code}")));
    fs::write(&elf, Guest::new().input_to_output(2).exit(exit_code).elf())?;
    let text = |path: &PathBuf| path.to_str().expect("a path of text").to_owned();
    page::write_input(b"abc", &text(&input))?;
    assert_eq!(fs::read(&input)?, b"\x03\0\0\0\0\0\0\0abc\0\0\0\0\0");
    let public_output = page::execute(&text(&elf), &text(&input));
    fs::remove_file(elf)?;
    fs::remove_file(input)?;
    public_output
}

#[test]
fn the_page_has_this_code() {
    executor_testkit::page::shows("zisk", include_str!("page.rs"));
}

#[test]
fn input_goes_in_and_output_comes_out() {
    let mut expected = b"\x03\0\0\0\0\0\0\0abc".to_vec();
    expected.resize(OUTPUT_SIZE, 0);
    assert_eq!(echo(0).unwrap(), expected);
}

#[test]
fn a_failed_guest_has_no_output() {
    let error = echo(7).unwrap_err().to_string();
    assert!(error.contains("ExitCode(7)"), "{error}");
}
