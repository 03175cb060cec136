//! The comparison of a record with its vendor finds what is wrong.

use executor_testkit::{NotExported, Record};

const TEXT: &str = r#"
    name = "x"
    [stack]
    default-top = 0x7800_0000
    source = "x-core@1.2.3 src/consts.rs STACK_TOP; x-guest@9.9.9 build.rs"
    [input]
    window = [16, 32]
    [[region]]
    name = "image and heap"
    start = 0x1_0000
    rights = "rwx"
"#;

const NOT_EXPORTED: [NotExported; 3] = [
    ("input.window.0", 16, "x-guest 9.9.9 build.rs, a literal"),
    ("input.window.1", 32, "x-guest 9.9.9 build.rs, a literal"),
    ("region.image and heap.start", 1 << 16, "x-guest 9.9.9 src/lib.rs START, private"),
];

fn record() -> Record {
    Record::of_text("linker/x/vendor.toml", TEXT)
}

fn agreed() -> Record {
    record().says("stack.default-top", 0x7800_0000u32, "x-core consts::STACK_TOP").not_exported(&NOT_EXPORTED)
}

fn lock_file(version: &str) -> String {
    format!("[[package]]\nname = \"x-core\"\nversion = \"{version}\"\n")
}

#[test]
fn a_record_that_agrees_passes() {
    agreed().cites(&lock_file("1.2.3")).check();
}

#[test]
#[should_panic(expected = "linker/x/vendor.toml disagrees with the vendor:
  stack.default-top = 0x78000000, but x-core consts::STACK_TOP = 0x79000000
docs/vendors.md says how to follow a release")]
fn a_wrong_number_is_told_with_both_sides() {
    let wrong = record().says("stack.default-top", 0x7900_0000u64, "x-core consts::STACK_TOP");
    wrong.not_exported(&NOT_EXPORTED).check();
}

#[test]
#[should_panic(expected = "region.image and heap.start = 0x10000, but x-guest START = 0x20000")]
fn a_listed_number_that_was_read_otherwise_is_told() {
    record().not_exported(&[("region.image and heap.start", 1 << 17, "x-guest START")]).check();
}

#[test]
#[should_panic(expected = "stack.default-top is neither compared with a constant nor listed as not exported")]
fn a_number_that_nobody_vouches_for_is_told() {
    record().not_exported(&NOT_EXPORTED).check();
}

#[test]
#[should_panic(expected = "stack.fixed-top is not there; x-core consts::STACK_TOP = 0x1")]
fn a_number_that_is_gone_is_told() {
    agreed().says("stack.fixed-top", 1, "x-core consts::STACK_TOP").check();
}

#[test]
#[should_panic(expected = "input.window.0 is listed as not exported, but was compared")]
fn a_number_is_not_both_compared_and_listed() {
    record().says("input.window.0", 16, "x-core consts::INPUT").not_exported(&NOT_EXPORTED).check();
}

#[test]
#[should_panic(expected = "stack.source cites x-core 1.2.3, the lock file has 1.3.0")]
fn a_citation_of_another_version_than_the_locked_one_is_told() {
    agreed().cites(&lock_file("1.3.0")).check();
}
