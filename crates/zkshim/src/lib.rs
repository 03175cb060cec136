//! The guest's side of zkshim: what a C library asks of its porter, written once for every zkVM.
//!
//! Built for a guest target it becomes `libzkshim.a` (see `crates/xtask/src/kit`); the vendor is chosen
//! by `--cfg zkshim_vendor`, which the build script sets. On the host only the parts that need no
//! vendor are built, and tested.

#![cfg_attr(not(test), no_std)]

pub mod console;
pub mod heap;

#[cfg(zkshim_guest)]
mod bindings;
#[cfg(zkshim_guest)]
mod calls;
#[cfg(zkshim_guest)]
mod input;
#[cfg(zkshim_guest)]
mod output;
#[cfg(zkshim_guest)]
mod panic;
#[cfg(zkshim_guest)]
mod single;
#[cfg(zkshim_guest)]
mod vendors;
