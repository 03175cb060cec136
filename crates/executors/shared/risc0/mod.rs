//! What the executors of RISC Zero's lines share. It is shared as source: each line's crates have types
//! of their own. What differs between them is in each crate's module `line`.

mod executor;
mod host;
mod journal;

pub use executor::{End, Risc0, Trace};
pub use host::Host;
