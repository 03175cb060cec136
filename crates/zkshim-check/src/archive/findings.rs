//! What was found, counted by kind and put in words.

use std::{collections::BTreeMap, fmt};

use zkshim_vendors::{Trap, Vendor};

/// Findings of one kind that are shown; the others are counted.
const SHOWN: usize = 2;

/// What is wrong with an object or with a word in it. In the order in which messages list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    NoObject,
    Width,
    FloatAbi,
    Rve,
    CompressedFlag,
    Compressed,
    Atomic,
    HalfFloat,
    Float,
    Double,
    Quad,
    Vector,
    /// With the name of the extension.
    BitManipulation(&'static str),
    Csr,
    Privileged,
    Fence,
    FenceI,
    Zeros,
    Data,
    NoInstruction,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let words = match self {
            Self::NoObject => "no object of RISC-V",
            Self::Width => "another register width",
            Self::FloatAbi => "another ABI for floating point",
            Self::Rve => "another number of registers (RVE)",
            Self::CompressedFlag => "made for compressed instructions (RVC)",
            Self::Compressed => "compressed instruction (C)",
            Self::Atomic => "atomic (A)",
            Self::HalfFloat => "floating point (Zfh)",
            Self::Float => "floating point (F)",
            Self::Double => "floating point (D)",
            Self::Quad => "floating point (Q)",
            Self::Vector => "vector (V)",
            Self::BitManipulation(extension) => return write!(f, "bit manipulation ({extension})"),
            Self::Csr => "CSR access (Zicsr)",
            Self::Privileged => "privileged instruction",
            Self::Fence => "fence",
            Self::FenceI => "fence.i (Zifencei)",
            Self::Zeros => "zeros, which are no instruction",
            Self::Data => "data among the code",
            Self::NoInstruction => "not an instruction",
        };
        f.write_str(words)
    }
}

/// What a check of a file came to.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Objects that were looked at: those from which the linker could take anything.
    pub objects: usize,
    /// Of these, the ones with findings.
    pub wrong: usize,
    /// Objects that hold only bytecode for link-time optimization: there is no code in them to check.
    pub bytecode: usize,
    /// Objects that hold nothing.
    pub empty: usize,
    findings: BTreeMap<Kind, Findings>,
}

/// What there is to say of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conclusion {
    /// All is well: one line, which also says what could not be looked at.
    Good(String),
    /// There are findings: what is wrong and where, by which rule, and what to do, in lines.
    Wrong(String),
    /// There is no code to look at, and yet there will be: one line.
    Unchecked(String),
}

/// All findings of one kind.
#[derive(Debug, Clone, Default)]
struct Findings {
    count: usize,
    /// The first ones.
    shown: Vec<String>,
}

impl Checked {
    /// The number of findings.
    pub fn count(&self) -> usize {
        self.findings.values().map(|of_kind| of_kind.count).sum()
    }

    /// Adds a finding: the object's name, empty where it has none, and what is wrong where.
    pub(super) fn find(&mut self, kind: Kind, finding: impl FnOnce() -> (String, String)) {
        let of_kind = self.findings.entry(kind).or_default();
        of_kind.count += 1;
        if of_kind.shown.len() < SHOWN {
            let (object, text) = finding();
            of_kind.shown.push(if object.is_empty() { text } else { format!("{object}: {text}") });
        }
    }

    /// Adds an object that is wrong as a whole.
    pub(super) fn find_object(&mut self, kind: Kind, name: &str, text: &str) {
        self.objects += 1;
        self.wrong += 1;
        self.find(kind, || (name.into(), text.into()));
    }

    /// What there is to say of a file of this name, checked for this vendor.
    pub fn conclude(&self, file: &str, vendor: &Vendor) -> Conclusion {
        let title = &vendor.title;
        const LATER: &str = "only bytecode, of which the linker makes the code (LTO)";
        match (self.objects, self.bytecode) {
            _ if self.count() > 0 => Conclusion::Wrong(self.refusal(file, vendor)),
            (0, 0) => Conclusion::Good(format!("{file}: nothing in it to check for {title}")),
            (0, bytecode) => {
                Conclusion::Unchecked(format!("{file}: not checked for {title}: {} {LATER}", hold(bytecode)))
            }
            (some, 0) => {
                Conclusion::Good(format!("{file}: {}, all of {title}'s instruction set", objects(some)))
            }
            (some, bytecode) => Conclusion::Good(format!(
                "{file}: {}, all of {title}'s instruction set; not checked: {} {LATER}",
                objects(some),
                hold(bytecode)
            )),
        }
    }

    fn refusal(&self, file: &str, vendor: &Vendor) -> String {
        let Vendor { title, isa, loader, .. } = vendor;
        let mut lines = vec![format!(
            "{file} is not for {title} ({}, {}): {} of {} wrong",
            isa.full_march(),
            isa.abi,
            self.wrong,
            objects(self.objects)
        )];
        for (kind, Findings { count, shown }) in &self.findings {
            lines.extend(shown.iter().cloned());
            let more = count - shown.len();
            if more > 0 {
                lines.push(format!("and {more} more: {kind}"));
            }
        }
        let fence = if isa.fence == Trap::Refused { ", and no fence" } else { "" };
        lines.push(format!("rule: {title} has {}{fence} ({})", isa.full_march(), isa.source));
        if loader.every_word_decodes {
            let source = &loader.source;
            lines
                .push(format!("rule: {title} decodes every word of code at load, reached or not ({source})"));
        }
        lines.push(format!(
            "build it with the kit's zkvm-{}.cmake, or with -march={} -mabi={}; of a compiler's libraries take \
             those of the multilib {}",
            vendor.name, isa.march, isa.abi, isa.multilib
        ));
        lines.join("\n  ")
    }
}

fn objects(count: usize) -> String {
    format!("{count} object{}", if count == 1 { "" } else { "s" })
}

fn hold(count: usize) -> String {
    format!("{} hold{}", objects(count), if count == 1 { "s" } else { "" })
}

/// A name out of a file for a message: without control characters, and no longer than a line.
pub(super) fn printable(name: &str) -> String {
    const LONGEST: usize = 120;
    let plain = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    let mut text: String = name.chars().take(LONGEST).map(plain).collect();
    if name.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}
