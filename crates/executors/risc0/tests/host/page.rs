use anyhow::Result;
use risc0_binfmt::{compute_image_id, tagged_struct};
use risc0_zkp::core::{
    digest::Digest,
    hash::sha::{Impl, Sha256},
};

/// What the verifier knows a guest by, of the file that `zkshim pack` wrote.
pub fn image_id(packed: &[u8]) -> Result<Digest> {
    compute_image_id(packed)
}

/// What the proof binds of the public output: the guest commits to it when it halts.
pub fn output_digest(public_output: &[u8]) -> Digest {
    let journal: Digest = *Impl::hash_bytes(public_output);
    let no_assumptions = Digest::ZERO;
    tagged_struct::<Impl>("risc0.Output", &[journal, no_assumptions], &[])
}
