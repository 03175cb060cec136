//! The record of OpenVM against OpenVM's own constants. Numbers of host calls are in no record, but for their
//! opcode: the guests of `guests/` and the samples use the kit's, and fail where the vendor's differ.

use executor_testkit::Record;
use openvm_circuit::{arch::DEFAULT_MAX_NUM_PUBLIC_VALUES, system::memory::POINTER_MAX_BITS};
use openvm_rv32im_guest::SYSTEM_OPCODE;
use openvm_transpiler::openvm_platform::{
    WORD_SIZE,
    memory::{GUEST_MAX_MEM, GUEST_MIN_MEM, MEM_SIZE, STACK_TOP},
};

#[test]
fn the_record_has_openvms_numbers() {
    let least = "openvm-platform memory::GUEST_MIN_MEM";
    let most = "openvm-platform memory::MEM_SIZE";
    Record::of("openvm")
        .says("isa.xlen", 8 * WORD_SIZE, "openvm-platform WORD_SIZE in bits")
        .says("isa.own-opcodes.0", SYSTEM_OPCODE, "openvm-rv32im-guest SYSTEM_OPCODE")
        .says("loader.lowest-address", GUEST_MIN_MEM, least)
        .says("stack.lowest", GUEST_MIN_MEM, least)
        .says("stack.default-top", STACK_TOP, "openvm-platform memory::STACK_TOP")
        .says("stack.guard.span", GUEST_MIN_MEM, least)
        .says("heap.limit", GUEST_MAX_MEM, "openvm-platform memory::GUEST_MAX_MEM")
        .says("heap.limit", 1u64 << POINTER_MAX_BITS, "openvm-circuit memory::POINTER_MAX_BITS")
        .says(
            "output.limit",
            DEFAULT_MAX_NUM_PUBLIC_VALUES,
            "openvm-circuit arch::DEFAULT_MAX_NUM_PUBLIC_VALUES",
        )
        .says("region.guest.start", GUEST_MIN_MEM, least)
        .says("region.guest.end", MEM_SIZE, most)
        .cites(include_str!("../Cargo.lock"))
        .check();
}
