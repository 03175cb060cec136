//! Folders as wholes: listing, copying, comparing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Every file below a folder by its path within it. Symbolic links count as what they point to;
/// build folders (`target`) and hidden files are left out.
///
/// # Errors
/// A folder that can't be read, by name.
pub fn list(folder: &Path) -> Result<BTreeMap<PathBuf, PathBuf>> {
    let mut files = BTreeMap::new();
    collect(folder, Path::new(""), &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, within: &Path, files: &mut BTreeMap<PathBuf, PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        if name == "target" || name.to_string_lossy().starts_with('.') {
            continue;
        }
        let (path, within) = (entry.path(), within.join(&name));
        if path.is_dir() {
            collect(&path, &within, files)?;
        } else {
            files.insert(within, path);
        }
    }
    Ok(())
}

/// Copies a file with its time stamp, so that builds made with the copy know it is no newer.
///
/// # Errors
/// A file that can't be read or written, by name.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = || -> Result<()> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from, to)?;
        keep_time(from, to)
    };
    copied().with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

/// Gives one file the time stamp of another.
///
/// # Errors
/// Those of the file system.
pub fn keep_time(from: &Path, to: &Path) -> Result<()> {
    let time = from.metadata()?.modified()?;
    // A copy of a file that may not be written must be opened for reading to set its time.
    fs::File::open(to)?.set_modified(time)?;
    Ok(())
}

/// Copies everything below a folder.
///
/// # Errors
/// As [`copy`]; a folder that isn't there.
pub fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for (within, path) in list(from)? {
        copy(&path, &to.join(within))?;
    }
    Ok(())
}

/// Do both files hold the same bytes?
pub fn same(one: &Path, other: &Path) -> bool {
    let length = |path: &Path| path.metadata().ok().map(|data| data.len());
    length(one).is_some()
        && length(one) == length(other)
        && matches!((fs::read(one), fs::read(other)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_bytes_and_the_time_of_its_original() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("deep/er/to"));
        fs::write(&from, "text").unwrap();
        let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
        fs::File::open(&from).unwrap().set_modified(long_ago).unwrap();
        copy(&from, &to).unwrap();
        assert!(same(&from, &to));
        assert_eq!(to.metadata().unwrap().modified().unwrap(), long_ago);
    }

    #[test]
    fn listing_leaves_out_what_is_built_or_hidden() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a", "b/c", "target/d", ".e", "b/.f/g"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found: Vec<_> = list(folder.path()).unwrap().into_keys().collect();
        assert_eq!(found, [Path::new("a"), Path::new("b/c")]);
    }
}
