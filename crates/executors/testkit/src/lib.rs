//! For the tests of the executors.
//!
//! Guests are built word by word, and run: no compiler is needed, and every instruction of a guest is in
//! sight of its test. And a vendor's record is compared with the vendor's own constants, the code on its
//! documentation page with what was compiled.

pub mod asm;
pub mod elf;
pub mod page;
mod record;
mod run;

pub use record::{NotExported, Record};
pub use run::{Command, Packed, Run};
