//! Valid UTF-8, for vendors whose console dies of anything else.

/// What stands for bytes that are no UTF-8: U+FFFD.
const REPLACEMENT: &str = "\u{FFFD}";

/// Passes text on, holds an unfinished character back until its rest comes, and replaces what is no UTF-8:
/// each maximal part of a character by one U+FFFD, as `String::from_utf8_lossy` does.
pub struct Text {
    held: [u8; 3],
    length: usize,
}

impl Text {
    pub const fn new() -> Self {
        Self { held: [0; 3], length: 0 }
    }

    /// Gives all that `bytes` completes to `emit`, in pieces that are each whole.
    pub fn write(&mut self, mut bytes: &[u8], emit: &mut impl FnMut(&str)) {
        while self.length > 0 && !bytes.is_empty() {
            bytes = self.continue_held(bytes, emit);
        }
        let whole = whole_characters(bytes);
        lossy(&bytes[..whole], emit);
        let rest = &bytes[whole..];
        self.held[self.length..self.length + rest.len()].copy_from_slice(rest);
        self.length += rest.len();
    }

    /// Gives what is held back, which nothing will finish.
    pub fn flush(&mut self, emit: &mut impl FnMut(&str)) {
        if self.length > 0 {
            self.length = 0;
            emit(REPLACEMENT);
        }
    }

    /// Adds one byte to the character that is held back; gives what is left of `bytes`.
    fn continue_held<'a>(&mut self, bytes: &'a [u8], emit: &mut impl FnMut(&str)) -> &'a [u8] {
        let mut character = [0; 4];
        let (before, after) = (self.length, self.length + 1);
        character[..before].copy_from_slice(&self.held[..before]);
        character[before] = bytes[0];
        let character = &character[..after];
        match core::str::from_utf8(character) {
            Ok(finished) => {
                self.length = 0;
                emit(finished);
                &bytes[1..]
            }
            // Still unfinished.
            Err(error) if error.error_len().is_none() => {
                self.held[before] = bytes[0];
                self.length = after;
                &bytes[1..]
            }
            // The byte begins something else.
            Err(_) => {
                self.flush(emit);
                bytes
            }
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new()
    }
}

fn lossy(bytes: &[u8], emit: &mut impl FnMut(&str)) {
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            emit(chunk.valid());
        }
        if !chunk.invalid().is_empty() {
            emit(REPLACEMENT);
        }
    }
}

/// The length of `bytes` without an unfinished UTF-8 character at its end. Bytes that can't become
/// valid UTF-8 whatever follows count as finished.
pub fn whole_characters(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    let begins_character = |&index: &usize| !(0x80..=0xBF).contains(&bytes[index]);
    let Some(last) = (tail..bytes.len()).rev().find(begins_character) else { return bytes.len() };
    match core::str::from_utf8(&bytes[last..]) {
        Err(error) if error.error_len().is_none() => last,
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn emitted(writes: &[&[u8]]) -> String {
        let (mut text, mut all) = (Text::new(), String::new());
        for bytes in writes {
            text.write(bytes, &mut |piece: &str| all.push_str(piece));
        }
        text.flush(&mut |piece: &str| all.push_str(piece));
        all
    }

    #[test]
    fn a_character_in_pieces_arrives_as_one() {
        assert_eq!(emitted(&[b"a\xC3", b"\xA9b"]), "a\u{e9}b");
        assert_eq!(emitted(&[b"\xF0", b"\x9F", b"\x98", b"\x80"]), "\u{1F600}");
    }

    #[test]
    fn what_nothing_finishes_is_replaced() {
        assert_eq!(emitted(&[b"a\xE2\x82"]), "a\u{FFFD}");
        assert_eq!(emitted(&[b"a\xE2\x82", b"b"]), "a\u{FFFD}b");
        assert_eq!(emitted(&[b"\xC3", b"\xC3\xA9"]), "\u{FFFD}\u{e9}");
    }

    #[test]
    fn unfinished_characters_are_seen() {
        for (bytes, whole) in [
            (&b"abc"[..], 3),
            (b"ab\xC3", 2),
            (b"a\xE2\x82", 1),
            (b"\xF0\x9F\x98", 0),
            ("a\u{e9}".as_bytes(), 3),
            (b"\xFF", 1),
            (b"\xED\xA9", 2),
            (b"\x80\x80\x80", 3),
            (b"", 0),
        ] {
            assert_eq!(whole_characters(bytes), whole, "{bytes:x?}");
        }
    }

    proptest! {
        /// The standard library is the judge, whatever the cuts.
        #[test]
        fn any_bytes_in_any_pieces_come_out_as_lossy_text(
            bytes in prop::collection::vec(
                prop_oneof![any::<u8>(), prop::sample::select(b"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xED\xF4".to_vec())],
                0..60,
            ),
            cuts in prop::collection::vec(0usize..60, 0..8),
        ) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.sort_unstable();
            cuts.push(bytes.len());
            let mut from = 0;
            let pieces: Vec<&[u8]> = cuts
                .iter()
                .map(|&to| {
                    let piece = &bytes[from..to];
                    from = to;
                    piece
                })
                .collect();
            prop_assert_eq!(emitted(&pieces), String::from_utf8_lossy(&bytes));
        }
    }
}
