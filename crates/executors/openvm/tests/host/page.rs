use anyhow::{Result, anyhow};
use openvm_circuit::{
    arch::{DEFAULT_MAX_NUM_PUBLIC_VALUES, VmExecutor},
    system::memory::merkle::public_values::extract_public_values,
};
use openvm_instructions::exe::VmExe;
use openvm_rv32im_circuit::Rv32ImConfig;
use openvm_rv32im_transpiler::{
    Rv32ITranspilerExtension, Rv32IoTranspilerExtension, Rv32MTranspilerExtension,
};
use openvm_transpiler::{FromElf, elf::Elf, openvm_platform::memory::MEM_SIZE, transpiler::Transpiler};
use p3_baby_bear::BabyBear;

/// Runs a guest without a proof: its public output. An exit code other than 0 is an error.
pub fn execute(elf: &[u8], private_input: &[u8]) -> Result<Vec<u8>> {
    let transpiler = Transpiler::<BabyBear>::default()
        .with_extension(Rv32ITranspilerExtension)
        .with_extension(Rv32MTranspilerExtension)
        .with_extension(Rv32IoTranspilerExtension);
    let elf = Elf::decode(elf, MEM_SIZE as u32).map_err(|error| anyhow!("{error:#}"))?;
    let exe = VmExe::from_elf(elf, transpiler)?;
    let vm = VmExecutor::new(Rv32ImConfig::default())?;

    // All of it, once: a vector of one field element a byte.
    let input: Vec<_> = private_input.iter().map(|&byte| BabyBear::new(byte.into())).collect();
    let end = vm.instance(&exe)?.execute(vec![input], None)?;
    Ok(extract_public_values(DEFAULT_MAX_NUM_PUBLIC_VALUES, &end.memory.memory))
}
