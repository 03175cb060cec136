//! Guests built word by word, and runs of them, for the tests of the executors: no compiler is
//! needed, and every instruction of a guest is in sight of its test.

pub mod asm;
pub mod elf;
mod run;

pub use run::{Command, Run};
