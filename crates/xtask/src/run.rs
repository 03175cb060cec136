//! Running other programs.

use std::{
    collections::VecDeque,
    env,
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::ui::Progress;

/// How much of a failed program's output is shown.
const TAIL_LINES: usize = 60;

/// The program of this name on PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Runs a program whose output is of interest only if it fails. Its last line is shown as it runs.
///
/// # Errors
/// A program that can't be started or fails; the message has the end of its output.
pub fn quietly(command: &mut Command, progress: &Progress) -> Result<()> {
    let shown = show(command);
    let (reader, writer) = std::io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("cannot start {shown}"))?;
    // The command holds the pipe's writing end: without it, the loop below would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());

    let mut tail = VecDeque::with_capacity(TAIL_LINES);
    for line in BufReader::new(reader).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        progress.at(&line);
        if tail.len() == TAIL_LINES {
            tail.pop_front();
        }
        tail.push_back(line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{shown}: {status}\n{}", Vec::from(tail).join("\n"));
    }
    Ok(())
}

/// Runs a program whose output is the developer's to see.
///
/// # Errors
/// A program that can't be started or fails.
pub fn visibly(command: &mut Command) -> Result<()> {
    let shown = show(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {shown}"))?;
    if !status.success() {
        bail!("{shown}: {status}");
    }
    Ok(())
}

/// What a program writes to stdout, without white space around it.
///
/// # Errors
/// A program that can't be started or fails; the message has what it wrote to stderr.
pub fn answer(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {shown}"))?;
    if !output.status.success() {
        bail!("{shown}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Does this program succeed within a time? It sees no input and its output is dropped.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = silent.spawn() else { return false };
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(50)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// The command line as a person would type it.
pub fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(quoted).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=+./:,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into_owned() } else { format!("'{word}'") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Ui;

    #[test]
    fn the_end_of_the_output_explains_a_failure() {
        let script = "for i in $(seq 100); do echo line $i; done; echo why >&2; exit 3";
        let error = Ui::new()
            .task("a test", |progress| quietly(Command::new("sh").args(["-c", script]), progress))
            .unwrap_err()
            .to_string();
        assert!(error.contains("exit status: 3"), "{error}");
        assert!(error.ends_with("line 99\nline 100\nwhy"), "{error}");
        assert!(!error.contains("line 7\n"), "{error}");
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let start = Instant::now();
        assert!(!succeeds_within(Command::new("sleep").arg("20"), Duration::from_millis(200)));
        assert!(start.elapsed() < Duration::from_secs(10));
        assert!(succeeds_within(&mut Command::new("true"), Duration::from_secs(10)));
        assert!(!succeeds_within(&mut Command::new("false"), Duration::from_secs(10)));
    }

    #[test]
    fn a_shown_command_can_be_typed() {
        assert_eq!(show(Command::new("echo").args(["a b", "c=d"])), "echo 'a b' c=d");
    }
}
