//! What a sample asks of a vendor, answered by the vendor's record: no list of vendors to keep.

use serde::Deserialize;
use zkshim_vendors::{InputKind, Trap, Vendor};

/// The values of a sample's `where`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    MisalignedRefused,
    MisalignedSupported,
    /// Private input is fetched into a reserve above the heap, as large as `ZKVM_INPUT_SIZE` says.
    #[serde(rename = "input-into-reserve")]
    InputIntoReserve,
    /// Public output has a limit.
    OutputLimited,
    /// The console makes lines of what it is given, or passes it on as it is.
    WholeLines,
    FreeLines,
    /// There is room for a heap of 4 GiB.
    #[serde(rename = "heap-4g")]
    Heap4g,
    /// There is room for a stack of 16 MiB.
    #[serde(rename = "stack-16m")]
    Stack16m,
}

impl Condition {
    pub fn holds(self, vendor: &Vendor) -> bool {
        let Vendor { isa, input, output, console, heap, stack, .. } = vendor;
        match self {
            Self::MisalignedRefused => isa.misaligned == Trap::Refused,
            Self::MisalignedSupported => isa.misaligned == Trap::Supported,
            Self::InputIntoReserve => input.kind == InputKind::FetchedIntoReserve,
            Self::OutputLimited => output.limit.is_some(),
            Self::WholeLines => console.whole_lines,
            Self::FreeLines => !console.whole_lines,
            Self::Heap4g => heap.limit.saturating_sub(stack.default_top) > 5 << 30,
            Self::Stack16m => stack.fixed_top.is_none_or(|top| top - stack.lowest >= 16 << 20),
        }
    }
}
