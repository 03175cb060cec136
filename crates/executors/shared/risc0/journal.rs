//! The public output: the journal, its limit, and the digest that the guest commits to.

use anyhow::{Result, ensure};
use risc0_binfmt::tagged_struct;
use risc0_zkp::core::{
    digest::Digest,
    hash::sha::{Impl, Sha256},
};

/// The most bytes in a journal (risc0-zkvm 3.0.6 and 5.0.0-rc.1, src/host/server/exec/executor.rs,
/// `MAX_JOURNAL_SIZE`).
const LIMIT: usize = 100 << 20;

#[derive(Debug, Default)]
pub struct Journal {
    bytes: Vec<u8>,
}

impl Journal {
    /// # Errors
    /// More bytes than RISC Zero's host takes.
    pub fn make_room(&self, more: u32) -> Result<()> {
        let size = self.bytes.len() as u64 + u64::from(more);
        ensure!(size <= LIMIT as u64, "a journal of {size} bytes; RISC Zero's limit is {LIMIT} (100 MiB)");
        Ok(())
    }

    pub fn append(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The bytes that a proof would bind, given the digest that the guest halted with. Zero stands for
    /// no output: RISC Zero drops the journal then (same file, `session_journal`).
    ///
    /// # Errors
    /// A digest of something else, with which RISC Zero's receipt would not verify.
    pub fn bound_by(self, committed: Digest) -> Result<Vec<u8>> {
        if committed == Digest::ZERO {
            return Ok(Vec::new());
        }
        let digest = self.output_digest();
        ensure!(
            committed == digest,
            "the committed digest is not that of the journal\n  committed: {committed}\n  risc0.Output of the {} bytes: {digest}",
            self.bytes.len(),
        );
        Ok(self.bytes)
    }

    /// The digest of the claim's output (risc0-zkvm 3.0.6 and 5.0.0-rc.1, src/claim/receipt.rs, `Output`): of the
    /// journal, and of a list of assumptions, empty since no guest here verifies proofs.
    fn output_digest(&self) -> Digest {
        let journal: Digest = *Impl::hash_bytes(&self.bytes);
        tagged_struct::<Impl>("risc0.Output", &[journal, Digest::ZERO], &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Journal {
        Journal { bytes: bytes.to_vec() }
    }

    /// The value that a RISC Zero engineer gives for an empty journal in their issue 2684.
    #[test]
    fn the_digest_of_an_empty_journal_is_the_vendors() {
        let digest = of(b"").output_digest().to_string();
        assert_eq!(digest, "836f175c62c0f353831665427e8b0b34f6d1d21902764daeb406c6b83db575b0");
    }

    #[test]
    fn only_the_journals_own_digest_or_none_is_accepted() {
        let digest = of(b"abc").output_digest();
        assert_eq!(of(b"abc").bound_by(digest).unwrap(), b"abc");
        assert_eq!(of(b"abc").bound_by(Digest::ZERO).unwrap(), b"");
        assert!(of(b"abd").bound_by(digest).is_err());
    }

    #[test]
    fn the_limit_is_a_hundred_mebibytes() {
        assert!(of(b"").make_room(100 << 20).is_ok());
        assert!(of(b"a").make_room(100 << 20).is_err());
    }
}
