//! The parent process: starts the child, passes the console on, and ends what does not end.

use std::{
    io,
    process::{Child, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use super::{
    GuestConsole, characters,
    child::{self, Folder},
    relay::{self, Words},
    verdict,
};
use crate::{Execution, Outcome};

/// How often a child without a pipe to listen to is asked whether it ended.
const POLL: Duration = Duration::from_millis(2);
/// How long the console may take to empty after the child was killed.
const LAST_LINES: Duration = Duration::from_secs(1);
/// What a time limit too large for the clock comes to.
const FOREVER: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

/// How the child's process ended.
enum End {
    Status(ExitStatus),
    OutOfTime,
    ConsoleFailed(io::Error),
}

/// Runs this program again as a child that executes the guest, for at most `time`.
///
/// # Errors
/// A child that can't be started or waited for.
pub(super) fn run(console: GuestConsole, time: Duration) -> Result<Execution> {
    let temporary = tempfile::tempdir().context("a temporary folder")?;
    let folder = Folder::at(temporary.path());
    let now = Instant::now();
    let deadline = now.checked_add(time).unwrap_or(now + FOREVER);

    let (mut child, relayed) = start(console, &folder)?;
    let mut words = Words::new();
    let end = match relayed {
        None => child.wait_until(deadline)?,
        Some(relayed) => match listen(&relayed, deadline) {
            Ok(said) => {
                words = said;
                child.wait_until(deadline)?
            }
            Err(end) => {
                child.kill();
                // What the guest printed before its time was out is still in the pipe.
                let _ = relayed.recv_timeout(LAST_LINES);
                end
            }
        },
    };
    Ok(match end {
        End::Status(status) => verdict::of(&folder, status, &words),
        End::OutOfTime => Execution::failed(Outcome::TimedOut, format!("no end after {} s", time.as_secs())),
        End::ConsoleFailed(error) => {
            Execution::failed(Outcome::HostError, format!("the guest's console: {error}"))
        }
    })
}

type Relayed = Receiver<io::Result<Words>>;

fn start(console: GuestConsole, folder: &Folder) -> Result<(Supervised, Option<Relayed>)> {
    let mut command = child::command(folder)?;
    match console {
        GuestConsole::Direct => &mut command,
        GuestConsole::LinesOnStderr(_) => command.stdout(Stdio::null()).stderr(Stdio::piped()),
        GuestConsole::CharactersOnStdout => command.stdout(Stdio::piped()).stderr(Stdio::piped()),
    };
    let mut child = Supervised(command.spawn().context("a child process for the run")?);
    let (stdout, stderr) = (child.0.stdout.take(), child.0.stderr.take());
    let relayed = match console {
        GuestConsole::Direct => None,
        GuestConsole::LinesOnStderr(of_guest) => stderr.map(|pipe| relay::start(pipe, of_guest)),
        GuestConsole::CharactersOnStdout => {
            stdout.zip(stderr).map(|(stdout, stderr)| characters::start(stdout, stderr))
        }
    };
    Ok((child, relayed))
}

/// Waits for the end of the child's pipes, which is the end of the child.
fn listen(relayed: &Relayed, deadline: Instant) -> Result<Words, End> {
    match relayed.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(Ok(words)) => Ok(words),
        Ok(Err(error)) => Err(End::ConsoleFailed(error)),
        Err(RecvTimeoutError::Timeout) => Err(End::OutOfTime),
        Err(RecvTimeoutError::Disconnected) => {
            Err(End::ConsoleFailed(io::Error::other("the thread that passes it on panicked")))
        }
    }
}

/// A child that does not outlive this value.
struct Supervised(Child);

impl Supervised {
    fn wait_until(&mut self, deadline: Instant) -> Result<End> {
        loop {
            if let Some(status) = self.0.try_wait().context("waiting for the child process")? {
                return Ok(End::Status(status));
            }
            if Instant::now() >= deadline {
                self.kill();
                return Ok(End::OutOfTime);
            }
            thread::sleep(POLL);
        }
    }

    fn kill(&mut self) {
        // Both fail only for a child that has ended and was waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        self.kill();
    }
}
