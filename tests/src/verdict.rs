//! Judges a run by what its sample expects, and two runs by each other.

use std::fmt::Write;

use regex::bytes::Regex;
use sha2::{Digest, Sha256};
use zkshim_report::{Execution, Outcome};
use zkshim_vendors::Vendor;

use crate::{
    console::{self, Expectation, Streams},
    run::Run,
    sample::{Expected, Sample},
};

/// Compares a run with the sample's expectation.
///
/// # Errors
/// Every difference, a line each.
pub fn judge(sample: &Sample, vendor: &Vendor, run: &Run) -> Result<(), String> {
    let mut wrong = String::new();
    let expected = &sample.expected;
    if expected.not_modelled && run.on == "machine" {
        return judge_not_modelled(vendor, run);
    }
    let lenient = expected.not_on_executor.get(&vendor.name).filter(|_| run.on != "machine");
    let execution = &run.report.execution;
    if let Some(lenient) = lenient {
        differ(
            &mut wrong,
            "outcome on the lenient executor",
            (Outcome::Exited, Some(lenient.exit)),
            (execution.outcome, execution.code),
        );
    } else {
        let code = (expected.outcome == Outcome::Exited).then_some(expected.exit);
        differ(&mut wrong, "outcome", (expected.outcome, code), (execution.outcome, execution.code));
        judge_console(sample, vendor, run, &mut wrong);
        judge_output(sample, vendor, execution, &mut wrong);
    }
    differ(&mut wrong, "exit status", Some(i32::from(execution.status())), run.status);
    if wrong.is_empty() { Ok(()) } else { Err(with_reason(run, &wrong)) }
}

/// The machine must say that it does not know more, and where one does.
fn judge_not_modelled(vendor: &Vendor, run: &Run) -> Result<(), String> {
    let mut wrong = String::new();
    differ(&mut wrong, "outcome", Outcome::Trapped, run.report.execution.outcome);
    let reason = run.report.execution.reason.as_deref().unwrap_or("");
    let words = format!("known to {}, not modelled: use --on executor", vendor.title);
    if !reason.contains(&words) {
        let _ = writeln!(wrong, "the reason does not say `{words}`");
    }
    if wrong.is_empty() { Ok(()) } else { Err(with_reason(run, &wrong)) }
}

fn judge_console(sample: &Sample, vendor: &Vendor, run: &Run, wrong: &mut String) {
    let Expected { stdout, stdout_file, stdout_regex, stderr, stderr_regex, .. } = &sample.expected;
    let of_file = |file: &String| sample.beside(file);
    let stdout = stdout.clone().map(String::into_bytes).or_else(|| stdout_file.as_ref().map(of_file));
    let stderr = stderr.clone().map(String::into_bytes);
    let expect = |exact: Option<Vec<u8>>, regex: &Option<String>| match (exact, regex) {
        (Some(exact), _) => Expectation::Exact(exact),
        (None, Some(regex)) => Expectation::Matches(regex.clone()),
        (None, None) => Expectation::Exact(Vec::new()),
    };
    // What zkshim itself says of a run that failed comes last on stderr; the guest's own text is before it.
    let got = Streams { stdout: &run.stdout, stderr: guest_stderr(&run.stderr) };
    for difference in
        console::differences(vendor, expect(stdout, stdout_regex), expect(stderr, stderr_regex), got)
    {
        let _ = writeln!(wrong, "{}", brief(&difference));
    }
}

fn judge_output(sample: &Sample, vendor: &Vendor, execution: &Execution, wrong: &mut String) {
    let Expected { output, output_file, output_sha256, .. } = &sample.expected;
    let got = &execution.public_output;
    if let Some(digest) = output_sha256 {
        differ(wrong, "SHA-256 of the public output", digest.clone(), hex(&Sha256::digest(got)));
        return;
    }
    let written = output_file.as_ref().map_or_else(|| bytes(output.as_deref()), |file| sample.beside(file));
    // Only an exit has public output.
    let bound = execution.code.map_or(Vec::new(), |code| vendor.output.bound(written, code));
    differ(wrong, "public output", hex(&bound), hex(got));
}

/// Machine and executor must agree on everything a guest can see.
///
/// # Errors
/// Every disagreement, a line each.
pub fn agree(sample: &Sample, vendor: &Vendor, machine: &Run, other: &Run) -> Result<(), String> {
    if sample.expected.not_on_executor.contains_key(&vendor.name) || sample.expected.not_modelled {
        return Ok(());
    }
    let wrong = differences(machine, other);
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("machine and {} disagree (machine first)\n{wrong}", other.on))
    }
}

/// What machine and executor show differently of one guest, a line each; empty where they agree.
pub fn differences(machine: &Run, other: &Run) -> String {
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
    wrong
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

/// The bytes of a hexadecimal text.
fn bytes(hex: Option<&str>) -> Vec<u8> {
    let digit = |c: u8| (c as char).to_digit(16).expect("a hexadecimal digit") as u8;
    hex.unwrap_or("").as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
