//! `zkshim run`: a guest on the strict machine, on the vendor's executor, or under QEMU.

mod executor;
mod qemu;

use std::{ffi::OsString, io, process::ExitCode, str::FromStr, time::Instant};

use anyhow::{Result, bail};
use clap::Args;
use zkshim_machine::Image;
use zkshim_report::{Console, Execution, Outcome, Report, RunArgs, Runner, Stdio, Stream};
use zkshim_vendors::Mark;

/// Run a guest
///
/// Exits with the guest's code; 124 if it timed out, 125 if it did not end by itself, with the reason on
/// stderr.
#[derive(Debug, Args)]
pub struct Run {
    /// machine, executor (the vendor's own; executor:N for its release line N) or qemu
    #[arg(long, value_name = "WHERE", default_value = "machine")]
    on: On,
    #[command(flatten)]
    args: RunArgs,
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    program_arguments: Vec<OsString>,
}

/// Who runs the guest.
#[derive(Debug, Clone, PartialEq, Eq)]
enum On {
    Machine,
    /// With the release line, where it is not the one the kit is built for.
    Executor(Option<String>),
    Qemu,
}

impl FromStr for On {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let line = text.strip_prefix("executor:").map(crate::executor::line);
        match (text, line) {
            ("machine", _) => Ok(Self::Machine),
            ("executor", _) => Ok(Self::Executor(None)),
            ("qemu", _) => Ok(Self::Qemu),
            (_, Some(Ok(line))) => Ok(Self::Executor(Some(line))),
            _ => Err("use machine, executor, executor:N or qemu".into()),
        }
    }
}

impl Run {
    /// Runs the guest and says what it came to.
    ///
    /// # Errors
    /// Bad arguments, and files that can't be read or written.
    pub fn execute(&self) -> Result<ExitCode> {
        if let Some(first) = self.program_arguments.first() {
            bail!("zkVMs have no program arguments: `{}` (private input goes by --input)", first.display());
        }
        let elf = self.args.read_elf()?;
        self.args.check_files()?;
        let start = Instant::now();
        let (runner, runner_version, ran) = match &self.on {
            On::Machine => (Runner::Machine, version(), self.on_machine(&elf)?),
            On::Qemu => (Runner::Qemu, qemu::version(&elf), qemu::run(&elf, &self.args)?),
            On::Executor(line) => {
                let ran = executor::find(&elf, line.as_deref())
                    .and_then(|program| executor::run(&program, &self.args));
                match ran {
                    Ok(status) => return Ok(ExitCode::from(status)),
                    Err(execution) => (Runner::Executor, version(), (*execution).into()),
                }
            }
        };
        let Ran { execution, mid_line } = ran;
        if mid_line && execution.reason.is_some() {
            // The reason has a line of its own.
            eprintln!();
        }
        let vendor = Mark::of_elf(&elf).map_or("unknown".into(), |mark| mark.vendor);
        let seconds = start.elapsed().as_secs_f64();
        let report = Report { vendor, runner, runner_version, execution, seconds };
        self.args.conclude(&report)?;
        Ok(report.execution.exit_code())
    }

    fn on_machine(&self, elf: &[u8]) -> Result<Ran> {
        let image = match Image::load(elf) {
            Ok(image) => image,
            Err(refusal) => return Ok(Execution::failed(Outcome::Refused, refusal).into()),
        };
        let input = self.args.read_input()?;
        let mut console = Watched { mid_line: false };
        let execution = zkshim_machine::run_image(&image, &input, &self.args.limits(), &mut console);
        Ok(Ran { execution, mid_line: console.mid_line })
    }
}

/// A run, and whether the guest's stderr ended within a line.
struct Ran {
    execution: Execution,
    mid_line: bool,
}

impl From<Execution> for Ran {
    /// A run without a word of the guest.
    fn from(execution: Execution) -> Self {
        Self { execution, mid_line: false }
    }
}

/// The guest's streams are this process's.
struct Watched {
    mid_line: bool,
}

impl Console for Watched {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        if let (Stream::Stderr, Some(&last)) = (stream, bytes.last()) {
            self.mid_line = last != b'\n';
        }
        Stdio.write(stream, bytes)
    }
}

fn version() -> String {
    format!("zkshim {}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_to_run_are_these() {
        assert_eq!("machine".parse(), Ok(On::Machine));
        assert_eq!("executor".parse(), Ok(On::Executor(None)));
        assert_eq!("executor:5".parse(), Ok(On::Executor(Some("5".into()))));
        assert_eq!("qemu".parse(), Ok(On::Qemu));
        for wrong in ["", "machine:2", "executor:", "executor:../x", "gpu"] {
            assert!(wrong.parse::<On>().is_err(), "{wrong}");
        }
    }
}
