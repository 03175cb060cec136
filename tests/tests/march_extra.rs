//! `ZKVM_MARCH_EXTRA`: a real program, built with the extensions that a vendor's CPU has beyond `-march`, says
//! the same in fewer instructions. The README names how many.

use std::{fs, process::Command};

use zkshim_tests::{kit, run};
use zkshim_vendors::Vendor;

/// Builds json-digest with these extensions and runs it: its console, public output and instructions.
fn json_digest(vendor: &Vendor, extensions: &str) -> (Vec<u8>, Vec<u8>, u64) {
    let project = kit::root().join("tests/projects/json-digest");
    let build = tempfile::tempdir().expect("a temporary folder");
    let mut configure = Command::new("cmake");
    configure.arg("-S").arg(&project).arg("-B").arg(build.path()).args(["-G", "Ninja"]);
    configure.arg(format!("-DCMAKE_TOOLCHAIN_FILE={}", kit::toolchain_file(&vendor.name).display()));
    kit::output_of(configure.arg(format!("-DZKVM_MARCH_EXTRA={extensions}"))).expect("it configures");
    kit::output_of(Command::new("cmake").arg("--build").arg(build.path())).expect("it builds");
    let input = fs::read(project.join("data/countries-110m.json")).expect("the input");
    let run = run::zkshim_run("machine", &build.path().join("json-digest"), &input).expect("a report");
    assert_eq!(run.status, Some(0), "{} with `{extensions}`: {run:?}", vendor.name);
    let execution = run.report.execution;
    (run.stdout, execution.public_output, execution.instructions.expect("the machine counts"))
}

#[test]
fn extensions_save_what_the_readme_says() {
    let readme = fs::read_to_string(kit::root().join("README.md")).expect("README.md");
    for vendor in zkshim_vendors::all().iter().filter(|vendor| !vendor.isa.extensions.is_empty()) {
        let extensions = vendor.isa.extensions.join("_");
        let (console, output, plain) = json_digest(vendor, "");
        let (same_console, same_output, extended) = json_digest(vendor, &extensions);
        assert_eq!((console, output), (same_console, same_output), "{}", vendor.name);
        assert!(extended < plain, "{}: {extended} instructions, {plain} without", vendor.name);
        let percent = (plain - extended) as f64 * 100.0 / plain as f64;
        let sentence =
            format!("`{extensions}` saves {percent:.1} % of json-digest's instructions on {}", vendor.title);
        assert!(readme.contains(&sentence), "README.md does not say: {sentence} ({plain} to {extended})");
    }
}
