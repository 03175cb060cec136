//! Checks of what is not run: does a file hold only what a vendor can execute?
//!
//! The strict machine meets what a guest executes. This crate looks at all that is in a file, by the same
//! decoder and the same records: before linking at static libraries and objects ([`archive`]).

pub mod archive;
