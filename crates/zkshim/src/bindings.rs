//! Types and constants of the C library, made by bindgen per XLEN and checked in;
//! `tests/tests/bindings.rs` compares them with the headers.

#[cfg(target_pointer_width = "32")]
#[path = "bindings/picolibc_rv32.rs"]
mod picolibc;
#[cfg(target_pointer_width = "64")]
#[path = "bindings/picolibc_rv64.rs"]
mod picolibc;

pub use picolibc::*;
