//! What the tests share: the kit under test, the samples, and how to build, run and judge them.

pub mod build;
pub mod condition;
pub mod console;
pub mod elf;
pub mod fuzz;
pub mod kit;
pub mod language;
pub mod run;
pub mod sample;
pub mod verdict;
