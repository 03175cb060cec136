//! Whatever an executor does with a guest, its command ends in time, with a status and a report.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use zkshim_report::{Outcome, Report, Runner};

// How the console leaves the fake executor.
const DIRECT: &str = "direct";
const LINES: &str = "lines";
const CHARACTERS: &str = "characters";
/// As direct, and packs guests into a container.
const PACKER: &str = "packer";

/// Scripts that print without end, and the console they print to.
const ON_AND_ON: [(&str, &str); 2] = [("print on and on", LINES), ("print characters on and on", CHARACTERS)];

struct Run {
    output: Output,
    report: Report,
    public_output: Option<Vec<u8>>,
    took: Duration,
}

impl Run {
    fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    fn reason(&self) -> &str {
        self.report.execution.reason.as_deref().unwrap_or_default()
    }

    /// Asserts how the run failed, and that status and stderr say the same.
    fn assert_failed(&self, outcome: Outcome, reason: &str) {
        assert_eq!(self.report.execution.outcome, outcome, "{}", self.reason());
        assert!(self.reason().contains(reason), "{:?} has no {reason:?}", self.reason());
        let status = if outcome == Outcome::TimedOut { 124 } else { 125 };
        assert_eq!(self.output.status.code(), Some(status));
        assert!(self.stderr().contains(&format!("zkshim: {outcome}: ")), "{}", self.stderr());
        assert_eq!(self.public_output, None);
    }
}

fn fake(folder: &Path, script: &str, args: &[&str]) -> Command {
    let guest = folder.join("guest");
    fs::write(&guest, script).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zkshim-exec-fake"));
    command.arg("--report").arg(folder.join("report.json")).arg("--output").arg(folder.join("output"));
    command.args(args).arg(guest).stdin(Stdio::null());
    command
}

fn run_with(script: &str, args: &[&str], console: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let mut command = fake(folder.path(), script, args);
    command.env("FAKE_CONSOLE", console);
    let start = Instant::now();
    let output = command.output().unwrap();
    let took = start.elapsed();
    let report = fs::read(folder.path().join("report.json")).unwrap();
    let report = serde_json::from_slice(&report).unwrap();
    Run { output, report, public_output: fs::read(folder.path().join("output")).ok(), took }
}

fn run(script: &str) -> Run {
    run_with(script, &[], DIRECT)
}

fn run_lines(script: &str) -> Run {
    run_with(script, &[], LINES)
}

fn run_characters(script: &str) -> Run {
    run_with(script, &[], CHARACTERS)
}

#[test]
fn a_code_of_the_guest_is_the_status() {
    let run = run("exit 42");
    assert_eq!(run.output.status.code(), Some(42));
    assert_eq!(run.report.execution.code, Some(42));
    assert_eq!(run.report.vendor, "fake");
    assert_eq!(run.report.runner, Runner::Executor);
    assert_eq!(run.report.runner_version, "fake-executor 1.2.3");
    assert_eq!(run.stderr(), "");
}

#[test]
fn a_direct_console_arrives_byte_for_byte() {
    let run = run("print");
    assert_eq!(run.output.stdout, b"out\xff without an end");
    assert_eq!(run.output.stderr, b"err");
}

#[test]
fn a_console_among_other_lines_is_found() {
    let run = run_lines("print lines");
    assert_eq!(run.output.stdout, b"one\nthree\n");
    assert_eq!(run.output.stderr, b"two\n");
}

#[test]
fn a_console_of_characters_becomes_bytes_again() {
    let run = run_characters("print characters");
    assert_eq!(run.output.stdout, b"\xc3\xa9\xff\n\0 no end");
    assert_eq!(run.output.stderr, b"");
}

#[test]
fn private_input_arrives_and_public_output_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("input");
    fs::write(&input, b"\0secret\xff").unwrap();
    let run = run_with("echo", &["--input", input.to_str().unwrap()], DIRECT);
    assert_eq!(run.public_output.as_deref(), Some(&b"\0secret\xff"[..]));
    assert_eq!(run.report.execution.public_output, b"\0secret\xff");
}

#[test]
fn private_input_may_come_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("input");
    fs::write(&input, b"piped").unwrap();
    let mut command = fake(folder.path(), "echo", &["--input", "-"]);
    assert!(command.stdin(fs::File::open(input).unwrap()).status().unwrap().success());
    assert_eq!(fs::read(folder.path().join("output")).unwrap(), b"piped");
}

#[test]
fn the_instruction_limit_reaches_the_executor() {
    let run = run_with("limit", &["--max-instructions", "77"], DIRECT);
    assert_eq!(run.report.execution.instructions, Some(77));
}

#[test]
fn a_guest_that_can_not_be_loaded_is_refused() {
    run("refuse").assert_failed(Outcome::Refused, "not a guest");
    run("panic at load").assert_failed(Outcome::Refused, "panicked: a word that does not decode");
    run_lines("die at load").assert_failed(Outcome::Refused, "died of SIGILL");
    run_characters("refuse").assert_failed(Outcome::Refused, "not a guest");
}

#[test]
fn a_panic_is_a_trap_with_its_message() {
    for run in [DIRECT, LINES, CHARACTERS].map(|console| run_with("panic", &[], console)) {
        run.assert_failed(Outcome::Trapped, "the executor panicked: unknown call 7 (");
    }
}

#[test]
fn a_panic_that_can_not_unwind_keeps_its_own_message() {
    let run = run("panic twice");
    run.assert_failed(Outcome::Trapped, "the executor panicked: the first panic (");
}

#[test]
fn signals_a_guest_can_cause_are_traps() {
    for signal in ["ILL", "SEGV", "BUS", "FPE", "ABRT"] {
        run(signal).assert_failed(Outcome::Trapped, &format!("the executor died of SIG{signal}: "));
    }
    for run in [run_lines("say and die"), run_characters("say and die")] {
        run.assert_failed(Outcome::Trapped, "died of SIGSEGV");
        assert!(run.reason().ends_with("\n  it said: the last words"), "{}", run.reason());
    }
}

#[test]
fn a_kill_from_outside_is_not_the_guests_fault() {
    run("KILL").assert_failed(Outcome::HostError, "killed by signal 9");
}

#[test]
fn an_end_without_a_result_is_a_host_error() {
    run("exit 3").assert_failed(Outcome::HostError, "ended without a result (exit status: 3)");
    run("end well without a result").assert_failed(Outcome::HostError, "ended without a result");
}

#[test]
fn what_does_not_end_is_ended() {
    for console in [DIRECT, LINES, CHARACTERS] {
        let run = run_with("hang", &["--timeout", "1"], console);
        run.assert_failed(Outcome::TimedOut, "no end after 1 s");
        assert!(run.took >= Duration::from_secs(1) && run.took < Duration::from_secs(4), "{:?}", run.took);
    }
    for (script, console) in ON_AND_ON {
        run_with(script, &["--timeout", "1"], console).assert_failed(Outcome::TimedOut, "no end");
    }
}

#[test]
fn what_was_printed_before_the_time_ran_out_is_there() {
    let run = run_with("print and hang", &["--timeout", "1"], LINES);
    run.assert_failed(Outcome::TimedOut, "no end");
    assert_eq!(run.output.stdout, b"one\n");
    let run = run_with("print characters and hang", &["--timeout", "1"], CHARACTERS);
    run.assert_failed(Outcome::TimedOut, "no end");
    assert_eq!(run.output.stdout, b"\xff no end");
}

#[test]
fn what_was_printed_before_a_panic_is_there() {
    let run = run_characters("print characters and panic");
    run.assert_failed(Outcome::Trapped, "the executor panicked: the end (");
    assert_eq!(run.output.stdout, b"\xff no end");
}

#[test]
fn a_console_that_nobody_reads_does_not_hang() {
    ON_AND_ON.iter().for_each(|&(script, console)| run_unread(script, console));
}

fn run_unread(script: &str, console: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = fake(folder.path(), script, &["--timeout", "1"]);
    let mut child = command.env("FAKE_CONSOLE", console).stdout(Stdio::piped()).spawn().unwrap();
    // The pipe's reading end stays open and unread until the process is gone.
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(start.elapsed() < Duration::from_secs(10), "hangs on an unread pipe");
        thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(status.code(), Some(124));
}

#[test]
fn a_console_that_was_closed_ends_the_run() {
    for (script, console) in ON_AND_ON {
        let folder = tempfile::tempdir().unwrap();
        let mut command = fake(folder.path(), script, &[]);
        let mut child = command.env("FAKE_CONSOLE", console).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(125));
        let report: Report =
            serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap();
        assert_eq!(report.execution.outcome, Outcome::HostError);
    }
}

#[test]
fn missing_files_are_named() {
    run_with("echo", &["--input", "/nonexistent/input"], DIRECT)
        .assert_failed(Outcome::HostError, "/nonexistent/input");
    let output = Command::new(env!("CARGO_BIN_EXE_zkshim-exec-fake")).arg("/nonexistent/guest").output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(125));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nonexistent/guest"));
}

/// A run that would go on for a while.
#[test]
fn a_file_that_can_not_be_written_is_known_before_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing/file");
    for (option, file) in [("--output", "output"), ("--report", "report")] {
        let guest = folder.path().join("guest");
        fs::write(&guest, "hang").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_zkshim-exec-fake"));
        let output = command.arg(option).arg(&missing).arg(guest).output().unwrap();
        assert_eq!(output.status.code(), Some(125));
        let expected = format!(
            "zkshim: host error: the {file} {}: there is no folder {}: make it first\n",
            missing.display(),
            missing.parent().unwrap().display(),
        );
        assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
    }
}

/// What the vendor's host takes is the guest itself, unless the executor knows better.
#[test]
fn a_guest_is_packed_instead_of_run() {
    let folder = tempfile::tempdir().unwrap();
    let (guest, packed) = (folder.path().join("guest"), folder.path().join("packed"));
    fs::write(&guest, "hang").unwrap();
    let pack = |console| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zkshim-exec-fake"));
        let command = command.env("FAKE_CONSOLE", console).arg("--pack").arg(&packed).arg(&guest);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap(), fs::read(&packed).ok())
    };
    assert_eq!(pack(DIRECT), (Some(0), String::new(), Some(b"hang".to_vec())));
    assert_eq!(pack(PACKER), (Some(0), String::new(), Some(b"packed hang".to_vec())));
    fs::remove_file(&packed).unwrap();
    fs::write(&guest, "refuse").unwrap();
    assert_eq!(pack(PACKER), (Some(125), "zkshim: refused: not a guest\n".into(), None));
}

#[test]
fn a_wrong_command_line_is_no_code_of_a_guest() {
    let exec = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_zkshim-exec-fake")).args(args).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(exec(&[]).0, Some(125));
    assert_eq!(exec(&["guest", "argument"]).0, Some(125));
    assert_eq!(exec(&["--version"]), (Some(0), "zkshim-exec-fake fake-executor 1.2.3\n".into()));
}

/// The child looks for its parent five times a second.
#[cfg(target_os = "linux")]
#[test]
fn a_child_does_not_outlive_its_parent() {
    let folder = tempfile::tempdir().unwrap();
    let guest = folder.path().join("guest");
    let mut parent = fake(folder.path(), "hang", &[]).spawn().unwrap();
    let children = || processes_with(&guest).into_iter().filter(|&id| id != parent.id()).count();
    wait_for("the child to start", || children() == 1);
    parent.kill().unwrap();
    parent.wait().unwrap();
    wait_for("the child to end", || processes_with(&guest).is_empty());
}

#[cfg(target_os = "linux")]
fn processes_with(argument: &Path) -> Vec<u32> {
    let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let entry = entry.ok()?;
        let line = fs::read_to_string(entry.path().join("cmdline")).ok()?;
        line.contains(argument.to_str()?).then(|| entry.file_name().to_str()?.parse().ok())?
    });
    processes.collect()
}

#[cfg(target_os = "linux")]
fn wait_for(what: &str, mut happened: impl FnMut() -> bool) {
    let start = Instant::now();
    while !happened() {
        assert!(start.elapsed() < Duration::from_secs(10), "waited in vain for {what}");
        thread::sleep(Duration::from_millis(10));
    }
}
