//! Judges a run by what its sample expects, and two runs by each other.

use std::fmt::Write;

use regex::bytes::Regex;
use sha2::{Digest, Sha256};
use zkshim_report::Outcome;

use crate::{
    run::Run,
    sample::{Expected, Sample},
};

/// Compares a run with the sample's expectation.
///
/// # Errors
/// Every difference, a line each.
pub fn judge(sample: &Sample, vendor: &str, run: &Run) -> Result<(), String> {
    let mut wrong = String::new();
    let expected = &sample.expected;
    let lenient = run.on != "machine" && expected.not_on_executor.contains_key(vendor);
    let execution = &run.report.execution;
    if lenient {
        let code = expected.executor_exit.expect("a sample with not-on-executor has executor-exit");
        differ(
            &mut wrong,
            "outcome on the lenient executor",
            (Outcome::Exited, Some(code)),
            (execution.outcome, execution.code),
        );
    } else {
        let code = (expected.outcome == Outcome::Exited).then_some(expected.exit);
        differ(&mut wrong, "outcome", (expected.outcome, code), (execution.outcome, execution.code));
        judge_console(sample, vendor, run, &mut wrong);
        judge_output(sample, &execution.public_output, &mut wrong);
    }
    differ(&mut wrong, "exit status", Some(i32::from(execution.status())), run.status);
    if wrong.is_empty() { Ok(()) } else { Err(with_reason(run, &wrong)) }
}

fn judge_console(sample: &Sample, vendor: &str, run: &Run, wrong: &mut String) {
    let Expected { stdout, stdout_file, stdout_regex, stdout_lossy, stderr, stderr_regex, .. } =
        &sample.expected;
    let whole = match (stdout, stdout_file) {
        (Some(text), _) => Some(text.clone().into_bytes()),
        (_, Some(file)) => Some(sample.beside(file)),
        _ => None,
    };
    if let Some(whole) = whole {
        let carried = if *stdout_lossy && !carries_bytes(vendor) { lossy(&whole) } else { whole };
        differ(wrong, "stdout", text(&console(vendor, &carried)), text(&console(vendor, &run.stdout)));
    }
    // What zkshim itself says of a run that failed comes last on stderr; the guest's own text is before it.
    let own = guest_stderr(&run.stderr);
    if let Some(whole) = stderr {
        differ(wrong, "stderr", text(&console(vendor, whole.as_bytes())), text(&console(vendor, own)));
    }
    for (name, pattern, bytes) in [("stdout", stdout_regex, &run.stdout[..]), ("stderr", stderr_regex, own)] {
        if let Some(pattern) = pattern {
            let regex = Regex::new(pattern).unwrap_or_else(|e| panic!("{}: {e}", sample.name));
            if !regex.is_match(bytes) {
                let _ = writeln!(wrong, "{name} does not match {pattern}:\n  {}", text(bytes));
            }
        }
    }
}

fn judge_output(sample: &Sample, got: &[u8], wrong: &mut String) {
    let Expected { output, output_file, output_sha256, .. } = &sample.expected;
    if let Some(file) = output_file {
        differ(wrong, "public output", hex(&sample.beside(file)), hex(got));
    }
    if let Some(digest) = output_sha256 {
        differ(wrong, "SHA-256 of the public output", digest.clone(), hex(&Sha256::digest(got)));
    }
    if output_file.is_none() && output_sha256.is_none() {
        differ(wrong, "public output", output.clone().unwrap_or_default(), hex(got));
    }
}

/// Machine and executor must agree on everything a guest can see.
///
/// # Errors
/// Every disagreement, a line each.
pub fn agree(sample: &Sample, vendor: &str, machine: &Run, other: &Run) -> Result<(), String> {
    if sample.expected.not_on_executor.contains_key(vendor) {
        return Ok(());
    }
    let mut wrong = String::new();
    let (ours, theirs) = (&machine.report.execution, &other.report.execution);
    differ(&mut wrong, "outcome", (ours.outcome, ours.code), (theirs.outcome, theirs.code));
    differ(&mut wrong, "stdout", text(&machine.stdout), text(&other.stdout));
    differ(&mut wrong, "stderr", text(guest_stderr(&machine.stderr)), text(guest_stderr(&other.stderr)));
    differ(&mut wrong, "public output", hex(&ours.public_output), hex(&theirs.public_output));
    if let (Some(ours), Some(theirs)) = (ours.instructions, theirs.instructions)
        && machine.report.execution.outcome == Outcome::Exited
    {
        differ(&mut wrong, "instructions", ours, theirs);
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("machine and {} disagree (machine first)\n{wrong}", other.on))
    }
}

/// SP1's host prints lines: it makes up a missing final newline.
fn console(vendor: &str, bytes: &[u8]) -> Vec<u8> {
    match bytes.last() {
        Some(last) if vendor == "sp1" && *last != b'\n' => [bytes, b"\n"].concat(),
        _ => bytes.to_vec(),
    }
}

fn carries_bytes(vendor: &str) -> bool {
    vendor != "sp1"
}

fn lossy(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).into_owned().into_bytes()
}

/// The guest's part of stderr: what comes before zkshim's own line about a failed run.
fn guest_stderr(stderr: &[u8]) -> &[u8] {
    static OWN: std::sync::OnceLock<Regex> = std::sync::OnceLock::new();
    let own = OWN.get_or_init(|| {
        Regex::new(r"(?m)^?zkshim: (trapped|refused|timed out|host error): ").expect("a regex")
    });
    own.find(stderr).map_or(stderr, |found| &stderr[..found.start()])
}

fn differ<T: PartialEq + std::fmt::Debug>(wrong: &mut String, what: &str, expected: T, got: T) {
    if expected != got {
        let _ = writeln!(wrong, "{what}:\n  expected {}\n  got      {}", brief(&expected), brief(&got));
    }
}

fn brief(value: &impl std::fmt::Debug) -> String {
    let whole = format!("{value:?}");
    match whole.char_indices().nth(1500) {
        Some((cut, _)) => format!("{} ... ({} characters)", &whole[..cut], whole.len()),
        None => whole,
    }
}

fn with_reason(run: &Run, wrong: &str) -> String {
    let reason = run.report.execution.reason.as_deref().unwrap_or("");
    format!("on {}:\n{wrong}{reason}\nstderr: {}", run.on, brief(&text(&run.stderr)))
}

fn text(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
