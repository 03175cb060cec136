//! Runs of an executor's command.

use std::{fs, process, time::Duration, time::Instant};

use zkshim_report::{Outcome, Report};

/// An executor's command, as `env!("CARGO_BIN_EXE_zkshim-exec-...")` names it, with its arguments.
pub struct Command {
    program: &'static str,
    args: Vec<String>,
    input: Option<Vec<u8>>,
}

/// What a run left behind.
pub struct Run {
    pub status: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub report: Report,
    /// The file that `--output` asked for, if it was written.
    pub output: Option<Vec<u8>>,
    pub took: Duration,
}

/// What `--pack` left behind.
pub struct Packed {
    pub status: Option<i32>,
    pub stderr: String,
    /// The file for the vendor's host, if it was written.
    pub file: Option<Vec<u8>>,
}

impl Command {
    pub fn new(program: &'static str) -> Self {
        Self { program, args: Vec::new(), input: None }
    }

    #[must_use]
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.extend([name.into(), value.to_string()]);
        self
    }

    /// The private input; without it there is no `--input`.
    #[must_use]
    pub fn input(mut self, bytes: &[u8]) -> Self {
        self.input = Some(bytes.to_vec());
        self
    }

    /// Runs a guest to its end.
    ///
    /// # Panics
    /// If the command can't be started or leaves no report.
    pub fn run(self, elf: &[u8]) -> Run {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name| folder.path().join(name);
        fs::write(path("guest"), elf).expect("the guest");
        let mut command = process::Command::new(self.program);
        command.arg("--report").arg(path("report")).arg("--output").arg(path("output")).args(self.args);
        if let Some(input) = self.input {
            fs::write(path("input"), input).expect("the private input");
            command.arg("--input").arg(path("input"));
        }
        let start = Instant::now();
        let process = command.arg(path("guest")).output().expect("the executor starts");
        let took = start.elapsed();
        let report = fs::read(path("report")).expect("the report is there");
        Run {
            status: process.status.code(),
            stdout: process.stdout,
            stderr: process.stderr,
            report: serde_json::from_slice(&report).expect("the report is one"),
            output: fs::read(path("output")).ok(),
            took,
        }
    }

    /// Has the guest packed for the vendor's host instead of running it.
    ///
    /// # Panics
    /// If the command can't be started.
    pub fn pack(self, elf: &[u8]) -> Packed {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (guest, packed) = (folder.path().join("guest"), folder.path().join("packed"));
        fs::write(&guest, elf).expect("the guest");
        let mut command = process::Command::new(self.program);
        let process = command.arg("--pack").arg(&packed).args(self.args).arg("--").arg(guest).output();
        let process = process.expect("the executor starts");
        let stderr = String::from_utf8_lossy(&process.stderr).into_owned();
        Packed { status: process.status.code(), stderr, file: fs::read(packed).ok() }
    }
}

impl Run {
    pub fn reason(&self) -> &str {
        self.report.execution.reason.as_deref().unwrap_or_default()
    }

    /// Asserts that the guest ended with this code, and that status, report and stderr say so.
    ///
    /// # Panics
    /// If it did not.
    pub fn assert_exited(&self, code: u32) {
        assert_eq!(self.report.execution.outcome, Outcome::Exited, "{}", self.reason());
        assert_eq!(self.report.execution.code, Some(code));
        assert_eq!(self.status, Some(code as i32));
        assert_eq!(self.output.as_ref(), Some(&self.report.execution.public_output));
    }

    /// Asserts how the run failed, with these words in the reason, and that status and stderr agree.
    ///
    /// # Panics
    /// If it did not.
    pub fn assert_failed(&self, outcome: Outcome, reason: &str) {
        assert_eq!(self.report.execution.outcome, outcome, "{}", self.reason());
        assert!(self.reason().contains(reason), "{:?} has no {reason:?}", self.reason());
        assert_eq!(self.status, Some(if outcome == Outcome::TimedOut { 124 } else { 125 }));
        let stderr = String::from_utf8_lossy(&self.stderr);
        assert!(stderr.contains(&format!("zkshim: {outcome}: ")), "{stderr}");
        assert_eq!(self.output, None, "a failed run has no public output");
        assert_eq!(self.report.execution.code, None);
    }
}
