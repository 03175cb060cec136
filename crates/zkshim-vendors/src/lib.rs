//! What is true of each vendor whatever the guest, and what a guest ELF says of itself.
//!
//! A vendor's facts have one home, `linker/<vendor>/vendor.toml`, compiled into this crate by its
//! build script (which lists the folder: a new vendor needs no line here). The strict machine and
//! the checks read the record and never the linker script, so that they can catch the script lying.

mod mark;
mod record;

pub use mark::{Mark, MarkError, Span};
pub use record::{
    Board, CodeRights, Console, ElfClass, Guard, Heap, Input, InputKind, Isa, Loader, Output, Region, Rights,
    Stack, Trap, Vendor, all, find, names,
};
