//! Collects `linker/*/vendor.toml` into one table, so that adding a vendor touches no Rust file.

use std::{env, fs, path::Path};

fn main() {
    let linker = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../linker");
    println!("cargo:rerun-if-changed={}", linker.display());
    let mut records: Vec<_> = fs::read_dir(&linker)
        .unwrap_or_else(|e| panic!("{}: {e}", linker.display()))
        .map(|entry| entry.unwrap().path().join("vendor.toml"))
        .filter(|path| path.is_file())
        .collect();
    records.sort();
    let mut table = String::from("&[\n");
    for path in &records {
        println!("cargo:rerun-if-changed={}", path.display());
        table += &format!("    include_str!({:?}),\n", path.canonicalize().unwrap());
    }
    table += "]\n";
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("records.rs"), table).unwrap();
}
