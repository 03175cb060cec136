//! The kit under test.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the checkout").to_path_buf()
}

/// The folder of the built kit: `ZKSHIM_KIT`, else `target/kit`.
///
/// # Panics
/// Without a kit: a test that can't run has failed.
pub fn path() -> PathBuf {
    let kit = env::var_os("ZKSHIM_KIT").map_or_else(|| root().join("target/kit"), PathBuf::from);
    assert!(kit.join("bin/zkshim").is_file(), "no kit at {}: run `cargo xtask test`", kit.display());
    kit
}

pub fn zkshim() -> PathBuf {
    path().join("bin/zkshim")
}

pub fn toolchain_file(vendor: &str) -> PathBuf {
    path().join(format!("toolchain-files/zkvm-{vendor}.cmake"))
}

/// Where tests build: kept between runs.
pub fn scratch(name: &str) -> PathBuf {
    let folder = root().join("target/tests").join(name);
    std::fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    folder
}

/// Runs a command to its end and gives its stdout.
///
/// # Errors
/// A command that can't start or fails, with all that it printed.
pub fn output_of(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(stdout);
    }
    Err(format!("{command:?}: {}\n{stdout}{}", output.status, String::from_utf8_lossy(&output.stderr)))
}
