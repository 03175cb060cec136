//! A vendor's record, number by number, against the vendor's own constants.
//!
//! Double entry: each number of the record is either compared with a constant that the vendor's crates
//! export, or with what was read in the source of those that do not. One that nobody vouches for is an
//! error, so a new number is red until someone decides.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use toml::{Table, Value};

const HELP: &str = "docs/vendors.md says how to follow a release";

/// A number that no crate of the vendor exports: its key, what was read, and where.
pub type NotExported = (&'static str, u64, &'static str);

/// The numbers of a vendor's record and what was found to be wrong with them.
///
/// A key is the path to a number: `stack.default-top`. The elements of a list go by their `name`
/// (`region.stack.start`), those of a list of numbers by their place (`input.window.0`).
#[must_use = "only `check` tells what is wrong"]
pub struct Record {
    /// The file, from the root of the checkout.
    path: String,
    numbers: BTreeMap<String, u64>,
    texts: BTreeMap<String, String>,
    vouched: BTreeSet<String>,
    faults: Vec<String>,
}

impl Record {
    /// The record `linker/<vendor>/vendor.toml`.
    ///
    /// # Panics
    /// If it can't be read.
    pub fn of(vendor: &str) -> Self {
        let path = format!("linker/{vendor}/vendor.toml");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(&path);
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self::of_text(&path, &text)
    }

    /// A record that is not in a file.
    ///
    /// # Panics
    /// If it is not TOML, or has what no record has.
    pub fn of_text(path: &str, text: &str) -> Self {
        let table: Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut record = Self {
            path: path.into(),
            numbers: BTreeMap::new(),
            texts: BTreeMap::new(),
            vouched: BTreeSet::new(),
            faults: Vec::new(),
        };
        record.add("", &Value::Table(table));
        record
    }

    /// Puts every number and text of `value` under its key.
    fn add(&mut self, key: &str, value: &Value) {
        let below = |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
        match value {
            Value::Table(table) => table.iter().for_each(|(name, value)| self.add(&below(name), value)),
            Value::Array(list) => {
                for (i, element) in list.iter().enumerate() {
                    let name = element.get("name").and_then(Value::as_str);
                    self.add(&below(name.unwrap_or(&i.to_string())), element);
                }
            }
            Value::Integer(number) => {
                let number = u64::try_from(*number).expect("no number of a record is negative");
                self.numbers.insert(key.into(), number);
            }
            Value::String(text) => {
                self.texts.insert(key.into(), text.clone());
            }
            Value::Boolean(_) => {}
            _ => panic!("{}: {key} is neither a number, a text nor a truth value", self.path),
        }
    }

    /// The number at `key` must be `value`, which the vendor's crates export as `constant`.
    ///
    /// # Panics
    /// If the value is negative.
    pub fn says<V: TryInto<u64>>(mut self, key: &str, value: V, constant: &str) -> Self {
        let value = value.try_into().unwrap_or_else(|_| panic!("{constant} is negative"));
        match self.numbers.get(key) {
            Some(&number) if number == value => {}
            Some(number) => self.faults.push(format!("{key} = {number:#x}, but {constant} = {value:#x}")),
            None => self.faults.push(format!("{key} is not there; {constant} = {value:#x}")),
        }
        self.vouched.insert(key.into());
        self
    }

    /// The numbers that the vendor's crates do not export must be what was read in their source. One that
    /// is compared with a constant as well has no business here.
    pub fn not_exported(mut self, numbers: &[NotExported]) -> Self {
        for &(key, value, source) in numbers {
            if self.vouched.contains(key) {
                self.faults.push(format!("{key} is listed as not exported, but was compared"));
            }
            self = self.says(key, value, source);
        }
        self
    }

    /// Wherever the record cites a crate of the lock file (`sp1-jit@6.10.0`), it must be the version there:
    /// the source of another was not read.
    pub fn cites(mut self, lock_file: &str) -> Self {
        let locked = locked_versions(lock_file);
        for (key, text) in &self.texts {
            let words = text.split([' ', ',', ';', '(', ')']);
            for (name, version) in words.filter_map(|word| word.split_once('@')) {
                if let Some(versions) = locked.get(name)
                    && !versions.contains(version)
                {
                    let versions: Vec<_> = versions.iter().map(String::as_str).collect();
                    let versions = versions.join(" and ");
                    self.faults.push(format!("{key} cites {name} {version}, the lock file has {versions}"));
                }
            }
        }
        self
    }

    /// # Panics
    /// If anything is wrong, with all of it in the message.
    pub fn check(mut self) {
        for key in self.numbers.keys().filter(|key| !self.vouched.contains(*key)) {
            self.faults.push(format!("{key} is neither compared with a constant nor listed as not exported"));
        }
        let faults = self.faults.join("\n  ");
        assert!(self.faults.is_empty(), "{} disagrees with the vendor:\n  {faults}\n{HELP}", self.path);
    }
}

/// The versions of each package in a lock file.
fn locked_versions(lock_file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let table: Table = lock_file.parse().expect("a lock file");
    let packages = table.get("package").and_then(Value::as_array).expect("packages in a lock file");
    let mut versions: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for package in packages {
        let text = |key| package.get(key).and_then(Value::as_str).expect("a text").to_owned();
        versions.entry(text("name")).or_default().insert(text("version"));
    }
    versions
}
