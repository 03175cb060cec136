//! The record of SP1 against SP1's own constants. Numbers of host calls are in no record: the guests of
//! `guests.rs` and the samples use the kit's, and fail where the vendor's differ.

use executor_testkit::{NotExported, Record};
use sp1_core_executor::MAX_PROGRAM_SIZE;
use sp1_primitives::consts::{INSTRUCTION_WORD_SIZE, STACK_TOP, WORD_BYTE_SIZE};

const GUARD: u64 = 1 << 16;
const GUARD_IS: &str = "sp1-core-machine 6.10.0 src/operations/address.rs AddressOperation, a literal";
const MAX_MEMORY: u64 = 1 << 37;
const MAX_MEMORY_IS: &str = "sp1-zkvm 6.10.0 src/lib.rs MAX_MEMORY, private, from build.rs";
const INPUT_START: u64 = MAX_MEMORY - (1 << 34);
const INPUT_START_IS: &str =
    "sp1-zkvm 6.10.0 src/lib.rs EMBEDDED_RESERVED_INPUT_START, private, from build.rs";

const NOT_EXPORTED: [NotExported; 9] = [
    ("stack.lowest", GUARD, GUARD_IS),
    ("stack.guard.span", GUARD, GUARD_IS),
    ("region.stack.start", GUARD, GUARD_IS),
    ("heap.limit", INPUT_START, INPUT_START_IS),
    ("input.window.0", INPUT_START, INPUT_START_IS),
    ("input.window.1", MAX_MEMORY, MAX_MEMORY_IS),
    ("region.image and heap.end", INPUT_START, INPUT_START_IS),
    ("region.input.start", INPUT_START, INPUT_START_IS),
    ("region.input.end", MAX_MEMORY, MAX_MEMORY_IS),
];

#[test]
fn the_record_has_sp1s_numbers() {
    let stack_top = "sp1-primitives consts::STACK_TOP";
    Record::of("sp1")
        .says("isa.xlen", 8 * WORD_BYTE_SIZE, "sp1-primitives consts::WORD_BYTE_SIZE in bits")
        .says("loader.lowest-address", STACK_TOP, stack_top)
        .says(
            "loader.code-limit",
            MAX_PROGRAM_SIZE * INSTRUCTION_WORD_SIZE,
            "sp1-core-executor MAX_PROGRAM_SIZE in bytes",
        )
        .says("stack.fixed-top", STACK_TOP, stack_top)
        .says("stack.default-top", STACK_TOP, stack_top)
        .says("region.stack.end", STACK_TOP, stack_top)
        .says("region.image and heap.start", STACK_TOP, stack_top)
        .not_exported(&NOT_EXPORTED)
        .cites(include_str!("../Cargo.lock"))
        .check();
}
