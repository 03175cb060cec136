//! The strict machine: runs a guest ELF by its vendor's record, and refuses what the vendor's
//! executor or prover would refuse.
//!
//! The CPU is ckb-vm's. What is ours is the rest: the memory with the vendor's regions and the
//! segments' rights (`map`, `memory`), the run loop (`machine`), the vendors' host calls
//! (`vendors/`, one file each), and faults that say where they happened and which rule they broke.

mod cpu;
mod decode;
mod explain;
mod fault;
mod image;
mod machine;
mod map;
mod memory;
mod segments;
mod symbols;
mod vendors;
mod word;

use zkshim_report::{Console, Execution, Limits, Outcome};

pub use explain::Place;
pub use image::Image;
pub use symbols::Symbols;
pub use word::{Word, loads, what_is};

/// Runs a guest to its end, on the machine of the vendor that the ELF's mark names.
///
/// `input` is the private input; `console` takes what the guest prints. Every way a run can end is
/// an [`Execution`]: nothing here panics on a bad ELF or a bad guest.
pub fn run(elf: &[u8], input: &[u8], limits: &Limits, console: &mut dyn Console) -> Execution {
    match Image::load(elf) {
        Ok(image) => run_image(&image, input, limits, console),
        Err(refusal) => Execution::failed(Outcome::Refused, refusal),
    }
}

/// [`run`] for an ELF that was loaded before.
pub fn run_image(image: &Image, input: &[u8], limits: &Limits, console: &mut dyn Console) -> Execution {
    match image.vendor.isa.xlen {
        32 => machine::run::<u32>(image, input, limits, console),
        64 => machine::run::<u64>(image, input, limits, console),
        other => panic!("BUG: the record of {} has xlen {other}", image.vendor.name),
    }
}
