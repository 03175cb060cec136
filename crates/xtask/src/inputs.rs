//! The source files that something is built from, listed by us and, double entry, by cargo.
//!
//! A cache's key is made before the build, from our list. After the build cargo's dep-info file says
//! which files were really read: one that our list lacks is an error, not a stale cache some day.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::cache::KeyMaker;

/// What the names of our crates begin with, executors' helpers included.
const OUR_CRATES: [&str; 2] = ["zkshim", "executor-testkit"];

pub struct Inputs {
    root: PathBuf,
    /// Files and folders, relative to the root.
    paths: Vec<String>,
}

impl Inputs {
    pub fn new(root: &Path, paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { root: root.into(), paths: paths.into_iter().map(Into::into).collect() }
    }

    /// Puts every file into a key.
    ///
    /// # Errors
    /// A file that can't be read, by name.
    pub fn hash(&self, key: KeyMaker) -> Result<KeyMaker> {
        self.paths.iter().try_fold(key, |key, path| key.tree(path, &self.root.join(path)))
    }

    /// Makes sure that whatever cargo read of the checkout is listed.
    ///
    /// # Errors
    /// A dep-info file that can't be read, or a file it names that is not listed.
    pub fn cover(&self, dep_info: &Path) -> Result<()> {
        let text =
            fs::read_to_string(dep_info).with_context(|| format!("cannot read {}", dep_info.display()))?;
        for file in dependencies(&text) {
            let file = without_parents(&file);
            let Ok(within) = file.strip_prefix(&self.root) else { continue };
            if !self.paths.iter().any(|listed| within.starts_with(listed)) {
                bail!(
                    "BUG: {} goes into {}, but its cache key does not know; add it to the inputs in crates/xtask",
                    within.display(),
                    dep_info.display()
                );
            }
        }
        Ok(())
    }
}

/// Makes cargo look at our own crates anew in a build folder (`<target>/<profile>`). It goes by time
/// stamps, which another checkout that shares the folder, or an unpacked archive, can make lie.
///
/// # Errors
/// Those of the file system.
pub fn forget_our_crates(folder: &Path) -> Result<()> {
    let fingerprints = folder.join(".fingerprint");
    if !fingerprints.is_dir() {
        return Ok(());
    }
    for entry in fingerprints.read_dir()? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if OUR_CRATES.iter().any(|ours| name.starts_with(ours)) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// The path without `..`, which rustc leaves in the path of a `#[path]` module: by its beginning such a file
/// lies in the crate that includes it.
fn without_parents(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut path, component| {
        match component {
            Component::ParentDir => {
                path.pop();
            }
            component => path.push(component),
        }
        path
    })
}

/// What the first rule of a dep-info file depends on. Make's syntax: blanks separate, `\ ` is a blank.
fn dependencies(text: &str) -> Vec<PathBuf> {
    let first = text.lines().next().unwrap_or_default();
    let listed = first.split_once(": ").map_or("", |(_, listed)| listed);
    let mut files = vec![String::new()];
    let mut characters = listed.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek() == Some(&' ') => {
                files.last_mut().expect("never empty").extend(characters.next())
            }
            ' ' => files.push(String::new()),
            _ => files.last_mut().expect("never empty").push(character),
        }
    }
    files.into_iter().filter(|file| !file.is_empty()).map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dep_info_file_is_read() {
        let text =
            "/t/libx.a: /checkout/a/x.rs /checkout/with\\ blank/y.rs /elsewhere/z.rs\n\n/checkout/a/x.rs:\n";
        let expected =
            ["/checkout/a/x.rs", "/checkout/with blank/y.rs", "/elsewhere/z.rs"].map(PathBuf::from);
        assert_eq!(dependencies(text), expected);
    }

    #[test]
    fn a_file_that_the_key_does_not_know_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let dep_info = folder.path().join("x.d");
        fs::write(&dep_info, "/t/x: /checkout/crates/a/src/lib.rs /checkout/linker/b.toml /registry/c.rs\n")
            .unwrap();
        let inputs = |paths: &[&str]| Inputs::new(Path::new("/checkout"), paths.iter().copied());
        assert!(inputs(&["crates/a", "linker"]).cover(&dep_info).is_ok());
        let error = inputs(&["crates/a"]).cover(&dep_info).unwrap_err().to_string();
        assert!(error.contains("linker/b.toml"), "{error}");
    }
    #[test]
    fn a_file_outside_is_no_input_of_the_crate_that_includes_it() {
        let folder = tempfile::tempdir().unwrap();
        let dep_info = folder.path().join("x.d");
        fs::write(
            &dep_info,
            "/t/x: /checkout/crates/a/src/main.rs /checkout/crates/a/src/../../shared/b.rs\n",
        )
        .unwrap();
        let inputs = |paths: &[&str]| Inputs::new(Path::new("/checkout"), paths.iter().copied());
        assert!(inputs(&["crates/a", "crates/shared"]).cover(&dep_info).is_ok());
        let error = inputs(&["crates/a"]).cover(&dep_info).unwrap_err().to_string();
        assert!(error.contains("crates/shared/b.rs"), "{error}");
    }
}
