//! Runs the command `zkshim` in a folder of its own.

// Each test program uses the part it needs.
#![allow(dead_code)]

/// Guests made without a cross compiler.
#[path = "../../../zkshim-machine/tests/support/mod.rs"]
pub mod guests;

use std::{
    env,
    ffi::OsString,
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

use tempfile::TempDir;
use zkshim_report::Report;

use guests::Guest;

/// A folder to run in.
pub struct Folder {
    folder: TempDir,
}

/// What a run of the command left.
#[derive(Debug)]
pub struct Ran {
    pub status: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder for the test") }
    }

    /// A folder with a guest in it, `guest.elf`.
    pub fn with(guest: &Guest) -> Self {
        let folder = Self::new();
        folder.write("guest.elf", &guest.build());
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).expect("a file of the test");
    }

    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path(name)).ok()
    }

    /// The names of all that is in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder of the test");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        entries.map(|entry| name(entry.expect("a file of the test"))).collect()
    }

    pub fn report(&self) -> Report {
        let json = self.read("report.json").expect("a report");
        serde_json::from_slice(&json).expect("a report in JSON")
    }

    /// A program of the shell in the folder, for where zkshim starts another.
    #[cfg(unix)]
    pub fn program(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        self.write(name, format!("#!/bin/sh\n{script}\n").as_bytes());
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755))
            .expect("a program of the test");
    }

    /// `zkshim` with these words, in the folder.
    pub fn zkshim(&self, line: &str) -> Ran {
        self.zkshim_with(line, b"", &[])
    }

    /// `zkshim` with programs of the folder before all others, and executors in it too.
    pub fn zkshim_among_programs(&self, line: &str) -> Ran {
        let here = self.folder.path().to_path_buf();
        let path = env::join_paths(
            [here.clone()].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap())),
        );
        self.zkshim_with(line, b"", &[("PATH", path.unwrap()), ("ZKSHIM_EXECUTORS", here.into())])
    }

    pub fn zkshim_with(&self, line: &str, stdin: &[u8], variables: &[(&str, OsString)]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zkshim"))
            .args(line.split_whitespace())
            .current_dir(self.folder.path())
            .env_remove("ZKSHIM_EXECUTORS")
            .envs(variables.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("zkshim starts");
        // A command that refuses its arguments does not read it.
        let _ = child.stdin.take().expect("stdin is piped").write_all(stdin);
        let output = child.wait_with_output().expect("zkshim ends");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        Ran { status: output.status.code(), stdout: output.stdout, stderr }
    }
}
