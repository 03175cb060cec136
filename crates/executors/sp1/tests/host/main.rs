//! The code on the page `docs/hosts/sp1.md`, compiled and run.

mod page;

use executor_testkit::{
    asm::{A0, A1, A2, Code, T0, T1},
    elf::{self, Class, Data, Segment},
};
use sha2::{Digest, Sha256};

const CODE: u32 = 0x7800_0000;
const DATA: u32 = 0x7801_0000;
/// Memory that is not loaded or touched, as SP1 demands of the place that input goes to.
const INPUT: u32 = 0x7900_0000;

// Host calls: sp1-core-executor 6.10.0, src/syscall_code.rs; the number goes into t0.
const HALT: u32 = 0x00;
const WRITE: u32 = 0x02;
const COMMIT: u32 = 0x10;
const HINT_LEN: u32 = 0xf0;
const HINT_READ: u32 = 0xf1;
const PUBLIC_VALUES: u32 = 13;

/// A guest that makes the one record of its input its public output, commits to `expected`, and ends.
fn echo(expected: &[u8], exit_code: u32) -> Vec<u8> {
    let mut data = Data::at(DATA);
    let digest = data.put(&Sha256::digest(expected));
    let read = Code::new().ecall(&[(T0, HINT_LEN)]).addi(T1, T0, 0).addi(A1, T1, 0);
    let read = read.ecall(&[(T0, HINT_READ), (A0, INPUT)]).addi(A2, T1, 0);
    let written = read.ecall(&[(T0, WRITE), (A0, PUBLIC_VALUES), (A1, INPUT)]);
    let commit = |code: Code, index: u32| {
        let word = code.li(A1, digest).lwu(A1, A1, 4 * index as i32);
        word.ecall(&[(T0, COMMIT), (A0, index)])
    };
    let code = (0..8).fold(written, commit).ecall(&[(T0, HALT), (A0, exit_code)]);
    let code = Segment { address: CODE, rights: elf::R | elf::X, bytes: code.bytes() };
    elf::write(Class::Elf64, &[code, data.segment()])
}

#[test]
fn the_page_has_this_code() {
    executor_testkit::page::shows("sp1", include_str!("page.rs"));
}

#[test]
fn input_goes_in_and_output_comes_out() {
    let (exit_code, public_output) = page::execute(&echo(b"abc", 7), b"abc").unwrap();
    assert_eq!((exit_code, public_output.as_slice()), (7, b"abc".as_slice()));
}

#[test]
fn output_that_was_not_committed_to_is_an_error() {
    page::execute(&echo(b"abd", 0), b"abc").unwrap_err();
}
