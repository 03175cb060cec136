//! What an executor's manifest says of building it: `[package.metadata.zkshim]`.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::run::answer;

/// Without the table, an executor is built wherever it is wanted, from crates alone.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// So slow to build that tests do without, where it was not built before.
    #[serde(default)]
    pub heavy: bool,
    /// Debian's packages that the build needs, beyond those of the set-up.
    #[serde(default)]
    pub debian: Vec<String>,
}

impl Needs {
    /// # Errors
    /// A manifest that can't be read or understood.
    pub fn of(executor: &Path) -> Result<Self> {
        let path = executor.join("Cargo.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(manifest: &str) -> Result<Self> {
        let manifest: toml::Table = manifest.parse()?;
        let table = ["package", "metadata", "zkshim"]
            .iter()
            .try_fold(&toml::Value::Table(manifest), |value, key| value.get(key).ok_or(()))
            .cloned();
        table.map_or_else(|()| Ok(Self::default()), |table| Ok(table.try_into()?))
    }

    /// The packages that are not installed; all of them where there is no dpkg to ask.
    pub fn missing(&self) -> Vec<&str> {
        let installed = |package: &str| {
            let mut query = Command::new("dpkg-query");
            answer(query.args(["--show", "--showformat", "${db:Status-Abbrev}", package]))
                .is_ok_and(|status| status.starts_with("ii"))
        };
        self.debian.iter().map(String::as_str).filter(|package| !installed(package)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_without_the_table_needs_nothing() {
        assert_eq!(Needs::parse("[package]\nname = \"x\"\n").unwrap(), Needs::default());
    }

    #[test]
    fn what_the_table_says_is_read_and_nothing_else_may_stand_there() {
        let needs = Needs::parse("[package.metadata.zkshim]\nheavy = true\ndebian = [\"nasm\"]\n").unwrap();
        assert_eq!(needs, Needs { heavy: true, debian: vec!["nasm".into()] });
        assert!(Needs::parse("[package.metadata.zkshim]\nheavi = true\n").is_err());
    }

    #[test]
    fn a_package_that_does_not_exist_is_missing() {
        let needs = Needs { heavy: false, debian: vec!["no-such-package-of-debians".into()] };
        assert_eq!(needs.missing(), ["no-such-package-of-debians"]);
    }
}
