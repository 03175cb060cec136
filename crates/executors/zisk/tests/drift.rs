//! The record of ZisK against ZisK's own constants. Numbers of host calls are in no record: the guests of
//! `guests/` and the samples use the kit's, and fail where the vendor's differ.

use executor_testkit::{NotExported, Record};
use zisk_common::ZISK_PUBLICS;
use zisk_core::{
    GENERAL_RAM_ADDR, INPUT_ADDR, MAX_INPUT_SIZE, OUTPUT_ADDR, ROM_ADDR, STACK_ADDR, STACK_GUARD_SIZE,
    STACK_SIZE, UART_ADDR, ZISKLIB_RAM_ADDR, ZISKLIB_ROM_ADDR,
};

const NOT_EXPORTED: [NotExported; 2] = [
    ("isa.xlen", 64, "zisk-riscv 1.4.0-alpha src/elf_extraction.rs: ELFCLASS64 only"),
    ("isa.own-opcodes.0", 0x73, "SYSTEM, The RISC-V Instruction Set Manual, table of opcodes"),
];

#[test]
fn the_record_has_zisks_numbers() {
    let output_size = 4 * ZISK_PUBLICS as u64;
    let stack_top = (STACK_ADDR + STACK_SIZE, "zisk-core mem::STACK_ADDR and STACK_SIZE");
    let input_end = (INPUT_ADDR + MAX_INPUT_SIZE, "zisk-core mem::INPUT_ADDR and MAX_INPUT_SIZE");
    let ram_end = (ZISKLIB_RAM_ADDR, "zisk-core mem::ZISKLIB_RAM_ADDR");
    Record::of("zisk")
        .says("loader.lowest-address", ROM_ADDR, "zisk-core mem::ROM_ADDR")
        .says("stack.lowest", STACK_ADDR, "zisk-core mem::STACK_ADDR")
        .says("stack.fixed-top", stack_top.0, stack_top.1)
        .says("stack.default-top", stack_top.0, stack_top.1)
        .says("stack.guard.span", STACK_GUARD_SIZE, "zisk-core mem::STACK_GUARD_SIZE")
        .says("heap.limit", ram_end.0, ram_end.1)
        .says("input.window.0", INPUT_ADDR, "zisk-core mem::INPUT_ADDR")
        .says("input.window.1", input_end.0, input_end.1)
        .says("output.limit", output_size, "zisk-common ZISK_PUBLICS in bytes")
        .says("region.input.start", INPUT_ADDR, "zisk-core mem::INPUT_ADDR")
        .says("region.input.end", input_end.0, input_end.1)
        .says("region.rom.start", ROM_ADDR, "zisk-core mem::ROM_ADDR")
        .says("region.rom.end", ZISKLIB_ROM_ADDR, "zisk-core mem::ZISKLIB_ROM_ADDR")
        .says("region.stack.start", STACK_ADDR, "zisk-core mem::STACK_ADDR")
        .says("region.stack.end", stack_top.0, stack_top.1)
        .says("region.uart.start", UART_ADDR, "zisk-core mem::UART_ADDR")
        .says("region.uart.end", UART_ADDR + 1, "zisk-core mem::UART_ADDR and a byte")
        .says("region.output.start", OUTPUT_ADDR, "zisk-core mem::OUTPUT_ADDR")
        .says(
            "region.output.end",
            OUTPUT_ADDR + output_size,
            "zisk-core mem::OUTPUT_ADDR, zisk-common ZISK_PUBLICS",
        )
        .says("region.ram.start", GENERAL_RAM_ADDR, "zisk-core mem::GENERAL_RAM_ADDR")
        .says("region.ram.end", ram_end.0, ram_end.1)
        .not_exported(&NOT_EXPORTED)
        .cites(include_str!("../Cargo.lock"))
        .check();
}
