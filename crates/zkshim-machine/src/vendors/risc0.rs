//! RISC Zero's host calls, as of the 3.0 line: the kernel of risc0-zkos-v1compat 2.2.2
//! (`src/kernel.s`, `src/main.rs`) and the host of risc0-zkvm 3.0.6 behind it.
//!
//! Its loader overwrites the word at 0x10000 with the entry address. No guest can see that here: the
//! record's regions begin above it.

use sha2::{Digest, Sha256};
use zkshim_report::{Console, Stream};
use zkshim_vendors::Vendor;

use super::{Flow, Host, Model, Setup};
use crate::{
    cpu::{Guest, reg},
    fault::{Fault, Stop},
};

pub(super) const RISC0: Model = Model::new("risc0", |setup| Box::new(Risc0::new(setup)));

/// Classes of `ecall`, in t0: risc0-zkvm-platform@2.2.3 `src/syscall.rs`, module `ecall`.
const HALT: u64 = 0;
const SOFTWARE: u64 = 2;
const OTHER_CLASSES: &[(u64, &str)] =
    &[(1, "INPUT"), (3, "SHA"), (4, "BIGINT"), (6, "BIGINT2"), (7, "POSEIDON2")];

/// Numbers of software calls, in t6, each with the end of its name: risc0-zkvm-platform@2.2.3
/// `src/syscall.rs`, enum `Syscall` and module `nr`. The kernel goes by the number, the host by the name.
const SOFTWARE_CALLS: &[(u64, &str)] = &[
    (1, "SYS_ARGC"),
    (2, "SYS_ARGV"),
    (3, "SYS_CYCLE_COUNT"),
    (4, "SYS_EXIT"),
    (5, "SYS_FORK"),
    (6, "SYS_GETENV"),
    (7, "SYS_KECCAK"),
    (8, "SYS_LOG"),
    (9, "SYS_PANIC"),
    (10, "SYS_PIPE"),
    (11, "SYS_RANDOM"),
    (12, "SYS_READ"),
    (14, "SYS_VERIFY_INTEGRITY"),
    (15, "SYS_VERIFY_INTEGRITY2"),
    (16, "SYS_WRITE"),
];
/// A call that the host's program defines, under a name of its own.
const USER_CALL: u64 = 13;
const NAME_PREFIX: &str = "risc0_zkvm_platform::syscall::nr::";
/// No name of a call is as long as this.
const LONGEST_NAME: u64 = 256;

/// Kinds of halt, the low byte of a0: risc0-zkvm-platform@2.2.3 `src/syscall.rs`, module `halt`.
const TERMINATE: u64 = 0;
const PAUSE: u64 = 1;

/// risc0-zkvm-platform@2.2.3 `src/lib.rs`, module `fileno`.
const STDIN: u64 = 0;
const STDOUT: u64 = 1;
const STDERR: u64 = 2;
const JOURNAL: u64 = 3;

const PLATFORM: &str = "risc0-zkvm-platform@2.2.3 src/syscall.rs";
const KERNEL: &str = "risc0-zkos-v1compat@2.2.2 src/kernel.s";
const POSIX_IO: &str = "risc0-zkvm@3.0.6 src/host/client/posix_io.rs";
const OUTPUT: &str =
    "the digest at a1 is that of risc0.Output over the journal: risc0-zkvm@3.0.6 src/receipt.rs";

struct Risc0 {
    vendor: &'static Vendor,
    input: Vec<u8>,
    /// Bytes of the input that were read.
    read: usize,
    journal: Vec<u8>,
}

impl Risc0 {
    fn new(setup: Setup) -> Self {
        Self { vendor: setup.vendor, input: setup.input, read: 0, journal: Vec::new() }
    }

    fn software(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<(), Stop> {
        match named_call(guest)? {
            "SYS_WRITE" => self.write(guest, console),
            "SYS_READ" => self.read(guest),
            "SYS_PANIC" => {
                let message = guest.read(guest.register(reg::A3), guest.register(reg::A4))?;
                let message = String::from_utf8_lossy(&message).replace('\n', " ");
                Err(Fault::new(format!("the guest panicked: {message}"), PLATFORM).into())
            }
            name => Err(not_modelled(name)),
        }
    }

    /// Leaves a0 and a1 as they are: `sys_write` of the kernel sets neither.
    fn write(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<(), Stop> {
        let bytes = guest.read(guest.register(reg::A4), guest.register(reg::A5))?;
        match guest.register(reg::A3) {
            STDOUT => Ok(console.write(Stream::Stdout, &bytes)?),
            STDERR => Ok(console.write(Stream::Stderr, &bytes)?),
            JOURNAL => self.extend_journal(&bytes),
            other => {
                Err(Fault::new(format!("host call SYS_WRITE to the bad descriptor {other}"), POSIX_IO).into())
            }
        }
    }

    fn extend_journal(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.journal.extend(bytes);
        match self.vendor.output.limit {
            Some(limit) if self.journal.len() as u64 > limit => {
                let what = format!("the journal grows past {limit} bytes");
                Err(Fault::new(what, self.vendor.output.source.as_str()).into())
            }
            _ => Ok(()),
        }
    }

    /// Reads as much as a1 says or is left; a0 becomes how much that was.
    fn read(&mut self, guest: &mut dyn Guest) -> Result<(), Stop> {
        let descriptor = guest.register(reg::A3);
        if descriptor != STDIN {
            let what = format!("host call SYS_READ from the bad descriptor {descriptor}");
            return Err(Fault::new(what, POSIX_IO).into());
        }
        let left = &self.input[self.read..];
        let length = usize::try_from(guest.register(reg::A1)).unwrap_or(usize::MAX).min(left.len());
        guest.write(guest.register(reg::A0), &left[..length])?;
        guest.set_register(reg::A0, length as u64);
        self.read += length;
        Ok(())
    }

    /// The kernel loads the digest word by word, so that its address must be a multiple of 4.
    fn halt(&mut self, guest: &mut dyn Guest) -> Result<Flow, Stop> {
        let (a0, digest_at) = (guest.register(reg::A0), guest.register(reg::A1));
        match a0 & 0xff {
            TERMINATE => {}
            PAUSE => return Err(not_modelled("HALT of kind PAUSE")),
            other => return Err(Fault::new(format!("HALT of the unknown kind {other}"), PLATFORM).into()),
        }
        if !digest_at.is_multiple_of(4) {
            let what = format!("HALT with its digest at {digest_at:#x}: not a multiple of 4");
            return Err(Fault::at(digest_at, what, KERNEL).into());
        }
        let digest = guest.read(digest_at, 32)?;
        if digest.iter().all(|&byte| byte == 0) {
            // risc0-zkvm@3.0.5 src/host/server/exec/executor.rs: no output is bound.
            self.journal.clear();
        } else if digest != output_digest(&self.journal) {
            return Err(Fault::at(digest_at, "the digest at HALT is not that of the journal", OUTPUT).into());
        }
        Ok(Flow::Exit((a0 >> 8 & 0xff) as u32))
    }
}

impl Host for Risc0 {
    fn ecall(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<Flow, Stop> {
        match guest.register(reg::T0) {
            HALT => self.halt(guest),
            SOFTWARE => self.software(guest, console).map(|()| Flow::Continue),
            class => match OTHER_CLASSES.iter().find(|(known, _)| *known == class) {
                Some((_, name)) => Err(not_modelled(name)),
                None => Err(Fault::new(format!("unknown host call {class:#x}"), KERNEL).into()),
            },
        }
    }

    fn public_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.journal)
    }
}

/// The software call on which number and name agree, without the names' common prefix.
fn named_call(guest: &mut dyn Guest) -> Result<&'static str, Stop> {
    let number = guest.register(reg::T6);
    if number == USER_CALL {
        return Err(not_modelled("SYS_USER"));
    }
    let Some((_, expected)) = SOFTWARE_CALLS.iter().find(|(known, _)| *known == number) else {
        return Err(Fault::new(format!("unknown host call {number} of class SOFTWARE"), PLATFORM).into());
    };
    let name_at = guest.register(reg::A2);
    let name = read_name(guest, name_at)?;
    if name.strip_prefix(NAME_PREFIX) != Some(expected) {
        let what = format!("software call {number} is {NAME_PREFIX}{expected}, not `{name}`");
        return Err(Fault::new(what, PLATFORM).into());
    }
    Ok(expected)
}

/// A text that ends with NUL.
fn read_name(guest: &mut dyn Guest, address: u64) -> Result<String, Stop> {
    let mut name = Vec::new();
    for at in address..address.saturating_add(LONGEST_NAME) {
        match guest.read(at, 1)?[0] {
            0 => break,
            byte => name.push(byte),
        }
    }
    Ok(String::from_utf8_lossy(&name).into_owned())
}

fn not_modelled(name: &str) -> Stop {
    Fault::new(format!("host call {name}: known to RISC Zero, not modelled: use --on executor"), PLATFORM)
        .into()
}

/// The digest of the structure `risc0.Output` with no assumptions: risc0-binfmt@3.0.5 `src/hash.rs`,
/// `tagged_struct` of the tag, the digests of journal and assumptions, and how many they are.
fn output_digest(journal: &[u8]) -> [u8; 32] {
    const NO_ASSUMPTIONS: [u8; 32] = [0; 32];
    Sha256::new()
        .chain_update(Sha256::digest("risc0.Output"))
        .chain_update(Sha256::digest(journal))
        .chain_update(NO_ASSUMPTIONS)
        .chain_update(2u16.to_le_bytes())
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The value a RISC Zero engineer gives for an empty journal (risc0 issue 2684).
    #[test]
    fn the_output_digest_of_an_empty_journal_is_the_vendors() {
        assert_eq!(
            hex(&output_digest(&[])),
            "836f175c62c0f353831665427e8b0b34f6d1d21902764daeb406c6b83db575b0"
        );
    }
}
