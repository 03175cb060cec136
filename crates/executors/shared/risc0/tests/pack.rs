//! The container that RISC Zero's host takes, as `zkshim pack` has it made.

use risc0_binfmt::ProgramBinary;
use risc0_zkos_v1compat::V1COMPAT_ELF;

use crate::guest::{Guest, command};

#[test]
fn the_container_has_guest_and_kernel() {
    let elf = Guest::new().end(0).elf();
    let packed = command().pack(&elf);
    assert_eq!((packed.status, packed.stderr.as_str()), (Some(0), ""));
    let file = packed.file.unwrap();
    assert!(file.starts_with(b"R0BF\x01\0\0\0"));
    let container = ProgramBinary::decode(&file).unwrap();
    assert!(container.user_elf == elf);
    assert!(container.kernel_elf == V1COMPAT_ELF);
    container.to_image().unwrap();
}

#[test]
fn what_is_not_an_elf_for_risc0_is_not_packed() {
    let packed = command().pack(b"#!/bin/sh\n");
    assert_eq!((packed.status, packed.file), (Some(125), None));
    assert!(packed.stderr.starts_with("zkshim: refused: Elf parse error"), "{}", packed.stderr);
}
