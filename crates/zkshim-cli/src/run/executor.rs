//! The vendor's own executor: a program beside this one, with the same command line.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use zkshim_report::{Execution, Outcome, RunArgs};
use zkshim_vendors::Mark;

/// A folder of executors, for those that are not beside this program.
const FOLDER: &str = "ZKSHIM_EXECUTORS";

/// The executor of the guest's vendor, of a release line where one is named.
///
/// # Errors
/// Why there is none.
pub fn find(elf: &[u8], line: Option<&str>) -> Result<PathBuf, Box<Execution>> {
    let refused = |why: String| failed(Outcome::Refused, why);
    let mark = Mark::of_elf(elf).map_err(|e| refused(e.to_string()))?;
    let vendor = zkshim_vendors::find(&mark.vendor).map_err(|e| refused(format!("the ELF's mark: {e}")))?;
    if vendor.board.is_some() {
        return Err(failed(Outcome::HostError, format!("{} has no executor: use --on qemu", vendor.title)));
    }
    let name = match line {
        Some(line) => format!("zkshim-exec-{}-{line}", vendor.name),
        None => format!("zkshim-exec-{}", vendor.name),
    };
    let missing = || failed(Outcome::HostError, format!("{name} is not built: cargo xtask executors"));
    search(&name).ok_or_else(missing)
}

/// Runs an executor, which prints, writes the report and chooses the status itself.
///
/// # Errors
/// An executor that could not start or chose no status.
pub fn run(program: &Path, args: &RunArgs) -> Result<u8, Box<Execution>> {
    let host_error = |why| failed(Outcome::HostError, format!("{}: {why}", program.display()));
    let status = Command::new(program).args(arguments(args)).status();
    let status = status.map_err(|e| host_error(e.to_string()))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.ok_or_else(|| host_error(status.to_string()))
}

fn failed(outcome: Outcome, why: String) -> Box<Execution> {
    Box::new(Execution::failed(outcome, why))
}

/// Beside this program, or in the folder that the environment names.
fn search(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let beside = env::current_exe().ok().and_then(|this| Some(this.parent()?.join(&file)));
    let in_folder = env::var_os(FOLDER).map(|folder| PathBuf::from(folder).join(&file));
    [beside, in_folder].into_iter().flatten().find(|path| path.is_file())
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
