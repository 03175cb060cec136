//! The guest's console on a stdout where every byte is printed as a character.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use super::relay::{self, Words};
use crate::{Console, Stdio, Stream};

/// Where the guest's part of the stdout starts. No text holds this byte, as it is not UTF-8.
const START: u8 = 0xff;
/// How long an unfinished line may stay in the child's buffer.
const FLUSH: Duration = Duration::from_millis(50);

/// In the child: while it lives, stdout is the guest's. It is flushed now and then, since the vendor's
/// code leaves an unfinished line in Rust's buffer, where it is lost when the parent ends the run; and at
/// the end, since Rust's own last flush gives way to one under way.
pub(super) struct Printing;

impl Printing {
    pub(super) fn start() -> io::Result<Self> {
        let mut stdout = io::stdout();
        stdout.write_all(&[START])?;
        stdout.flush()?;
        thread::Builder::new().name("console flush".into()).spawn(move || {
            while stdout.flush().is_ok() {
                thread::sleep(FLUSH);
            }
        })?;
        Ok(Self)
    }
}

impl Drop for Printing {
    fn drop(&mut self) {
        // It fails when the parent is gone or kills this process.
        let _ = io::stdout().flush();
    }
}

/// In the parent: passes the guest's bytes on to its stdout from a thread of its own, until both pipes
/// end or the console can't be written to; what it came to arrives in the channel, once.
pub(super) fn start(
    stdout: impl Read + Send + 'static,
    stderr: impl Read + Send + 'static,
) -> Receiver<io::Result<Words>> {
    let (sender, receiver) = mpsc::channel();
    let words = relay::start(stderr, |_| None);
    thread::spawn(move || {
        let passed = pass_on(BufReader::new(stdout), &mut Stdio);
        let said = || words.recv().unwrap_or_else(|_| Ok(Words::new()));
        // The receiver is gone when the run ended for another reason.
        let _ = sender.send(passed.and_then(|()| said()));
    });
    receiver
}

/// Writes what has come without waiting for more.
fn pass_on(mut from: impl BufRead, console: &mut dyn Console) -> io::Result<()> {
    let mut characters = Characters::default();
    loop {
        let text = from.fill_buf()?;
        if text.is_empty() {
            return Ok(());
        }
        let bytes = characters.bytes(text);
        if !bytes.is_empty() {
            console.write(Stream::Stdout, &bytes)?;
        }
        let read = text.len();
        from.consume(read);
    }
}

/// Turns the characters U+0000 to U+00FF back into bytes.
#[derive(Default)]
struct Characters {
    /// `START` was seen.
    of_guest: bool,
    /// The first byte of a character of two.
    lead: Option<u8>,
}

impl Characters {
    /// The guest's bytes in the next piece of the text. Characters above U+00FF, which the guest can't
    /// have printed, stay as they are.
    fn bytes(&mut self, text: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len());
        for &byte in text {
            match self.lead.take() {
                _ if !self.of_guest => self.of_guest = byte == START,
                Some(lead) => bytes.push(lead << 6 | byte & 0x3f),
                // The leads of U+0080 to U+00BF and of U+00C0 to U+00FF.
                None if matches!(byte, 0xc2 | 0xc3) => self.lead = Some(byte),
                None => bytes.push(byte),
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Recorded;

    fn printed(bytes: impl IntoIterator<Item = u8>) -> String {
        bytes.into_iter().map(char::from).collect()
    }

    #[test]
    fn every_byte_comes_back_from_pieces_of_any_size() {
        let all = printed(0..=255);
        for size in 1..5 {
            let mut characters = Characters::default();
            characters.bytes(&[START]);
            let pieces = all.as_bytes().chunks(size).map(|piece| characters.bytes(piece));
            assert!(pieces.flatten().eq(0..=255), "pieces of {size}");
        }
    }

    #[test]
    fn what_is_not_the_guests_is_left_out_or_left_as_it_is() {
        let mut console = Recorded::default();
        let text = ["a warning: é\n".as_bytes(), &[START], "é→".as_bytes()].concat();
        pass_on(&text[..], &mut console).unwrap();
        assert_eq!(console.stdout, b"\xe9\xe2\x86\x92");
    }
}
