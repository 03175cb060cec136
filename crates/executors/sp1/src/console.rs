//! The guest's console on SP1: lines on the host's stderr, each with the name of its stream before it
//! (sp1-core-executor 6.10.0, src/minimal/write.rs, `handle_output`).

use zkshim_report::Stream;

/// The stream and the text of a line that the guest printed.
pub fn line_of_guest(line: &[u8]) -> Option<(Stream, &[u8])> {
    let of = |name: &[u8], stream| line.strip_prefix(name).map(|text| (stream, text));
    of(b"stdout: ", Stream::Stdout).or_else(|| of(b"stderr: ", Stream::Stderr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guests_line_is_told_from_the_executors() {
        assert_eq!(line_of_guest(b"stdout: a: b"), Some((Stream::Stdout, &b"a: b"[..])));
        assert_eq!(line_of_guest(b"stderr: "), Some((Stream::Stderr, &b""[..])));
        assert_eq!(line_of_guest(b"Unimplemented instruction at pc: 4"), None);
    }
}
