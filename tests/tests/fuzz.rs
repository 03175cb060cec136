//! Random programs on the strict machine and on every vendor's executor, or QEMU. How many, from which seed on
//! and for which vendor can be said in the environment; `cargo xtask fuzz` does.

use std::{
    env,
    sync::{Arc, OnceLock},
};

use libtest_mimic::{Arguments, Failed, Trial};
use zkshim_tests::{
    fuzz::{Fuzzer, seed_of},
    run,
};
use zkshim_vendors::Vendor;

/// Programs for each of them.
const PROGRAMS: u64 = 300;
/// Programs per trial: each is a line of progress.
const PER_TRIAL: u64 = 100;
/// Always the same, so that a test that passed passes again.
const SEED: u64 = 0x5eed;

/// A fuzzer that the first trial makes.
type Shared = Arc<OnceLock<Result<Fuzzer, String>>>;

fn main() {
    let arguments = Arguments::from_args();
    let programs = number("ZKSHIM_FUZZ_PROGRAMS").unwrap_or(PROGRAMS);
    let seed = number("ZKSHIM_FUZZ_SEED").unwrap_or(SEED);
    let mut trials = Vec::new();
    for vendor in vendors() {
        let Some(other) = run::other_runner(vendor) else {
            // A row of its own, so that it is counted as skipped and never as passed.
            let skipped = Trial::test(format!("{}::executor-not-built", vendor.name), || Ok(()));
            trials.push(skipped.with_ignored_flag(true));
            continue;
        };
        for other in [other.to_owned()].into_iter().chain(run::other_lines(vendor)) {
            let fuzzer = Shared::default();
            for first in (0..programs).step_by(PER_TRIAL as usize) {
                let numbers = first..(first + PER_TRIAL).min(programs);
                let name = format!("{}::{other}::{}-{}", vendor.name, numbers.start, numbers.end - 1);
                let (fuzzer, other) = (fuzzer.clone(), other.clone());
                let run = move || {
                    let fuzzer = fuzzer.get_or_init(|| Fuzzer::new(vendor, &other)).as_ref();
                    trial(fuzzer.map_err(String::as_str)?, seed, numbers)
                };
                trials.push(Trial::test(name, run));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(fuzzer: &Fuzzer, seed: u64, numbers: std::ops::Range<u64>) -> Result<(), Failed> {
    let mut reports = String::new();
    for number in numbers {
        // Only of the first all is told: the others are often the same.
        let first = reports.is_empty();
        if let Err(report) = fuzzer.check(seed_of(seed, number), first) {
            reports += &format!("program {number} of seed {seed:#x}, {report}\n");
        }
    }
    if reports.is_empty() { Ok(()) } else { Err(reports.into()) }
}

/// All, or the one that is asked for.
fn vendors() -> Vec<&'static Vendor> {
    match env::var("ZKSHIM_FUZZ_VENDOR") {
        Ok(name) => vec![zkshim_vendors::find(&name).unwrap_or_else(|e| panic!("ZKSHIM_FUZZ_VENDOR: {e}"))],
        Err(_) => zkshim_vendors::all().iter().collect(),
    }
}

/// A number in the environment, decimal or with 0x.
fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    Some(parsed.unwrap_or_else(|e| panic!("{variable} is `{text}`, no number: {e}")))
}
