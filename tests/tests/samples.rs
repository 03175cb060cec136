//! Every sample of `tests/guests/` and `tests/guests/cxx/` at every level on every target, on the strict machine
//! and on QEMU or the vendor's executor (C++ there at -O2 only); and the two against each other.

use libtest_mimic::{Arguments, Failed, Trial};
use zkshim_tests::{
    build, run,
    sample::{self, LEVELS, Sample},
    verdict,
};
use zkshim_vendors::Vendor;

fn main() {
    let arguments = Arguments::from_args();
    let samples: &'static [Sample] = Vec::leak(sample::all().into_iter().chain(sample::cxx()).collect());
    let mut trials = Vec::new();
    for sample in samples {
        for vendor in zkshim_vendors::all().iter().filter(|vendor| sample.runs_on(vendor)) {
            for level in LEVELS.into_iter().filter(|level| sample.has_level(level.0)) {
                let name = format!("{}::{}::{}", sample.name, vendor.name, level.0);
                let beside = sample.runs_beside_machine(level.0);
                let other = run::other_runner(vendor).filter(|_| beside);
                if beside && other.is_none() {
                    // A row of its own, so that it is counted as skipped and never as passed.
                    let skipped = Trial::test(format!("{name}::executor-not-built"), || Ok(()));
                    trials.push(skipped.with_ignored_flag(true));
                }
                let run = move || trial(sample, vendor, level, other).map_err(Failed::from);
                trials.push(Trial::test(name.clone(), run));
                // The vendor's other lines differ in their executors, not in what compilers make.
                for line in run::other_lines(vendor).into_iter().filter(|_| level.0 == "O2") {
                    let name = format!("{name}::{line}");
                    let run = move || trial(sample, vendor, level, Some(&line)).map_err(Failed::from);
                    trials.push(Trial::test(name, run));
                }
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(sample: &Sample, vendor: &Vendor, level: (&str, &str), other: Option<&str>) -> Result<(), String> {
    let program = build::sample(vendor, sample, level)?;
    let input = sample.private_input();
    let machine = run::zkshim_run("machine", &program, &input)?;
    verdict::judge(sample, vendor, &machine)?;
    let Some(other) = other else { return Ok(()) };
    let other = run::zkshim_run(other, &program, &input)?;
    verdict::judge(sample, vendor, &other)?;
    verdict::agree(sample, vendor, &machine, &other)
}
