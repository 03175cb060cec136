//! What a sample prints, held against what arrived, given what the vendor's console does with it.

use regex::bytes::Regex;
use zkshim_vendors::Vendor;

/// What a stream must hold.
pub enum Expectation {
    Exact(Vec<u8>),
    /// A regular expression.
    Matches(String),
}

/// What arrived.
#[derive(Clone, Copy)]
pub struct Streams<'a> {
    pub stdout: &'a [u8],
    pub stderr: &'a [u8],
}

/// Every difference, a line each.
pub fn differences(vendor: &Vendor, stdout: Expectation, stderr: Expectation, got: Streams) -> Vec<String> {
    let (stdout, stderr) = (carried(vendor, stdout), carried(vendor, stderr));
    if vendor.console.two_streams {
        let wrong =
            [("stdout", difference(&stdout, got.stdout)), ("stderr", difference(&stderr, got.stderr))];
        return wrong.into_iter().filter_map(|(name, wrong)| Some(format!("{name} {}", wrong?))).collect();
    }
    let mut wrong = Vec::new();
    if !got.stderr.is_empty() {
        wrong.push(format!("stderr of a vendor with one stream:\n  {}", text(got.stderr)));
    }
    if !is_merged(&stdout, &stderr, got.stdout) {
        wrong.push(format!(
            "the one stream is no mixture of both\n  stdout   {}\n  stderr   {}\n  got      {}",
            stdout.words(),
            stderr.words(),
            text(got.stdout)
        ));
    }
    wrong
}

/// What arrives of a text: with its last line ended where the host makes lines, and without bytes that are
/// no UTF-8 where it carries only text.
fn carried(vendor: &Vendor, expected: Expectation) -> Expectation {
    let Expectation::Exact(mut bytes) = expected else { return expected };
    if !vendor.console.bytes {
        bytes = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
    }
    if vendor.console.whole_lines && bytes.last().is_some_and(|&last| last != b'\n') {
        bytes.push(b'\n');
    }
    Expectation::Exact(bytes)
}

fn difference(expected: &Expectation, got: &[u8]) -> Option<String> {
    let same = match expected {
        Expectation::Exact(bytes) => bytes == got,
        Expectation::Matches(pattern) => regex(pattern).is_match(got),
    };
    (!same).then(|| format!("is not as expected\n  expected {}\n  got      {}", expected.words(), text(got)))
}

/// Is `got` made of both, each in its own order?
fn is_merged(stdout: &Expectation, stderr: &Expectation, got: &[u8]) -> bool {
    use Expectation::{Exact, Matches};
    match (stdout, stderr) {
        (Exact(one), Exact(other)) => is_interleaving(one, other, got),
        (Exact(exact), Matches(pattern)) | (Matches(pattern), Exact(exact)) => {
            // A text known by a pattern only is one that was written at once.
            let inside = regex(pattern.trim_start_matches('^').trim_end_matches('$'));
            let mut pieces = inside.find_iter(got);
            pieces.any(|piece| [&got[..piece.start()], &got[piece.end()..]].concat() == *exact)
        }
        (Matches(one), Matches(other)) => [one, other]
            .iter()
            .all(|pattern| regex(pattern.trim_start_matches('^').trim_end_matches('$')).is_match(got)),
    }
}

/// Can `whole` be taken apart into `one` and `other`, each in its own order?
fn is_interleaving(one: &[u8], other: &[u8], whole: &[u8]) -> bool {
    let (longer, shorter) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    if longer.len() + shorter.len() != whole.len() {
        return false;
    }
    // reachable[j]: the bytes so far are i of the longer and j of the shorter.
    let mut reachable = vec![false; shorter.len() + 1];
    for i in 0..=longer.len() {
        for j in 0..=shorter.len() {
            let by_longer = i > 0 && reachable[j] && longer[i - 1] == whole[i + j - 1];
            let by_shorter = j > 0 && reachable[j - 1] && shorter[j - 1] == whole[i + j - 1];
            reachable[j] = (i, j) == (0, 0) || by_longer || by_shorter;
        }
    }
    reachable[shorter.len()]
}

impl Expectation {
    fn words(&self) -> String {
        match self {
            Self::Exact(bytes) => text(bytes),
            Self::Matches(pattern) => format!("a match of {pattern}"),
        }
    }
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|e| panic!("{pattern}: {e}"))
}

fn text(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Expectation {
        Expectation::Exact(text.into())
    }

    #[test]
    fn a_mixture_keeps_each_streams_order() {
        for (one, other, whole, mixed) in [
            ("ab\n", "12\n", "ab\n12\n", true),
            ("ab\n", "12\n", "a12\nb\n", true),
            ("ab\n", "12\n", "ba\n12\n", false),
            ("ab\n", "12\n", "ab\n12", false),
            ("", "", "", true),
            ("aab", "aac", "aaaabc", true),
        ] {
            assert_eq!(is_interleaving(one.as_bytes(), other.as_bytes(), whole.as_bytes()), mixed, "{whole}");
        }
    }

    #[test]
    fn a_pattern_and_a_text_must_be_all_there_is() {
        let said = || Expectation::Matches(r"^line \d+: failed\n$".into());
        assert!(is_merged(&exact("out\n"), &said(), b"out\nline 12: failed\n"));
        assert!(is_merged(&exact("out\nmore\n"), &said(), b"out\nline 12: failed\nmore\n"));
        assert!(!is_merged(&exact("out\n"), &said(), b"out\nline 12: failed\nmore\n"));
        assert!(!is_merged(&exact("out\n"), &said(), b"out\n"));
    }

    #[test]
    fn what_a_console_carries_is_in_the_record() {
        let mut vendor = zkshim_vendors::all()[0].clone();
        let carried = |vendor: &Vendor| match carried(vendor, Expectation::Exact(b"a\xff".into())) {
            Expectation::Exact(bytes) => bytes,
            Expectation::Matches(_) => unreachable!(),
        };
        (vendor.console.bytes, vendor.console.whole_lines) = (true, false);
        assert_eq!(carried(&vendor), b"a\xff");
        (vendor.console.bytes, vendor.console.whole_lines) = (false, true);
        assert_eq!(carried(&vendor), "a\u{fffd}\n".as_bytes());
    }
}
