//! Assembling a kit beside the old one and swapping the two.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::files;

/// A kit that is being assembled.
pub struct NewKit {
    folder: PathBuf,
}

impl NewKit {
    /// Where it is being assembled.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// # Errors
    /// Those of copying, here and below.
    pub fn program(&self, name: &str, from: &Path) -> Result<()> {
        self.file(&format!("bin/{name}"), from)
    }

    pub fn file(&self, within: &str, from: &Path) -> Result<()> {
        files::copy(from, &self.folder.join(within))
    }

    pub fn folder(&self, within: &str, from: &Path) -> Result<()> {
        files::copy_all(from, &self.folder.join(within))
    }

    pub fn text(&self, within: &str, text: &str) -> Result<()> {
        let path = self.folder.join(within);
        let folder = path.parent().context("BUG: a file of the kit is in no folder")?;
        fs::create_dir_all(folder)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// Assembles a new kit and puts it in place of the old, unless both are the same. A file that did not
/// change keeps its time stamp, so that what users built with it is not built again. Says whether
/// the kit was replaced.
///
/// # Errors
/// Those of `assemble` and of the file system; the old kit stays.
pub fn replace(kit: &Path, assemble: impl FnOnce(&NewKit) -> Result<()>) -> Result<bool> {
    let beside = kit.parent().context("BUG: the kit is in no folder")?;
    fs::create_dir_all(beside)?;
    let lock_path = beside.join("kit.lock");
    let lock =
        fs::File::create(&lock_path).with_context(|| format!("cannot make {}", lock_path.display()))?;
    lock.lock()?;

    let work = tempfile::Builder::new().prefix("kit.new-").tempdir_in(beside)?;
    let new = work.path().join("kit");
    fs::create_dir(&new)?;
    assemble(&NewKit { folder: new.clone() })?;
    if kit.is_dir() && !differ_after_keeping_times(&new, kit)? {
        return Ok(false);
    }
    if kit.is_dir() {
        fs::rename(kit, work.path().join("old"))?;
    }
    fs::rename(&new, kit).with_context(|| format!("cannot put the new kit at {}", kit.display()))?;
    Ok(true)
}

/// Gives every file of the new kit that is the same in the old one its old time; says whether
/// anything else is left.
fn differ_after_keeping_times(new: &Path, old: &Path) -> Result<bool> {
    let (new, old) = (files::list(new)?, files::list(old)?);
    let mut differ = new.len() != old.len();
    for (within, file) in &new {
        match old.get(within) {
            Some(older) if files::same(file, older) => files::keep_time(older, file)?,
            _ => differ = true,
        }
    }
    Ok(differ)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    fn time(path: &Path) -> SystemTime {
        path.metadata().unwrap().modified().unwrap()
    }

    #[test]
    fn only_what_changed_gets_a_new_time() {
        let folder = tempfile::tempdir().unwrap();
        let kit = folder.path().join("target/kit");
        let put = |b: &'static str| {
            move |kit: &NewKit| {
                kit.text("lib/a", "same")?;
                kit.text("lib/b", b)
            }
        };
        assert!(replace(&kit, put("1")).unwrap());
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        for name in ["lib/a", "lib/b"] {
            fs::File::open(kit.join(name)).unwrap().set_modified(long_ago).unwrap();
        }
        assert!(!replace(&kit, put("1")).unwrap());
        assert!(replace(&kit, put("2")).unwrap());
        assert_eq!(time(&kit.join("lib/a")), long_ago);
        assert!(time(&kit.join("lib/b")) > long_ago);
        assert_eq!(fs::read_to_string(kit.join("lib/b")).unwrap(), "2");
    }

    #[test]
    fn what_is_no_longer_part_of_the_kit_goes() {
        let folder = tempfile::tempdir().unwrap();
        let kit = folder.path().join("kit");
        replace(&kit, |kit| kit.text("a", "").and(kit.text("b", ""))).unwrap();
        assert!(replace(&kit, |kit| kit.text("a", "")).unwrap());
        assert!(kit.join("a").is_file() && !kit.join("b").exists());
    }

    #[test]
    fn a_kit_that_can_not_be_assembled_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let kit = folder.path().join("kit");
        replace(&kit, |kit| kit.text("a", "old")).unwrap();
        let half = |kit: &NewKit| kit.text("a", "new").and(kit.file("b", Path::new("/no/such/file")));
        assert!(replace(&kit, half).is_err());
        assert_eq!(fs::read_to_string(kit.join("a")).unwrap(), "old");
        let mut left: Vec<_> = folder.path().read_dir().unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["kit", "kit.lock"]);
    }
}
