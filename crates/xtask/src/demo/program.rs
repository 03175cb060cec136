//! The programs that the demo shows.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::outcome::Expected;

/// A CMake project in `tests/projects`.
pub struct Program {
    pub name: String,
    pub language: String,
    /// Its sources.
    pub project: PathBuf,
    /// The private input that it is shown with.
    pub input: PathBuf,
    pub expected: Expected,
}

/// A line of the list, `tests/projects/demos.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    language: String,
    input: String,
}

#[derive(Deserialize)]
struct List {
    demo: Vec<Entry>,
}

/// Every program, in the list's order.
///
/// # Errors
/// A list or a file beside it that can't be read.
pub fn all(root: &Path) -> Result<Vec<Program>> {
    let projects = root.join("tests/projects");
    let path = projects.join("demos.toml");
    let list: List = toml::from_str(&text(&path)?).with_context(|| path.display().to_string())?;
    list.demo.into_iter().map(|entry| Program::new(&projects, entry)).collect()
}

impl Program {
    fn new(projects: &Path, entry: Entry) -> Result<Self> {
        let project = projects.join(&entry.name);
        let input = project.join("data").join(entry.input);
        let expected = Expected {
            stdout: text(&project.join("expected.stdout"))?.into_bytes(),
            digest: text(&project.join("expected.digest"))?.trim().to_owned(),
        };
        Ok(Self { name: entry.name, language: entry.language, project, input, expected })
    }
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_of_the_list_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let programs = all(&root).unwrap();
        assert!(programs.len() >= 2);
        for program in programs {
            assert!(program.project.join("CMakeLists.txt").is_file(), "{}", program.name);
            assert!(program.input.is_file(), "{}", program.input.display());
            assert_eq!(program.expected.digest.len(), 64, "{}", program.name);
        }
    }
}
