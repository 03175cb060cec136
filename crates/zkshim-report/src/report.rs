//! What a run came to.

use std::{fmt, process::ExitCode};

use serde::{Deserialize, Serialize};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The guest ended by the vendor's halt; its code says whether it succeeded.
    Exited,
    /// The guest did what the vendor's executor or prover refuses: a fault, a bad host call.
    Trapped,
    /// The ELF or the input was refused before the first instruction.
    Refused,
    /// The time or the number of instructions allowed ran out.
    TimedOut,
    /// The runner itself failed.
    HostError,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Exited => "exited",
            Self::Trapped => "trapped",
            Self::Refused => "refused",
            Self::TimedOut => "timed out",
            Self::HostError => "host error",
        })
    }
}

/// Who carried out the instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runner {
    Machine,
    Executor,
    Qemu,
}

/// The vendor's own measure of what a run costs to prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// The vendor's word for it: `gas`, `cycles`, ...
    pub unit: String,
    pub value: u64,
}

/// What one run came to; what a runner can't know is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Execution {
    pub outcome: Outcome,
    /// The guest's exit code, 0 to 255 from this kit's guests; `None` unless `outcome` is `Exited`.
    pub code: Option<u32>,
    /// One line for every outcome but `Exited`; further lines hold details (pc, function, ...).
    pub reason: Option<String>,
    /// Retired guest instructions, where the runner counts exactly those.
    pub instructions: Option<u64>,
    pub cost: Option<Cost>,
    /// The bytes the proof would bind.
    #[serde(with = "hex")]
    pub public_output: Vec<u8>,
    /// Bytes from the start of the heap to the end of the highest byte touched in it.
    pub heap_high_water: Option<u64>,
    /// Bytes from where sp starts down to the lowest byte touched in the stack.
    pub stack_high_water: Option<u64>,
    /// 4 KiB pages that the guest read, wrote or fetched from.
    pub pages_touched: Option<u64>,
    /// Loads and stores at an address that is no multiple of their size.
    pub misaligned: Option<u64>,
}

impl Execution {
    /// A run that ended with an exit code of the guest.
    pub fn exited(code: u32) -> Self {
        Self { code: Some(code), ..Self::ended(Outcome::Exited, None) }
    }

    /// A run that did not end with an exit code; `reason` begins with one line.
    pub fn failed(outcome: Outcome, reason: impl Into<String>) -> Self {
        Self::ended(outcome, Some(reason.into()))
    }

    fn ended(outcome: Outcome, reason: Option<String>) -> Self {
        Self {
            outcome,
            code: None,
            reason,
            instructions: None,
            cost: None,
            public_output: Vec::new(),
            heap_high_water: None,
            stack_high_water: None,
            pages_touched: None,
            misaligned: None,
        }
    }

    /// The exit status of the process that ran the guest: the guest's own code (its low 8 bits, or
    /// 255 where those alone would look like success), 124 timed out, 125 anything else.
    pub fn status(&self) -> u8 {
        match (self.outcome, self.code) {
            (Outcome::Exited, Some(code)) if code > 255 => 255,
            (Outcome::Exited, Some(code)) => code as u8,
            (Outcome::TimedOut, _) => 124,
            _ => 125,
        }
    }

    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.status())
    }
}

/// The JSON of `--report`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub vendor: String,
    pub runner: Runner,
    /// What ran it and its version: `zkshim 0.1.0`, `sp1-core-executor 6.10.0`, `QEMU 7.2.22`.
    pub runner_version: String,
    #[serde(flatten)]
    pub execution: Execution,
    /// Wall time.
    pub seconds: f64,
}

/// Byte strings as lower-case hexadecimal text.
mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
        let text: String = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        serializer.serialize_str(&text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
        match digits {
            Some(digits) if digits.len() % 2 == 0 => {
                Ok(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
            }
            _ => Err(D::Error::custom("not a hexadecimal byte string")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_is_never_a_false_success() {
        assert_eq!(Execution::exited(0).status(), 0);
        assert_eq!(Execution::exited(42).status(), 42);
        assert_eq!(Execution::exited(256).status(), 255);
        assert_eq!(Execution::failed(Outcome::TimedOut, "").status(), 124);
        for outcome in [Outcome::Trapped, Outcome::Refused, Outcome::HostError] {
            assert_eq!(Execution::failed(outcome, "").status(), 125);
        }
    }

    #[test]
    fn a_report_comes_back_from_json() {
        let mut execution = Execution::exited(3);
        execution.public_output = vec![0, 0xab, 255];
        let report = Report {
            vendor: "sp1".into(),
            runner: Runner::Machine,
            runner_version: "zkshim 0".into(),
            execution,
            seconds: 0.5,
        };
        let json = serde_json::to_string(&report).unwrap();
        assert!(json.contains(r#""public_output":"00abff""#), "{json}");
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
    }
}
