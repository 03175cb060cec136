//! A vendor's executor as a command.
//!
//! The run happens in a child process (the same program, started again), so that whatever the
//! vendor's code does with a guest ends as a report: it may panic, die of a signal, loop, or end the
//! process. Parent and child share a temporary folder: `child` writes there how far it came and what
//! the run came to, `supervise` starts and ends the child, `verdict` reads the folder.

mod characters;
mod child;
mod relay;
mod supervise;
mod verdict;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::{Context, Result};
use clap::{CommandFactory, FromArgMatches, Parser};

use crate::{Console, Execution, Limits, Outcome, Report, RunArgs, Runner, Stream, write_whole};

/// A vendor's own executor, loaded with one guest.
pub trait Executor: Sized {
    /// The vendor's name, that of its folder in `linker/`.
    const VENDOR: &'static str;
    /// The vendor's crate and its version: `sp1-core-executor 6.10.0`.
    const VERSION: &'static str;
    /// How the guest's console leaves the vendor's code.
    const CONSOLE: GuestConsole = GuestConsole::Direct;

    /// Takes the guest and its private input, up to but not including the first instruction. Of the
    /// limits, `time` is the supervisor's business and `instructions` the executor's.
    ///
    /// # Errors
    /// Why the vendor refuses the guest. A panic here is a refusal as well.
    fn load(elf: &[u8], input: Vec<u8>, limits: &Limits) -> Result<Self>;

    /// The file that the vendor's host takes: the ELF itself, or the container of vendors whose record says
    /// that there is one (`loader.container`).
    ///
    /// # Errors
    /// Why the vendor refuses the guest.
    fn pack(elf: &[u8]) -> Result<Vec<u8>> {
        Ok(elf.to_vec())
    }

    /// Runs the guest to its end. A panic, or a signal that kills the process, is the guest's fault.
    fn run(self, console: &mut dyn Console) -> Execution;
}

/// How the guest's console leaves the vendor's code.
#[derive(Clone, Copy)]
pub enum GuestConsole {
    /// `Executor::run` gives it to its `Console`, byte for byte.
    Direct,
    /// The vendor's code prints it to the process's stderr, among lines of its own: the function
    /// finds the guest's stream and line in a line (both without the newline), or nothing in a line
    /// that isn't the guest's.
    LinesOnStderr(LineOfGuest),
    /// The vendor's code prints each byte of it to the process's stdout as the character of that
    /// number, so that one of 0x80 and above comes out as two bytes of UTF-8. What it prints there
    /// while it loads the guest is its own.
    CharactersOnStdout,
}

/// Finds the guest's stream and text in a line of the process's stderr.
pub type LineOfGuest = fn(&[u8]) -> Option<(Stream, &[u8])>;

#[derive(Parser)]
#[command(about = "Runs a guest on the vendor's own executor, without proving", long_about = None)]
struct CommandLine {
    /// Write what the vendor's host takes to this file instead of running the guest (`zkshim pack`)
    #[arg(long, value_name = "FILE", hide = true)]
    pack: Option<PathBuf>,
    #[command(flatten)]
    run: RunArgs,
}

/// The whole `main` of `zkshim-exec-<vendor>`: runs one guest, passes its console on, writes the files
/// asked for, and ends with `Execution::status`.
pub fn executor_main<E: Executor>() -> ExitCode {
    let CommandLine { pack: to, run: args } = match parse::<E>() {
        Ok(line) => line,
        Err(usage) => return usage,
    };
    let status = match (to, child::Folder::of_this_process()) {
        (Some(to), _) => pack::<E>(&args, &to),
        (None, Some(folder)) => child::run::<E>(&args, &folder),
        (None, None) => run_supervised::<E>(&args),
    };
    status.unwrap_or_else(|error| {
        eprintln!("zkshim: {}: {error:#}", Outcome::HostError);
        Execution::failed(Outcome::HostError, "").exit_code()
    })
}

fn pack<E: Executor>(args: &RunArgs, to: &Path) -> Result<ExitCode> {
    match E::pack(&args.read_elf()?) {
        Ok(bytes) => {
            write_whole(to, &bytes).with_context(|| format!("the output {}", to.display()))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            eprintln!("zkshim: {}: {refusal:#}", Outcome::Refused);
            Ok(Execution::failed(Outcome::Refused, "").exit_code())
        }
    }
}

fn run_supervised<E: Executor>(args: &RunArgs) -> Result<ExitCode> {
    args.check_files()?;
    let start = Instant::now();
    let execution = supervise::run(E::CONSOLE, args.limits().time)
        .unwrap_or_else(|error| Execution::failed(Outcome::HostError, format!("{error:#}")));
    let report = Report {
        vendor: E::VENDOR.into(),
        runner: Runner::Executor,
        runner_version: E::VERSION.into(),
        execution,
        seconds: start.elapsed().as_secs_f64(),
    };
    args.conclude(&report)?;
    Ok(report.execution.exit_code())
}

/// The command line, or, for a wrong one and for `--help`, the status to end with.
fn parse<E: Executor>() -> Result<CommandLine, ExitCode> {
    // clap wants a name that lives as long as the process.
    let name: &'static str = program_name(E::VENDOR).leak();
    CommandLine::command()
        .name(name)
        .version(E::VERSION)
        .try_get_matches()
        .and_then(|matches| CommandLine::from_arg_matches(&matches))
        .map_err(|error| {
            // A stderr that can't be written to leaves no one to tell.
            let _ = error.print();
            // clap's own status for a wrong command line, 2, could be a guest's.
            if error.use_stderr() { ExitCode::from(125) } else { ExitCode::SUCCESS }
        })
}

/// The name of the running program: a vendor may have more than one.
fn program_name(vendor: &str) -> String {
    let program = env::current_exe().ok();
    let name = program.as_ref().and_then(|path| path.file_stem()).and_then(|name| name.to_str());
    name.map_or_else(|| format!("zkshim-exec-{vendor}"), str::to_owned)
}
