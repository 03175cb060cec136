//! Whole lines, for vendors that print each write as lines of its own.

use super::text::whole_characters;

/// The longest line held back before it is given to the console in pieces, in bytes.
pub const LONGEST_LINE: usize = 4096;

/// Gathers whole lines.
pub struct Lines {
    held: [u8; LONGEST_LINE],
    length: usize,
}

impl Lines {
    pub const fn new() -> Self {
        Self { held: [0; LONGEST_LINE], length: 0 }
    }

    /// Gives every line that `bytes` completes to `emit` and holds the rest back.
    pub fn write(&mut self, mut bytes: &[u8], emit: &mut impl FnMut(&[u8])) {
        if self.length > 0
            && let Some(newline) = bytes.iter().position(|&byte| byte == b'\n')
        {
            let (line, rest) = bytes.split_at(newline + 1);
            self.hold(line, emit);
            self.flush(emit);
            bytes = rest;
        }
        if self.length == 0
            && let Some(newline) = bytes.iter().rposition(|&byte| byte == b'\n')
        {
            let (lines, rest) = bytes.split_at(newline + 1);
            emit(lines);
            bytes = rest;
        }
        self.hold(bytes, emit);
    }

    /// Gives what is held back to `emit`, finished line or not.
    pub fn flush(&mut self, emit: &mut impl FnMut(&[u8])) {
        if self.length > 0 {
            emit(&self.held[..self.length]);
            self.length = 0;
        }
    }

    fn hold(&mut self, mut bytes: &[u8], emit: &mut impl FnMut(&[u8])) {
        while !bytes.is_empty() {
            if self.length == LONGEST_LINE {
                self.make_room(emit);
            }
            let (now, later) = bytes.split_at(bytes.len().min(LONGEST_LINE - self.length));
            self.held[self.length..self.length + now.len()].copy_from_slice(now);
            self.length += now.len();
            bytes = later;
        }
    }

    /// Splits a line that is too long, but never inside a character.
    fn make_room(&mut self, emit: &mut impl FnMut(&[u8])) {
        let whole = whole_characters(&self.held[..self.length]);
        emit(&self.held[..whole]);
        self.held.copy_within(whole..self.length, 0);
        self.length -= whole;
    }
}

impl Default for Lines {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn emitted(writes: &[&[u8]]) -> Vec<Vec<u8>> {
        let mut lines = Lines::new();
        let mut all = Vec::new();
        for bytes in writes {
            lines.write(bytes, &mut |piece: &[u8]| all.push(piece.to_vec()));
        }
        lines.flush(&mut |piece: &[u8]| all.push(piece.to_vec()));
        all
    }

    #[test]
    fn halves_of_a_line_arrive_as_one() {
        assert_eq!(emitted(&[b"one ", b"line\nnext"]), [b"one line\n".to_vec(), b"next".to_vec()]);
        assert_eq!(emitted(&[b"a", b"", b"\n"]), [b"a\n".to_vec()]);
    }

    #[test]
    fn lines_written_together_are_one_call() {
        assert_eq!(emitted(&[b"a\nb\nc\nd"]), [b"a\nb\nc\n".to_vec(), b"d".to_vec()]);
    }

    #[test]
    fn a_line_too_long_is_split_between_characters() {
        let mut long = vec![b'x'; LONGEST_LINE - 1];
        long.extend("é\n".as_bytes());
        let pieces = emitted(&[&long[..LONGEST_LINE - 1], &long[LONGEST_LINE - 1..]]);
        assert_eq!(pieces, [vec![b'x'; LONGEST_LINE - 1], "é\n".as_bytes().to_vec()]);
    }

    proptest! {
        // Each case is many kilobytes, made byte by byte.
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn every_byte_arrives_once_and_in_order(
            writes in prop::collection::vec(prop::collection::vec(prop_oneof![Just(b'\n'), any::<u8>()], 0..9000), 0..8)
        ) {
            let slices: Vec<&[u8]> = writes.iter().map(Vec::as_slice).collect();
            let pieces = emitted(&slices);
            prop_assert_eq!(pieces.concat(), writes.concat());
            // Only the last piece, and pieces of lines that are too long, end in the middle of a line.
            for piece in pieces.iter().rev().skip(1) {
                prop_assert!(piece.last() == Some(&b'\n') || piece.len() > LONGEST_LINE - 4);
            }
        }
    }
}
