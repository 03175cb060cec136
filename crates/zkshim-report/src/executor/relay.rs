//! Tells the guest's console from the executor's own words on one stderr.

use std::{
    collections::VecDeque,
    io::{self, BufRead, BufReader, Read},
    sync::mpsc::{self, Receiver},
    thread,
};

use super::LineOfGuest;
use crate::{Console, Stdio, Stream};

/// How many of the executor's own lines are kept: enough for a message and what led to it.
const WORDS_KEPT: usize = 10;

/// The last lines that the executor itself printed.
pub(super) type Words = VecDeque<String>;

/// Passes the guest's lines on to this process's stdout and stderr from a thread of its own, until
/// `from` ends or the console can't be written to; what it came to arrives in the channel, once.
pub(super) fn start(from: impl Read + Send + 'static, of_guest: LineOfGuest) -> Receiver<io::Result<Words>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // The receiver is gone when the run ended for another reason.
        let _ = sender.send(relay(BufReader::new(from), of_guest, &mut Stdio));
    });
    receiver
}

fn relay(mut from: impl BufRead, of_guest: LineOfGuest, console: &mut dyn Console) -> io::Result<Words> {
    let mut words = Words::new();
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        match of_guest(text) {
            Some((stream, text)) => write_line(console, stream, text)?,
            None => keep(&mut words, text),
        }
        line.clear();
    }
    Ok(words)
}

/// One write a line, so that lines of several writers don't mix.
fn write_line(console: &mut dyn Console, stream: Stream, text: &[u8]) -> io::Result<()> {
    console.write(stream, &[text, b"\n"].concat())
}

fn keep(words: &mut Words, text: &[u8]) {
    if words.len() == WORDS_KEPT {
        words.pop_front();
    }
    words.push_back(String::from_utf8_lossy(text).into_owned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Recorded;

    fn marked(line: &[u8]) -> Option<(Stream, &[u8])> {
        let out = line.strip_prefix(b"o:").map(|text| (Stream::Stdout, text));
        out.or_else(|| line.strip_prefix(b"e:").map(|text| (Stream::Stderr, text)))
    }

    #[test]
    fn lines_go_to_their_streams_and_the_rest_is_kept() {
        let mut console = Recorded::default();
        let words = relay(&b"o:one\nnoise\ne:two\xff\r\no:\no:cut"[..], marked, &mut console).unwrap();
        assert_eq!(console.stdout, b"one\n\ncut\n");
        assert_eq!(console.stderr, b"two\xff\r\n");
        assert_eq!(words, ["noise"]);
    }

    #[test]
    fn only_the_last_words_are_kept() {
        let noise: String = (0..100).map(|i| format!("{i}\n")).collect();
        let words = relay(noise.as_bytes(), marked, &mut Recorded::default()).unwrap();
        assert_eq!(words.len(), WORDS_KEPT);
        assert_eq!(words.back().unwrap(), "99");
    }
}
