//! The cache folder: what is slow to make, kept outside the checkout under a hash of what it was
//! made from, so that a fresh clone finds it again.
//!
//! A *shelf* holds one kind of thing. What lies on it is either an *entry*, made once in a temporary
//! folder and then renamed to its key (so it is there whole or not at all), or a *workshop*, a folder
//! that a build tool of its own (cargo) fills and keeps consistent. Whoever makes something holds the
//! shelf's lock; finding needs none.

use std::{
    env, fs,
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::{files, ui::Progress};

/// Set to the time of each use; pruning goes by it.
const USED: &str = ".used";
/// What was used this recently may still be in use, and is never pruned.
const IN_USE: Duration = Duration::from_secs(3600);
/// Half-made entries of runs that were ended, older than this, are removed.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);
const HALF_MADE: &str = ".new-";

pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// `$ZKSHIM_CACHE`, else `$XDG_CACHE_HOME/zkshim`, else `~/.cache/zkshim`.
    ///
    /// # Errors
    /// None of the three is set, or the folder can't be made.
    pub fn open() -> Result<Self> {
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = place(variable("ZKSHIM_CACHE"), variable("XDG_CACHE_HOME"), variable("HOME"))
            .context("no place for the cache: set ZKSHIM_CACHE to a folder")?;
        let folder = std::path::absolute(folder)?;
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the cache folder {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// The shelf of this name that keeps the so many things used last.
    pub fn shelf(&self, name: &str, keep: usize) -> Shelf {
        Shelf { folder: self.folder.join(name), keep }
    }
}

fn place(zkshim: Option<PathBuf>, xdg: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    // The XDG base directory specification has relative paths ignored.
    let xdg = xdg.filter(|path| path.is_absolute()).map(|path| path.join("zkshim"));
    zkshim.or(xdg).or_else(|| home.map(|path| path.join(".cache/zkshim")))
}

/// The hash of everything a thing was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes a key, input by input.
pub struct KeyMaker(Sha256);

impl KeyMaker {
    /// `what` names the kind of thing and the version of the recipe that makes it.
    pub fn new(what: &str) -> Self {
        Self(Sha256::new()).bytes("what", what.as_bytes())
    }

    pub fn text(self, label: &str, text: &str) -> Self {
        self.bytes(label, text.as_bytes())
    }

    /// Every file of a folder (or one file), by its path within it and its content. What isn't there
    /// is an input too.
    ///
    /// # Errors
    /// A file that can't be read, by name.
    pub fn tree(mut self, label: &str, path: &Path) -> Result<Self> {
        if path.is_dir() {
            for (within, file) in files::list(path)? {
                self = self.file(&format!("{label}/{}", within.display()), &file)?;
            }
            Ok(self)
        } else if path.exists() {
            self.file(label, path)
        } else {
            Ok(self.text(label, "is not there"))
        }
    }

    pub fn finish(self) -> Key {
        let digest = self.0.finalize();
        Key(digest[..8].iter().map(|byte| format!("{byte:02x}")).collect())
    }

    fn file(self, label: &str, path: &Path) -> Result<Self> {
        let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(self.bytes(label, &content))
    }

    /// Lengths go in first, so that no two lists of inputs look alike.
    fn bytes(mut self, label: &str, content: &[u8]) -> Self {
        for part in [label.as_bytes(), content] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
        self
    }
}

pub struct Shelf {
    folder: PathBuf,
    keep: usize,
}

impl Shelf {
    /// The entry of this key, if it was made.
    pub fn find(&self, key: &Key) -> Option<PathBuf> {
        let entry = self.folder.join(&key.0);
        entry.is_dir().then(|| {
            mark_used(&entry);
            entry
        })
    }

    /// The entry used last, whatever its key.
    pub fn newest(&self) -> Option<PathBuf> {
        self.entries().into_iter().next().map(|(_, entry)| entry)
    }

    /// The entry of this key; if it isn't there, `make` fills an empty folder that becomes it.
    ///
    /// # Errors
    /// Those of `make`, after which nothing is left of the folder; those of the file system.
    pub fn find_or_make(
        &self,
        key: &Key,
        progress: &Progress,
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        if let Some(entry) = self.find(key) {
            return Ok(entry);
        }
        let _lock = self.lock(progress)?;
        if let Some(entry) = self.find(key) {
            return Ok(entry); // Made by another while this one waited.
        }
        let half_made = tempfile::Builder::new().prefix(HALF_MADE).tempdir_in(&self.folder)?;
        make(half_made.path())?;
        mark_used(half_made.path());
        let entry = self.folder.join(&key.0);
        fs::rename(half_made.keep(), &entry)?;
        self.prune();
        Ok(entry)
    }

    /// The workshop of this key, for as long as the shelf's lock (which it comes with) is held.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn workshop(&self, key: &Key, progress: &Progress) -> Result<(PathBuf, File)> {
        let lock = self.lock(progress)?;
        let workshop = self.folder.join(&key.0);
        fs::create_dir_all(&workshop)?;
        mark_used(&workshop);
        self.prune();
        Ok((workshop, lock))
    }

    fn lock(&self, progress: &Progress) -> Result<File> {
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(".lock");
        let lock = File::create(&path).with_context(|| format!("cannot make {}", path.display()))?;
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            progress.at("waiting for another `cargo xtask` that makes the same");
            lock.lock()?;
        }
        Ok(lock)
    }

    /// Removes what was not used for longest, as far as there is more than is kept. Only with the lock
    /// held; what can't be removed is left for the next time.
    fn prune(&self) {
        let too_many = self.entries().into_iter().skip(self.keep).filter(|(age, _)| *age > IN_USE);
        let abandoned = self.folders().into_iter().filter(|path| is_half_made(path) && age(path) > ABANDONED);
        for path in too_many.map(|(_, path)| path).chain(abandoned) {
            let _ = fs::remove_dir_all(path);
        }
    }

    /// Entries and workshops with the time since their last use, the one used last first.
    fn entries(&self) -> Vec<(Duration, PathBuf)> {
        let whole = self.folders().into_iter().filter(|path| !is_half_made(path));
        let mut entries: Vec<_> = whole.map(|path| (age(&path.join(USED)), path)).collect();
        entries.sort();
        entries
    }

    fn folders(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    }
}

fn is_half_made(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(HALF_MADE))
}

fn mark_used(folder: &Path) {
    // Writing sets the time of use. A cache that may only be read serves without.
    let _ = fs::write(folder.join(USED), "");
}

/// Time since a file was written; without the file, as long as can be.
fn age(path: &Path) -> Duration {
    let written = path.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    SystemTime::now().duration_since(written).unwrap_or_default()
}

#[cfg(test)]
mod tests;
