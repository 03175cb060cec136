//! The record of RISC Zero holds for the 5.0 line too, though it cites the stable one.

#[path = "../../shared/risc0/tests/drift.rs"]
mod record;

#[test]
fn the_record_has_the_numbers_of_this_line() {
    record::of_risc0().check();
}
