//! Every sample of `tests/guests/` at every level on every target, on the strict machine and on QEMU or
//! the vendor's executor; and the two against each other.

use libtest_mimic::{Arguments, Failed, Trial};
use zkshim_tests::{
    build, run,
    sample::{self, LEVELS, Sample},
    verdict,
};
use zkshim_vendors::Vendor;

fn main() {
    let arguments = Arguments::from_args();
    let samples: &'static [Sample] = Vec::leak(sample::all());
    let mut trials = Vec::new();
    for sample in samples {
        for vendor in zkshim_vendors::all().iter().filter(|vendor| sample.runs_on(vendor)) {
            for level in LEVELS.into_iter().filter(|level| sample.has_level(level.0)) {
                let name = format!("{}::{}::{}", sample.name, vendor.name, level.0);
                trials.push(Trial::test(name, move || trial(sample, vendor, level).map_err(Failed::from)));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(sample: &Sample, vendor: &Vendor, level: (&str, &str)) -> Result<(), String> {
    let expected = &sample.expected;
    let program = build::program(vendor, &sample.source, level, &expected.defines, &expected.link)?;
    let input = sample.private_input();
    let machine = run::zkshim_run("machine", &program, &input)?;
    verdict::judge(sample, vendor, &machine)?;
    let other = run::other_runner(vendor)
        .ok_or_else(|| format!("no executor of {} in the kit: run `cargo xtask executors`", vendor.title))?;
    let other = run::zkshim_run(other, &program, &input)?;
    verdict::judge(sample, vendor, &other)?;
    verdict::agree(sample, vendor, &machine, &other)
}
