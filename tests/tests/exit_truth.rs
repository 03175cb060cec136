//! How each way to end a run arrives, on every vendor, on the strict machine and where its guests run else:
//! the table of docs/exit-truth.md, made from runs. `ZKSHIM_BLESS=1` writes it anew.

use std::{env, fmt::Write, fs};

use zkshim_report::Outcome;
use zkshim_tests::{
    build, kit, run,
    sample::{self, Sample},
};
use zkshim_vendors::Vendor;

const DOCUMENT: &str = "docs/exit-truth.md";

/// A row's name and the sample that shows it.
const ROWS: [(&str, &str); 12] = [
    ("`return 0`", "exit_0"),
    ("`return 1`", "exit_1"),
    ("`return 255`", "exit_255"),
    ("`return 256`", "exit_256"),
    ("`return -1`", "exit_minus_1"),
    ("`abort()`", "abort"),
    ("failed `assert`", "assert_failed"),
    ("`__builtin_trap()`", "trap"),
    ("write to NULL", "null_write"),
    ("stack overflow", "stack_overflow"),
    ("out of memory, `exit(1)`", "out_of_memory"),
    ("output past the limit", "output_past_limit"),
];

/// Where an executor was not built, its cells stay as they are in the document.
const NOT_RUN: &str = "?";

#[test]
fn the_table_in_the_docs_is_what_runs_say() {
    let columns: Vec<(&Vendor, &'static str)> =
        zkshim_vendors::all().iter().flat_map(|vendor| [(vendor, "machine"), (vendor, "else")]).collect();
    let samples = sample::all();
    let mut lines = vec![header(&columns), separator(columns.len())];
    for (name, sample) in ROWS {
        let sample = samples.iter().find(|one| one.name == sample).expect("the row's sample");
        let cells: Vec<String> = columns.iter().map(|(vendor, place)| cell(sample, vendor, place)).collect();
        lines.push(format!("| {name} | {} |", cells.join(" | ")));
    }

    let path = kit::root().join(DOCUMENT);
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if env::var_os("ZKSHIM_BLESS").is_some() {
        assert!(!lines.iter().any(|line| line.contains(NOT_RUN)), "every executor must be there to write it");
        fs::write(&path, document(&lines)).expect("the document can be written");
        return;
    }
    let documented: Vec<&str> = kept.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(documented.len(), lines.len(), "{DOCUMENT}: rows; ZKSHIM_BLESS=1 renews it");
    for (documented, line) in documented.into_iter().zip(&lines) {
        let same = documented
            .split('|')
            .zip(line.split('|'))
            .all(|(kept, now)| now.trim() == NOT_RUN || kept == now);
        assert!(same, "{DOCUMENT} (ZKSHIM_BLESS=1 renews it):\n  says {documented}\n  runs {line}");
    }
}

fn cell(sample: &Sample, vendor: &Vendor, place: &'static str) -> String {
    if !sample.runs_on(vendor) {
        return "no limit".into();
    }
    let on = if place == "machine" { Some(place) } else { run::other_runner(vendor) };
    let Some(on) = on else { return NOT_RUN.into() };
    let expected = &sample.expected;
    let program = build::program(vendor, &sample.source, ("O2", "-O2"), &expected.defines, &expected.link)
        .expect("it links");
    let run = run::zkshim_run(on, &program, &sample.private_input()).expect("a report");
    let execution = &run.report.execution;
    assert_eq!(run.status, Some(i32::from(execution.status())), "{} on {}", sample.name, vendor.name);
    match (execution.outcome, execution.code) {
        (Outcome::Exited, Some(code)) => {
            let passes = expected.outcome != Outcome::Exited;
            if passes { format!("**{code}**") } else { code.to_string() }
        }
        (outcome, _) => outcome.to_string(),
    }
}

fn header(columns: &[(&Vendor, &'static str)]) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|(vendor, place)| match (*place, &vendor.board) {
            ("machine", _) => vendor.name.clone(),
            (_, Some(_)) => "QEMU".into(),
            (_, None) => "executor".into(),
        })
        .collect();
    format!("| the guest | {} |", names.join(" | "))
}

fn separator(columns: usize) -> String {
    format!("| --- |{}", " --- |".repeat(columns))
}

fn document(lines: &[String]) -> String {
    let mut text = String::from(
        "# Exit truth\n\n\
         What `zkshim run` reports of each way to end a run: a number is the exit code, and the status of\n\
         `zkshim run`; `trapped` is a run that was ended, status 125. The column named as the target is the strict\n\
         machine, the one to its right the vendor's own executor, or QEMU. In **bold**: the executor lets pass what\n\
         the vendor's prover refuses, or what only the machine refuses; the guest runs on to the code given.\n\n\
         Made by `tests/tests/exit_truth.rs` from runs of the samples in `tests/guests/`.\n\n",
    );
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    text
}
