//! The vendor record: the shape of `linker/<vendor>/vendor.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// One zkVM (or neutral board) and its memory map. Addresses are guest addresses in bytes; every
/// range is `[start, end)`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Vendor {
    /// The name users type: `sp1`, `risc0`, `virt32`, ...
    pub name: String,
    /// The name for people: `SP1`, `RISC Zero`, ...
    pub title: String,
    /// The release whose sources the facts below were read in.
    pub version: String,
    pub isa: Isa,
    pub loader: Loader,
    pub stack: Stack,
    pub heap: Heap,
    pub input: Input,
    pub output: Output,
    pub console: Console,
    /// How QEMU runs this vendor's guests; `None` for vendors with an executor of their own.
    pub board: Option<Board>,
    /// The address space from low to high, without overlap. What lies in no region must not be touched.
    #[serde(rename = "region")]
    pub regions: Vec<Region>,
}

/// Instruction set, ABI, and what the vendor's executor or prover refuses of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Isa {
    /// `-march` for the compiler, always without C, F and D.
    pub march: String,
    /// What the CPU has beyond `march`, by the names that `ZKVM_MARCH_EXTRA` adds to it (`zba`, ...).
    #[serde(default)]
    pub extensions: Vec<String>,
    /// `-mabi`: `ilp32` or `lp64`.
    pub abi: String,
    /// Register width in bits: 32 or 64.
    pub xlen: u32,
    /// The C library and libgcc that serve this vendor, as `<march>/<abi>`.
    pub multilib: String,
    /// The Rust target whose `core` the guest library is built with.
    pub rust_target: String,
    /// Opcodes (the low 7 bits of an instruction) beyond `march` that the kit's own code uses: host calls that
    /// are instructions, CSRs of a board.
    #[serde(default)]
    pub own_opcodes: Vec<u32>,
    /// What a load or store at an address that is no multiple of its size does.
    pub misaligned: Trap,
    /// What an executed `fence` does.
    pub fence: Trap,
    pub source: String,
}

impl Isa {
    /// All that the CPU has, as `-march` would say it: `rv64ima_zba`.
    pub fn full_march(&self) -> String {
        self.extensions.iter().fold(self.march.clone(), |march, extension| march + "_" + extension)
    }
}

/// Does the vendor carry it out, or does the run end? `Refused` also where only the prover refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trap {
    Supported,
    Refused,
}

/// What the vendor's loader demands of an ELF file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Loader {
    /// The ELF class the kit makes for this vendor.
    pub class: ElfClass,
    /// No loadable segment, not even an empty one, may start below this address.
    pub lowest_address: u64,
    /// The rights of the code segment.
    pub code: CodeRights,
    /// Is every word of an executable segment decoded at load, reached or not?
    pub every_word_decodes: bool,
    /// The most bytes of code, or `None` without a limit.
    pub code_limit: Option<u64>,
    /// Must segments ascend by address in the order of the program headers?
    pub ascending: bool,
    /// Is a segment without bytes refused?
    pub empty_refused: bool,
    /// Does the vendor's host take a container with the ELF in it, which its executor makes (`zkshim pack`)?
    #[serde(default)]
    pub container: bool,
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ElfClass {
    #[serde(rename = "32")]
    Elf32,
    #[serde(rename = "64")]
    Elf64,
}

/// Which program header flags the code segment has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeRights {
    /// `PF_R | PF_X`, execute-only is refused.
    ReadExecute,
    /// `PF_X` alone; loads from code fail.
    ExecuteOnly,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stack {
    /// Lowest address the stack may ever reach.
    pub lowest: u64,
    /// Where sp starts, or `None` where the image base is only a convention and a larger
    /// `ZKVM_STACK_SIZE` moves it up.
    pub fixed_top: Option<u64>,
    /// Where sp starts at the default stack size.
    pub default_top: u64,
    pub guard: Guard,
    pub source: String,
}

/// What lies below the stack: a frame smaller than `span` that overflows it touches the guard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Guard {
    /// Bytes below `lowest` in which every access ends the run as a failure.
    pub span: u64,
    /// `false` where only the prover refuses and the executor lets the access pass.
    pub executor_refuses: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Heap {
    /// One past the last byte a heap can have at the most.
    pub limit: u64,
    pub source: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Input {
    pub kind: InputKind,
    /// The vendor's own input window, for the kinds that have one.
    pub window: Option<[u64; 2]>,
    pub source: String,
}

/// How private input reaches the guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// Fetched by host calls at first use into the vendor's own window.
    Fetched,
    /// Fetched by host calls at first use into a reserve above the heap (`ZKVM_INPUT_SIZE`).
    FetchedIntoReserve,
    /// In memory at the start in a reserve above the heap: a 64-bit length, then the bytes.
    PreloadedReserve,
    /// In memory at the start in the vendor's own window.
    Preloaded,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Output {
    /// The most bytes of public output, or `None` without a limit.
    pub limit: Option<u64>,
    /// Is public output always the whole, zero-filled window of `limit` bytes?
    pub whole_window: bool,
    /// Is public output void after a nonzero exit?
    pub void_on_failure: bool,
    pub source: String,
}

impl Output {
    /// What a proof of a run binds, of what the guest wrote: nothing after a failure that voids it, and the
    /// whole window where that is what there is.
    pub fn bound(&self, mut written: Vec<u8>, exit_code: u32) -> Vec<u8> {
        if self.void_on_failure && exit_code != 0 {
            return Vec::new();
        }
        if let Some(limit) = self.limit.filter(|_| self.whole_window) {
            written.resize(limit as usize, 0);
        }
        written
    }
}

/// What the vendor's console does with what a guest prints.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Console {
    /// Are stdout and stderr told apart? Where they are not, both arrive as stdout.
    pub two_streams: bool,
    /// Do bytes that are no UTF-8 arrive? Where only text does, they become U+FFFD.
    pub bytes: bool,
    /// Does each write come out as lines of its own, the last one ended even if the guest did not?
    pub whole_lines: bool,
    pub source: String,
}

/// A QEMU board.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Board {
    /// The QEMU program, e.g. `qemu-system-riscv32`.
    pub program: String,
    /// Bytes of RAM from the start of the `ram` region.
    pub ram: u64,
    pub source: String,
}

/// One range of the address space. The rights are the most that anything there may have; an ELF
/// segment narrows them for its own bytes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Region {
    pub name: String,
    pub start: u64,
    pub end: u64,
    pub rights: Rights,
    /// Not memory: what is stored there goes to the host.
    #[serde(default)]
    pub device: bool,
    pub source: String,
}

/// Read, write, execute; written `r`, `rw`, `rwx`, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Rights {
    pub read: bool,
    pub write: bool,
    pub execute: bool,
}

impl TryFrom<String> for Rights {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.is_empty() || text.chars().any(|c| !"rwx".contains(c)) {
            return Err(format!("rights {text:?}: use letters of \"rwx\""));
        }
        Ok(Self { read: text.contains('r'), write: text.contains('w'), execute: text.contains('x') })
    }
}

/// Every vendor, in the order of their names.
pub fn all() -> &'static [Vendor] {
    static ALL: OnceLock<Vec<Vendor>> = OnceLock::new();
    const RECORDS: &[&str] = include!(concat!(env!("OUT_DIR"), "/records.rs"));
    ALL.get_or_init(|| {
        let parse =
            |text: &&str| toml::from_str(text).unwrap_or_else(|e| panic!("BUG: a vendor record: {e}"));
        RECORDS.iter().map(parse).collect()
    })
}

/// The vendor of this name.
///
/// # Errors
/// An unknown name, with the known ones in the message.
pub fn find(name: &str) -> anyhow::Result<&'static Vendor> {
    all()
        .iter()
        .find(|vendor| vendor.name == name)
        .ok_or_else(|| anyhow::anyhow!("unknown vendor `{name}`; known are {}", names().join(", ")))
}

/// The names of all vendors.
pub fn names() -> Vec<&'static str> {
    all().iter().map(|vendor| vendor.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(whole_window: bool, void_on_failure: bool) -> Output {
        Output { limit: Some(4), whole_window, void_on_failure, source: String::new() }
    }

    #[test]
    fn what_a_proof_binds_is_the_vendors_choice() {
        assert_eq!(output(false, false).bound(vec![1, 2], 7), [1, 2]);
        assert_eq!(output(true, false).bound(vec![1, 2], 7), [1, 2, 0, 0]);
        assert_eq!(output(true, true).bound(vec![1, 2], 0), [1, 2, 0, 0]);
        assert_eq!(output(true, true).bound(vec![1, 2], 7), []);
    }
}
