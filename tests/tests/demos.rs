//! The demo's programs (`tests/projects/demos.toml`): what they must say is what an independent program says, and
//! on the host and on every vendor's machine they say it, and refuse what they must.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde::Deserialize;
use zkshim_tests::{kit, run};
use zkshim_vendors::Vendor;

#[derive(Deserialize)]
struct List {
    demo: Vec<Demo>,
}

#[derive(Deserialize)]
struct Demo {
    name: String,
    input: String,
    #[expect(dead_code, reason = "for the demo's table")]
    language: String,
}

fn demos() -> Vec<Demo> {
    let list = read(&kit::root().join("tests/projects/demos.toml"));
    toml::from_str::<List>(&String::from_utf8(list).expect("text")).expect("a list of demos").demo
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

impl Demo {
    fn folder(&self) -> PathBuf {
        kit::root().join("tests/projects").join(&self.name)
    }

    fn input(&self) -> PathBuf {
        self.folder().join("data").join(&self.input)
    }

    /// Every file that the program can read, with what it prints for it.
    fn accepted(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let kind = self.input().extension().expect("an extension").to_owned();
        let inputs = files(&self.folder().join("data"));
        let inputs = inputs.into_iter().filter(|path| path.extension() == Some(&kind));
        inputs.map(|path| (path.clone(), self.independent_answer(&path))).collect()
    }

    /// Every file that the program refuses, with what it says.
    fn refused(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let kind = self.input().extension().expect("an extension").to_owned();
        let bad = files(&self.folder().join("bad"));
        let inputs = bad.iter().filter(|path| path.extension() == Some(&kind));
        let cases: Vec<_> = inputs.map(|path| (path.clone(), read(&path.with_extension("stderr")))).collect();
        assert_eq!(2 * cases.len(), bad.len(), "{}: each file in bad/ has what it says beside it", self.name);
        cases
    }

    /// What `expected.py` prints for an input.
    fn independent_answer(&self, input: &Path) -> Vec<u8> {
        let mut python = Command::new("python3");
        let answer = kit::output_of(python.arg(self.folder().join("expected.py")).arg(input));
        answer.unwrap_or_else(|e| panic!("{e}")).into_bytes()
    }

    /// Builds the program in an empty folder, with these arguments for CMake, and gives it.
    fn build(&self, folder: &Path, arguments: &[String]) -> PathBuf {
        let mut configure = Command::new("cmake");
        configure.arg("-S").arg(self.folder()).arg("-B").arg(folder).args(["-G", "Ninja"]).args(arguments);
        let built = kit::output_of(&mut configure)
            .and_then(|_| kit::output_of(Command::new("cmake").arg("--build").arg(folder)));
        built.unwrap_or_else(|e| panic!("{}: {e}", self.name));
        folder.join(&self.name)
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.sort();
    paths
}

/// The digest is the last word that a program prints.
fn digest_of(console: &[u8]) -> String {
    let text = String::from_utf8_lossy(console);
    text.split_whitespace().last().expect("a digest").to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn what_is_expected_is_what_the_independent_program_says() {
    for demo in demos() {
        let answer = demo.independent_answer(&demo.input());
        assert!(answer == read(&demo.folder().join("expected.stdout")), "{}: run expected.py", demo.name);
        let digest = String::from_utf8(read(&demo.folder().join("expected.digest"))).expect("text");
        assert_eq!(digest.trim(), digest_of(&answer), "{}: run expected.py", demo.name);
    }
}

#[test]
fn the_contracts_are_what_their_assembly_says() {
    let assemble = kit::root().join("tests/projects/evm-digest/asm/assemble.py");
    kit::output_of(Command::new("python3").arg(assemble).arg("--check")).unwrap_or_else(|e| panic!("{e}"));
}

/// Runs a program of the host: what it prints, and what it gives through descriptor 3.
fn on_host(program: &Path, input: &Path) -> (Output, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let public_output = folder.path().join("output");
    let mut shell = Command::new("sh");
    shell.args(["-c", r#"exec "$0" <"$1" 3>"$2""#]).args([program, input, &public_output]);
    (shell.output().expect("it starts"), read(&public_output))
}

#[test]
fn on_the_host_they_say_what_is_expected_and_refuse_bad_input() {
    for demo in demos() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let program = demo.build(folder.path(), &[]);
        for (input, console) in demo.accepted() {
            let (run, output) = on_host(&program, &input);
            let all = (run.status.code(), text(&run.stdout), text(&run.stderr), hex(&output));
            let expected = (Some(0), text(&console), String::new(), digest_of(&console));
            assert_eq!(all, expected, "{}", input.display());
        }
        for (input, message) in demo.refused() {
            let (run, output) = on_host(&program, &input);
            assert!(!matches!(run.status.code(), None | Some(0)), "{}: {run:?}", input.display());
            let all = (text(&run.stdout), text(&run.stderr), output.len());
            assert_eq!(all, (String::new(), text(&message), 0), "{}", input.display());
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn on_every_machine_they_say_what_is_expected_and_refuse_bad_input() {
    for demo in demos() {
        let (accepted, refused) = (demo.accepted(), demo.refused());
        for vendor in zkshim_vendors::all() {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let toolchain = kit::toolchain_file(&vendor.name);
            let argument = format!("-DCMAKE_TOOLCHAIN_FILE={}", toolchain.display());
            let program = demo.build(folder.path(), &[argument]);
            for (input, console) in &accepted {
                accepts(vendor, &program, input, console);
            }
            for (input, message) in &refused {
                refuses(vendor, &program, input, message);
            }
        }
    }
}

fn accepts(vendor: &Vendor, program: &Path, input: &Path, console: &[u8]) {
    let run = run::zkshim_run("machine", program, &read(input)).expect("a report");
    let what = format!("{} on {}", input.display(), vendor.name);
    assert_eq!(
        (run.status, text(&run.stdout), text(&run.stderr)),
        (Some(0), text(console), String::new()),
        "{what}"
    );
    // A whole window begins with the digest.
    let output = hex(&run.report.execution.public_output);
    assert!(output.starts_with(&digest_of(console)), "{what}: {output}");
}

fn refuses(vendor: &Vendor, program: &Path, input: &Path, message: &[u8]) {
    let run = run::zkshim_run("machine", program, &read(input)).expect("a report");
    let what = format!("{} on {}", input.display(), vendor.name);
    let code = run.report.execution.code;
    assert!(
        code.is_some_and(|code| code != 0) && run.status == code.map(|code| code as i32),
        "{what}: {run:?}"
    );
    // Nothing else is printed, so the streams' order does not matter where they are one.
    assert_eq!(text(&run.stdout) + &text(&run.stderr), text(message), "{what}");
    assert!(run.report.execution.public_output.is_empty(), "{what}: {run:?}");
}
