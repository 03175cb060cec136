use anyhow::{Result, anyhow};
use zisk_common::{EmuTrace, io::ZiskStdin};
use ziskemu::{EmuOptions, Emulator, ZiskEmulator};

/// Writes the file that `ziskemu -i` takes: the length in 8 bytes, the input, zeros up to a multiple of 8.
pub fn write_input(private_input: &[u8], path: &str) -> Result<()> {
    let records = ZiskStdin::new();
    records.write_slice(private_input); // all of it, once
    records.save(path.as_ref()).map_err(|error| anyhow!("{error}"))
}

/// Runs a guest without a proof: its public output. An exit code other than 0 is an error.
pub fn execute(elf: &str, input: &str) -> Result<Vec<u8>> {
    let (elf, inputs) = (Some(elf.to_owned()), Some(input.to_owned()));
    let options = EmuOptions { elf, inputs, ..EmuOptions::default() };
    ZiskEmulator.emulate(&options, None::<fn(EmuTrace)>).map_err(|error| anyhow!("{error:?}"))
}
