//! The child process: does the run and leaves a trail in the folder it shares with its parent.

use std::{
    env, fs,
    io::{self, Write},
    os::unix::process::parent_id,
    panic,
    path::{Path, PathBuf},
    process::{self, Command, ExitCode},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

use super::{Executor, GuestConsole, characters};
use crate::{Execution, Outcome, RunArgs, Stdio};

/// Names the folder to the child, and by being set tells a process that it is one.
const FOLDER_VARIABLE: &str = "ZKSHIM_EXECUTOR_CHILD_FOLDER";
/// Names the process that supervises the child.
const PARENT_VARIABLE: &str = "ZKSHIM_EXECUTOR_CHILD_OF";
/// How soon a child that lost its parent ends.
const PARENT_WATCH: Duration = Duration::from_millis(200);

/// The folder that parent and child share.
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// The folder that this process was given, if it is a supervised child.
    pub(super) fn of_this_process() -> Option<Self> {
        env::var_os(FOLDER_VARIABLE).map(|path| Self { path: path.into() })
    }

    /// There once the guest is loaded and its first instruction is next.
    pub(super) fn running(&self) -> PathBuf {
        self.path.join("running")
    }

    /// The message of the first panic.
    pub(super) fn panic(&self) -> PathBuf {
        self.path.join("panic")
    }

    /// What the run came to, as JSON.
    pub(super) fn execution(&self) -> PathBuf {
        self.path.join("execution.json")
    }
}

/// This program again with the same arguments, as a child that leaves its trail in `folder`.
pub(super) fn command(folder: &Folder) -> Result<Command> {
    let mut command = Command::new(env::current_exe().context("the path of this program")?);
    command
        .args(env::args_os().skip(1))
        .env(FOLDER_VARIABLE, &folder.path)
        .env(PARENT_VARIABLE, process::id().to_string());
    Ok(command)
}

/// The child's whole life.
///
/// # Errors
/// A folder that can't be written to.
pub(super) fn run<E: Executor>(args: &RunArgs, folder: &Folder) -> Result<ExitCode> {
    end_with_the_parent()?;
    keep_the_first_panic(folder.panic());
    let execution = execute::<E>(args, folder)?;
    fs::write(folder.execution(), serde_json::to_vec(&execution)?).context("the result of the run")?;
    Ok(ExitCode::SUCCESS)
}

fn execute<E: Executor>(args: &RunArgs, folder: &Folder) -> Result<Execution> {
    let (elf, input) = match args.read_elf().and_then(|elf| Ok((elf, args.read_input()?))) {
        Ok(files) => files,
        Err(error) => return Ok(Execution::failed(Outcome::HostError, format!("{error:#}"))),
    };
    let executor = match E::load(&elf, input, &args.limits()) {
        Ok(executor) => executor,
        Err(error) => return Ok(Execution::failed(Outcome::Refused, format!("{error:#}"))),
    };
    fs::write(folder.running(), "").context("the mark of a run")?;
    let _printing = match E::CONSOLE {
        GuestConsole::CharactersOnStdout => Some(characters::Printing::start().context("stdout")?),
        GuestConsole::Direct | GuestConsole::LinesOnStderr(_) => None,
    };
    Ok(executor.run(&mut Stdio))
}

/// Ends this process when the one that supervises it is gone: it would run on unseen, without the
/// time limit that only the parent keeps.
fn end_with_the_parent() -> Result<()> {
    let parent: u32 = env::var(PARENT_VARIABLE)
        .ok()
        .and_then(|id| id.parse().ok())
        .with_context(|| format!("{FOLDER_VARIABLE} is set, but not by a parent process"))?;
    thread::Builder::new().name("parent watch".into()).spawn(move || {
        while parent_id() == parent {
            thread::sleep(PARENT_WATCH);
        }
        process::exit(1);
    })?;
    Ok(())
}

/// A panic says why a run failed. Only the first is kept: one that can't unwind, as in SP1's host
/// calls, is followed by another that says just that. Nothing goes to stderr, which is the guest's.
fn keep_the_first_panic(file: PathBuf) {
    panic::set_hook(Box::new(move |info| {
        let message = info.payload_as_str().unwrap_or("a panic without a message");
        let place = info.location().map(|place| format!(" ({})", in_its_crate(place))).unwrap_or_default();
        if let Err(error) = write_new(&file, &format!("{message}{place}"))
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            eprintln!("{message}{place}");
        }
    }));
}

/// `sp1-core-executor-6.10.0/src/memory.rs:17`, without the folders that cargo keeps it in.
fn in_its_crate(place: &panic::Location) -> String {
    let file = place.file();
    let in_registry = file.split_once("/registry/src/").and_then(|(_, path)| path.split_once('/'));
    format!("{}:{}", in_registry.map_or(file, |(_, path)| path), place.line())
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
