//! The pages of `docs/hosts`, one a vendor.

use std::{fs, path::Path};

/// The vendor's page must show this code, as it was compiled and tested.
///
/// # Panics
/// If it does not.
pub fn shows(vendor: &str, code: &str) {
    let name = format!("docs/hosts/{vendor}.md");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(&name);
    let page = fs::read_to_string(file).unwrap_or_else(|error| panic!("{name}: {error}"));
    let block = format!("\n```rust\n{code}```\n");
    assert!(page.contains(&block), "{name} has not this block:{block}");
}
