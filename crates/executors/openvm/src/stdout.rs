//! This process's stdout during a run.
//!
//! OpenVM prints there for the guest, and a line of its own. So it leads into a pipe, and a thread passes
//! on what is the guest's.

use std::{
    any::Any,
    fs::File,
    io::{self, Read, Write},
    os::fd::AsFd,
    panic::{self, AssertUnwindSafe},
    thread,
};

use rustix::stdio::dup2_stdout;

use crate::notice;

/// A panic of OpenVM's.
pub struct Panic {
    pub payload: Box<dyn Any + Send>,
    /// The guest's pc, if OpenVM printed it.
    pub pc: Option<u32>,
}

impl Panic {
    pub fn message(&self) -> &str {
        let text = self.payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| self.payload.downcast_ref::<String>().map(String::as_str));
        text.unwrap_or("a panic without a message")
    }
}

/// Does `run` while all that is printed to stdout passes the relay. When this returns, the guest's bytes
/// are out.
///
/// # Errors
/// A stdout that can't be led elsewhere or written to.
pub fn relayed<T>(run: impl FnOnce() -> T) -> io::Result<Result<T, Panic>> {
    let mut console = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let (reader, writer) = io::pipe()?;
    let mut to = console.try_clone()?;
    let thread = thread::Builder::new().name("console relay".into()).spawn(move || relay(reader, &mut to))?;

    dup2_stdout(&writer)?;
    drop(writer);
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    let flushed = io::stdout().flush();
    // Ends the pipe, and so the thread.
    dup2_stdout(&console)?;

    let held = thread.join().map_err(|_| io::Error::other("the thread that passes it on panicked"))??;
    flushed?;
    let pc = if result.is_err() { notice::pc(&held) } else { None };
    if pc.is_none() {
        console.write_all(&held)?;
    }
    Ok(result.map_err(|payload| Panic { payload, pc }))
}

/// Passes on all bytes but the last ones, if they can be OpenVM's own line. These are returned.
fn relay(mut from: impl Read, to: &mut impl Write) -> io::Result<Vec<u8>> {
    let mut held = Vec::new();
    let mut piece = [0; 8 << 10];
    loop {
        let size = from.read(&mut piece)?;
        if size == 0 {
            return Ok(held);
        }
        held.extend_from_slice(&piece[..size]);
        let decided = held.len() - notice::undecided(&held);
        to.write_all(&held[..decided])?;
        held.drain(..decided);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bytes_that_can_be_the_line_wait() {
        let pieces = b"look at 1".chain(&b" ptr_val: then"[..]).chain(&b"\xff at"[..]);
        let mut console = Vec::new();
        let held = relay(pieces, &mut console).unwrap();
        assert_eq!(console, b"look at 1 ptr_val: then\xff ");
        assert_eq!(held, b"at");
    }
}
