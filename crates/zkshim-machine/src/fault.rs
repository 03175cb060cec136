//! What ends a run against the guest's will.

/// Something that the vendor's executor or prover refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// One line: what was done and why it is refused.
    pub what: String,
    /// The address it was done to.
    pub address: Option<u64>,
    /// The rule broken, with its source.
    pub rule: Option<String>,
}

impl Fault {
    /// A fault that is not about an address.
    pub(crate) fn new(what: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { what: what.into(), address: None, rule: Some(rule.into()) }
    }

    pub(crate) fn at(address: u64, what: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { address: Some(address), ..Self::new(what, rule) }
    }
}

/// Why the machine stops before the guest ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stop {
    Fault(Fault),
    /// The machine's own limits, or the console's.
    Host(String),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Host(format!("the guest's console: {error}"))
    }
}
