//! The code on the page `docs/hosts/risc0.md`, compiled and run.

#[allow(dead_code, reason = "for the tests of the executor")]
#[path = "../../../shared/risc0/tests/guest.rs"]
mod guest;
mod page;

use guest::{DIGEST_OF_ABC, DIGEST_OF_NOTHING, Guest, command};

const PROGRAM: &str = env!("CARGO_BIN_EXE_zkshim-exec-risc0");

#[test]
fn the_page_has_this_code() {
    executor_testkit::page::shows("risc0", include_str!("page.rs"));
}

#[test]
fn a_packed_guest_has_an_image_id() {
    let packed = |code: u32| command().pack(&Guest::new().end(code).elf()).file.expect("a container");
    let id = |code: u32| page::image_id(&packed(code)).unwrap();
    assert_eq!(id(0), id(0));
    assert_ne!(id(0), id(1));
}

#[test]
fn the_elf_itself_has_none() {
    let refused = page::image_id(&Guest::new().end(0).elf()).unwrap_err().to_string();
    assert_eq!(refused, "Malformed ProgramBinary");
}

#[test]
fn the_output_digest_is_what_the_guest_commits_to() {
    assert_eq!(page::output_digest(b"").as_bytes(), DIGEST_OF_NOTHING);
    assert_eq!(page::output_digest(b"abc").as_bytes(), DIGEST_OF_ABC);
}
