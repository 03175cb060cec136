//! This process's stderr while a program is translated.
//!
//! OpenVM prints a line there for every `ebreak` and CSR instruction of the code, reached or not
//! (openvm-rv32im-transpiler@2.0.2 src/lib.rs, `process_custom`). Every C++ program has some.

use std::{
    fs::File,
    io::{self, Read, Write},
    os::fd::AsFd,
    panic::{self, AssertUnwindSafe},
    thread,
};

use rustix::stdio::dup2_stderr;

const NOTICE: &[u8] = b"Transpiling system / CSR instruction: ";

/// Does `translate` and keeps those lines, and nothing else, from stderr.
///
/// # Errors
/// A stderr that can't be led elsewhere or written to.
pub fn without_notices<T>(translate: impl FnOnce() -> T) -> io::Result<T> {
    let mut stderr = File::from(io::stderr().as_fd().try_clone_to_owned()?);
    let (mut reader, writer) = io::pipe()?;
    let thread = thread::Builder::new().name("stderr reader".into()).spawn(move || {
        let mut said = Vec::new();
        reader.read_to_end(&mut said).map(|_| said)
    })?;

    dup2_stderr(&writer)?;
    drop(writer);
    let result = panic::catch_unwind(AssertUnwindSafe(translate));
    // Ends the pipe, and so the thread.
    dup2_stderr(&stderr)?;

    let said = thread.join().map_err(|_| io::Error::other("the thread that reads stderr panicked"))??;
    stderr.write_all(&without_lines(&said))?;
    result.or_else(|payload| panic::resume_unwind(payload))
}

fn without_lines(said: &[u8]) -> Vec<u8> {
    said.split_inclusive(|byte| *byte == b'\n')
        .filter(|line| !line.starts_with(NOTICE))
        .flatten()
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_notices_are_kept_back() {
        let said = b"one\nTranspiling system / CSR instruction: 1 (opcode = 1) to unimp\ntwo: Transpiling";
        assert_eq!(without_lines(said), b"one\ntwo: Transpiling");
    }
}
