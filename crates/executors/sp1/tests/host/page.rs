use std::sync::Arc;

use anyhow::{Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use sp1_core_executor::{MinimalExecutorEnum, Program};

/// Runs a guest without a proof: its exit code and its public output.
pub fn execute(elf: &[u8], private_input: &[u8]) -> Result<(u32, Vec<u8>)> {
    let program = Program::from(elf).map_err(|error| anyhow!("{error:#}"))?;
    let mut vm = MinimalExecutorEnum::new(Arc::new(program), false, None);
    vm.with_input(private_input); // all of it, once
    while vm.execute_chunk().is_some() {}

    // What the verifier compares, and SP1's executor does not.
    let public_output = vm.public_values_stream();
    let committed: Vec<u8> = vm.public_value_digest().into_iter().flat_map(u32::to_le_bytes).collect();
    ensure!(committed[..] == Sha256::digest(public_output)[..], "another public output was committed to");
    Ok((vm.exit_code(), public_output.clone()))
}
