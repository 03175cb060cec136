//! What lies between `_write` and a vendor's console call.

mod lines;
mod text;

pub use lines::{LONGEST_LINE, Lines};
pub use text::{Text, whole_characters};
