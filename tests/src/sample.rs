//! A sample: one source file in `tests/guests/` or `tests/guests/cxx/`, its expected outcome beside it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use zkshim_report::Outcome;
use zkshim_vendors::Vendor;

use crate::{condition::Condition, kit, language::Language};

/// The compiler flags a sample is built with, by the name of the level.
pub const LEVELS: [(&str, &str); 3] = [("O0", "-O0"), ("O2", "-O2"), ("O2-lto", "-O2 -flto")];

/// A source file with the compiler's flags of its own.
pub type Source = (PathBuf, Vec<String>);

pub struct Sample {
    pub name: String,
    pub source: PathBuf,
    pub expected: Expected,
}

/// What `<name>.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Expected {
    /// One line: what the sample shows.
    pub what: String,
    #[serde(default = "exited")]
    pub outcome: Outcome,
    #[serde(default)]
    pub exit: u32,
    pub stdout: Option<String>,
    pub stdout_file: Option<String>,
    pub stdout_regex: Option<String>,
    pub stderr: Option<String>,
    pub stderr_regex: Option<String>,
    pub input: Option<String>,
    pub input_file: Option<String>,
    /// That many bytes: byte i is (i * 31 + 7) mod 251.
    pub input_pattern: Option<u64>,
    /// Public output in hexadecimal, as the guest writes it: a vendor that voids it or fills its window up
    /// is held against that.
    pub output: Option<String>,
    pub output_file: Option<String>,
    pub output_sha256: Option<String>,
    /// Bytes of public output that the vendor must have room for.
    pub output_size: Option<u64>,
    #[serde(default)]
    pub link: Knobs,
    #[serde(default)]
    pub defines: Vec<String>,
    /// Flags for the compiler, also when it links.
    #[serde(default)]
    pub flags: Vec<String>,
    /// More sources, by their paths from the sample's folder, each with flags of its own.
    #[serde(default)]
    pub parts: BTreeMap<String, Vec<String>>,
    /// Only the vendors whose record says all of this; `why` says the reason.
    #[serde(default, rename = "where")]
    pub conditions: Vec<Condition>,
    /// The one vendor that the sample is about, with `why`.
    pub vendor: Option<String>,
    pub why: Option<String>,
    /// The sample makes a host call that the strict machine knows and does not model: there it ends the run.
    #[serde(default)]
    pub not_modelled: bool,
    pub levels: Option<Vec<String>>,
    /// Vendors whose executor lets pass what their prover refuses, and what comes of it there.
    #[serde(default)]
    pub not_on_executor: BTreeMap<String, Lenient>,
}

/// What a guest does on an executor that lets something pass.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lenient {
    /// The guest's exit status there.
    pub exit: u32,
    #[allow(dead_code, reason = "for people")]
    pub why: String,
}

fn exited() -> Outcome {
    Outcome::Exited
}

/// The knobs of the toolchain file.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Knobs {
    pub stack: Option<String>,
    pub heap: Option<String>,
    pub input: Option<String>,
    pub clock: Option<String>,
    /// A script beside the sample.
    pub extra_ld: Option<String>,
    pub march_extra: Option<String>,
}

impl Sample {
    pub fn runs_on(&self, vendor: &Vendor) -> bool {
        let room = vendor.output.limit.unwrap_or(u64::MAX);
        self.expected.vendor.as_ref().is_none_or(|name| *name == vendor.name)
            && self.expected.output_size.unwrap_or(0) <= room
            && self.expected.conditions.iter().all(|condition| condition.holds(vendor))
    }

    pub fn has_level(&self, level: &str) -> bool {
        self.expected.levels.as_ref().is_none_or(|levels| levels.iter().any(|one| one == level))
    }

    pub fn language(&self) -> Language {
        Language::of(&self.source)
    }

    /// Does it run on more than the strict machine? Each C sample does; those of C++ at -O2, since they differ in
    /// what the compiler makes of them and not in what they ask of a vendor.
    pub fn runs_beside_machine(&self, level: &str) -> bool {
        self.language() == Language::C || level == "O2"
    }

    /// All its sources with the flags of each.
    pub fn sources(&self) -> Vec<Source> {
        let Expected { flags, defines, parts, .. } = &self.expected;
        let own = [flags.clone(), as_flags(defines)].concat();
        let parts = parts.iter().map(|(file, flags)| (self.source.with_file_name(file), flags.clone()));
        [(self.source.clone(), own)].into_iter().chain(parts).collect()
    }

    pub fn private_input(&self) -> Vec<u8> {
        let Expected { input, input_file, input_pattern, .. } = &self.expected;
        match (input, input_file, input_pattern) {
            (Some(text), _, _) => text.clone().into_bytes(),
            (_, Some(file), _) => self.beside(file),
            (_, _, Some(size)) => (0..*size).map(|i| ((i * 31 + 7) % 251) as u8).collect(),
            _ => Vec::new(),
        }
    }

    /// The content of a file that the sample keeps beside it.
    pub fn beside(&self, file: &str) -> Vec<u8> {
        let path = self.source.with_file_name(file);
        fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }
}

/// Macros as the compiler takes them.
pub fn as_flags(defines: &[String]) -> Vec<String> {
    defines.iter().map(|define| format!("-D{define}")).collect()
}

/// All samples in C, by name.
///
/// # Panics
/// On a source without its outcome, an outcome without its source, or one that can't be read.
pub fn all() -> Vec<Sample> {
    read("tests/guests", "")
}

/// All samples in C++, by name: `cxx/<name>`.
///
/// # Panics
/// As [`all`].
pub fn cxx() -> Vec<Sample> {
    read("tests/guests/cxx", "cxx/")
}

fn read(folder: &str, prefix: &str) -> Vec<Sample> {
    pairs(folder)
        .into_iter()
        .map(|(name, source, text)| Sample {
            expected: toml::from_str(&text).unwrap_or_else(|e| panic!("{prefix}{name}.toml: {e}")),
            name: format!("{prefix}{name}"),
            source,
        })
        .collect()
}

/// `<name>.c` or `<name>.cpp` with the text of `<name>.toml`, for all names in a folder.
pub fn pairs(folder: &str) -> Vec<(String, PathBuf, String)> {
    let folder = kit::root().join(folder);
    let with = |extensions: &[&str]| -> Vec<PathBuf> {
        let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let paths = entries.map(|entry| entry.expect("a folder entry").path());
        let mut paths: Vec<_> = paths
            .filter(|path| path.extension().is_some_and(|e| extensions.iter().any(|one| e == *one)))
            .collect();
        paths.sort();
        paths
    };
    let stems = |paths: &[PathBuf]| paths.iter().map(|path| stem(path)).collect::<Vec<_>>();
    let (sources, outcomes) = (with(&["c", "cpp"]), with(&["toml"]));
    assert_eq!(stems(&sources), stems(&outcomes), "each source has its outcome beside it");
    let text = |path: &Path| fs::read_to_string(path).expect("a readable file");
    sources
        .into_iter()
        .zip(outcomes)
        .map(|(source, outcome)| (stem(&source), source, text(&outcome)))
        .collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a file name").to_string_lossy().into_owned()
}
