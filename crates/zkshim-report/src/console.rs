//! The guest's console: where its stdout and stderr go.

use std::io::{self, Write};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Takes what the guest prints, as it prints it.
pub trait Console {
    /// # Errors
    /// Whatever the place behind it says; a run ends as a host error then.
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()>;
}

/// The guest's streams are this process's.
pub struct Stdio;

impl Console for Stdio {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        fn all(mut to: impl Write, bytes: &[u8]) -> io::Result<()> {
            to.write_all(bytes)?;
            to.flush()
        }
        match stream {
            Stream::Stdout => all(io::stdout().lock(), bytes),
            Stream::Stderr => all(io::stderr().lock(), bytes),
        }
    }
}

/// Keeps both streams in memory.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

impl Console for Recorded {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        match stream {
            Stream::Stdout => self.stdout.extend_from_slice(bytes),
            Stream::Stderr => self.stderr.extend_from_slice(bytes),
        }
        Ok(())
    }
}
