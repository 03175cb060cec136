//! The command line that `zkshim run` and every executor share.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use clap::Args;

use crate::{
    Execution, Report,
    files::{check_writable, write_whole},
};

/// When to end a run that does not end by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub time: Duration,
    pub instructions: Option<u64>,
}

#[derive(Debug, Clone, Args)]
pub struct RunArgs {
    /// Private input: a file, or - for standard input (none: empty)
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Write the public output to this file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write a report of the run to this file
    #[arg(long, value_name = "FILE.json")]
    pub report: Option<PathBuf>,
    /// End the run after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub timeout: u64,
    /// End the run after this many guest instructions
    #[arg(long, value_name = "N")]
    pub max_instructions: Option<u64>,
    /// The guest
    pub elf: PathBuf,
}

impl RunArgs {
    pub fn limits(&self) -> Limits {
        Limits { time: Duration::from_secs(self.timeout), instructions: self.max_instructions }
    }

    /// The private input.
    ///
    /// # Errors
    /// A file that can't be read, by name.
    pub fn read_input(&self) -> Result<Vec<u8>> {
        match self.input.as_deref() {
            None => Ok(Vec::new()),
            Some(path) if path == Path::new("-") => {
                let mut bytes = Vec::new();
                io::stdin().read_to_end(&mut bytes).context("the private input on standard input")?;
                Ok(bytes)
            }
            Some(path) => fs::read(path).with_context(|| format!("the private input {}", path.display())),
        }
    }

    /// # Errors
    /// A file that can't be read, by name.
    pub fn read_elf(&self) -> Result<Vec<u8>> {
        fs::read(&self.elf).with_context(|| format!("the guest {}", self.elf.display()))
    }

    /// Makes sure that the files asked for can be written, before a run that may be long.
    ///
    /// # Errors
    /// A file that can't be written, by name.
    pub fn check_files(&self) -> Result<()> {
        if let Some(path) = self.output.as_deref() {
            check_writable(path).with_context(|| output_named(path))?;
        }
        if let Some(path) = self.report.as_deref() {
            check_writable(path).with_context(|| report_named(path))?;
        }
        Ok(())
    }

    /// Says why a run failed, on stderr, and writes the files that were asked for: the public output
    /// of a run that exited, and the report of any run. Each file is there whole or not at all.
    ///
    /// # Errors
    /// A file that can't be written, by name.
    pub fn conclude(&self, report: &Report) -> Result<()> {
        let Execution { outcome, reason, public_output, .. } = &report.execution;
        if let Some(reason) = reason {
            eprintln!("zkshim: {outcome}: {reason}");
        }
        if let Some(path) = self.output.as_deref()
            && report.execution.code.is_some()
        {
            write_whole(path, public_output).with_context(|| output_named(path))?;
        }
        if let Some(path) = self.report.as_deref() {
            let json = serde_json::to_string_pretty(report)? + "\n";
            write_whole(path, json.as_bytes()).with_context(|| report_named(path))?;
        }
        Ok(())
    }
}

fn output_named(path: &Path) -> String {
    format!("the output {}", path.display())
}

fn report_named(path: &Path) -> String {
    format!("the report {}", path.display())
}
