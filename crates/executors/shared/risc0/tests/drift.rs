//! The record of RISC Zero against the constants of the line under test. Numbers of host calls are in no
//! record: the guests of these tests and the samples use the kit's, and fail where the vendor's differ.

use executor_testkit::{NotExported, Record};
use risc0_circuit_rv32im::execute::platform::{
    USER_END_ADDR, USER_START_ADDR, WORD_SIZE, ZERO_PAGE_END_ADDR, ZERO_PAGE_START_ADDR,
};
use risc0_zkvm_platform::memory::{GUEST_MAX_MEM, STACK_TOP};

const NOT_EXPORTED: [NotExported; 1] = [(
    "output.limit",
    100 << 20,
    "risc0-zkvm 3.0.6 and 5.0.0-rc.1, src/host/server/exec/executor.rs MAX_JOURNAL_SIZE, private",
)];

pub fn of_risc0() -> Record {
    // The loader overwrites the first word of user memory with the entry address.
    let lowest = USER_START_ADDR.0 + WORD_SIZE as u32;
    let lowest_is = "risc0-circuit-rv32im platform::USER_START_ADDR and a word";
    let zero_page = ZERO_PAGE_END_ADDR.0 - ZERO_PAGE_START_ADDR.0;
    let user_end = "risc0-circuit-rv32im platform::USER_END_ADDR";
    Record::of("risc0")
        .says("isa.xlen", 8 * WORD_SIZE, "risc0-circuit-rv32im platform::WORD_SIZE in bits")
        .says("loader.lowest-address", lowest, lowest_is)
        .says("stack.lowest", lowest, lowest_is)
        .says("stack.default-top", STACK_TOP, "risc0-zkvm-platform memory::STACK_TOP")
        .says("stack.guard.span", zero_page, "risc0-circuit-rv32im platform::ZERO_PAGE_END_ADDR")
        .says("heap.limit", GUEST_MAX_MEM, "risc0-zkvm-platform memory::GUEST_MAX_MEM")
        .says("heap.limit", USER_END_ADDR.0, user_end)
        .says("region.guest.start", lowest, lowest_is)
        .says("region.guest.end", USER_END_ADDR.0, user_end)
        .not_exported(&NOT_EXPORTED)
}
