//! Runs a guest through `zkshim run`, as a user would.

use std::{env, fs, path::Path, process::Command};

use zkshim_report::Report;
use zkshim_vendors::Vendor;

use crate::kit;

/// Everything that a run shows.
#[derive(Debug, Clone)]
pub struct Run {
    pub on: String,
    pub status: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub report: Report,
}

/// Vendors whose executor is heavy to build and was not built here, by name with spaces between. `cargo
/// xtask test` sets it, and says so.
const NOT_BUILT: &str = "ZKSHIM_EXECUTORS_NOT_BUILT";

/// Where else than on the strict machine a vendor's guests run: its executor, or QEMU. `None` where there is
/// none, or it is heavy and was not built here: what would run there is skipped, and counts as that.
///
/// # Panics
/// Without an executor that should be there.
pub fn other_runner(vendor: &Vendor) -> Option<&'static str> {
    let not_built = env::var(NOT_BUILT).unwrap_or_default();
    let has_executor = kit::root().join("crates/executors").join(&vendor.name).join("Cargo.toml").is_file();
    if vendor.board.is_some() {
        Some("qemu")
    } else if !has_executor || not_built.split_whitespace().any(|name| name == vendor.name) {
        None
    } else {
        let program = kit::path().join(format!("bin/zkshim-exec-{}", vendor.name));
        assert!(program.is_file(), "no executor of {} in the kit: run `cargo xtask executors`", vendor.title);
        Some("executor")
    }
}

/// Where a vendor's guests run besides: the executors of its other release lines, by the folders of
/// `crates/executors`.
///
/// # Panics
/// Without an executor that should be there.
pub fn other_lines(vendor: &Vendor) -> Vec<String> {
    let folder = kit::root().join("crates/executors");
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let names = entries.filter_map(|entry| entry.expect("a folder entry").file_name().into_string().ok());
    let prefix = format!("{}-", vendor.name);
    let mut lines: Vec<String> =
        names.filter_map(|name| Some(name.strip_prefix(&prefix)?.to_owned())).collect();
    lines.sort();
    for line in &lines {
        let program = kit::path().join(format!("bin/zkshim-exec-{}-{line}", vendor.name));
        assert!(program.is_file(), "no {} in the kit: run `cargo xtask executors`", program.display());
    }
    lines.into_iter().map(|line| format!("executor:{line}")).collect()
}

/// `zkshim run --on ...` with a bound on its time.
///
/// # Errors
/// A run that leaves no report, with what it printed.
pub fn zkshim_run(on: &str, elf: &Path, input: &[u8]) -> Result<Run, String> {
    zkshim_run_within(&["--timeout", "120"], on, elf, input)
}

/// `zkshim run --on ...` with these bounds.
///
/// # Errors
/// As [`zkshim_run`].
pub fn zkshim_run_within(bounds: &[&str], on: &str, elf: &Path, input: &[u8]) -> Result<Run, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let (input_file, report_file) = (folder.path().join("input"), folder.path().join("report.json"));
    fs::write(&input_file, input).map_err(|e| e.to_string())?;
    let mut command = Command::new(kit::zkshim());
    command.args(["run", "--on", on]).args(bounds).arg("--input").arg(&input_file);
    command.arg("--report").arg(&report_file).arg(elf);
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    let report = fs::read(&report_file)
        .map_err(|e| e.to_string())
        .and_then(|json| serde_json::from_slice(&json).map_err(|e| e.to_string()))
        .map_err(|e| format!("{command:?}: no report ({e})\n{}", String::from_utf8_lossy(&output.stderr)))?;
    Ok(Run {
        on: on.to_owned(),
        status: output.status.code(),
        stdout: output.stdout,
        stderr: output.stderr,
        report,
    })
}
