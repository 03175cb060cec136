//! The vendors' own executors: programs beside this one, started for what only they can do.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use zkshim_vendors::Vendor;

/// A folder of executors, for those that are not beside this program.
const FOLDER: &str = "ZKSHIM_EXECUTORS";

/// The executor of a vendor, of a release line where one is named.
///
/// # Errors
/// The command that builds it, where it is missing.
pub fn find(vendor: &Vendor, line: Option<&str>) -> Result<PathBuf, String> {
    let name = match line {
        Some(line) => format!("zkshim-exec-{}-{line}", vendor.name),
        None => format!("zkshim-exec-{}", vendor.name),
    };
    search(&name).ok_or_else(|| format!("{name} is not built: cargo xtask executors"))
}

/// Starts an executor, which says itself what is wrong and chooses the status.
///
/// # Errors
/// An executor that could not start or chose no status.
pub fn start(program: &Path, arguments: &[OsString]) -> Result<u8, String> {
    let status = Command::new(program).args(arguments).status();
    let status = status.map_err(|e| format!("{}: {e}", program.display()))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.ok_or_else(|| format!("{}: {status}", program.display()))
}

/// The name of a release line, as it is in the name of a program.
///
/// # Errors
/// What is none.
pub fn line(text: &str) -> Result<String, String> {
    let is_one = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_one.then(|| text.to_owned()).ok_or_else(|| "use the number of a release line".into())
}

/// Beside this program, or in the folder that the environment names.
fn search(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let beside = env::current_exe().ok().and_then(|this| Some(this.parent()?.join(&file)));
    let in_folder = env::var_os(FOLDER).map(|folder| PathBuf::from(folder).join(&file));
    [beside, in_folder].into_iter().flatten().find(|path| path.is_file())
}
