//! `--on executor`: the vendor's own executor, with the same command line.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use zkshim_report::{Execution, Outcome, RunArgs};
use zkshim_vendors::Mark;

use crate::executor;

/// The executor of the guest's vendor, of a release line where one is named.
///
/// # Errors
/// Why there is none.
pub fn find(elf: &[u8], line: Option<&str>) -> Result<PathBuf, Box<Execution>> {
    let refused = |why: String| failed(Outcome::Refused, why);
    let mark = Mark::of_elf(elf).map_err(|e| refused(e.to_string()))?;
    let vendor = mark.find_vendor().map_err(refused)?;
    if vendor.board.is_some() {
        return Err(failed(Outcome::HostError, format!("{} has no executor: use --on qemu", vendor.title)));
    }
    executor::find(vendor, line).map_err(|missing| failed(Outcome::HostError, missing))
}

/// Runs an executor, which prints, writes the report and chooses the status itself.
///
/// # Errors
/// An executor that could not start or chose no status.
pub fn run(program: &Path, args: &RunArgs) -> Result<u8, Box<Execution>> {
    executor::start(program, &arguments(args)).map_err(|why| failed(Outcome::HostError, why))
}

fn failed(outcome: Outcome, why: String) -> Box<Execution> {
    Box::new(Execution::failed(outcome, why))
}

/// The command line, once more.
fn arguments(args: &RunArgs) -> Vec<OsString> {
    let RunArgs { input, output, report, timeout, max_instructions, elf } = args;
    let mut line: Vec<OsString> = Vec::new();
    for (option, path) in [("--input", input), ("--output", output), ("--report", report)] {
        if let Some(path) = path {
            line.extend([option.into(), path.into()]);
        }
    }
    line.extend(["--timeout".into(), timeout.to_string().into()]);
    if let Some(most) = max_instructions {
        line.extend(["--max-instructions".into(), most.to_string().into()]);
    }
    line.extend(["--".into(), elf.into()]);
    line
}
