//! The record of RISC Zero against the crates of the 3.0 line, which it is written from.

#[path = "../../shared/risc0/tests/drift.rs"]
mod record;

#[test]
fn the_record_has_the_numbers_of_this_line() {
    record::of_risc0().cites(include_str!("../Cargo.lock")).check();
}
