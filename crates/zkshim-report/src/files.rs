//! Files that are there whole or not at all.

use std::{
    fs::{self, OpenOptions, Permissions},
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail, ensure};
use tempfile::NamedTempFile;

/// Where the bytes for a path go.
enum Place {
    /// To a new file in the folder, which then takes the path.
    Whole { folder: PathBuf, path: PathBuf },
    /// To what is there: a device or a pipe, which a new file must not replace.
    Stream,
}

/// Makes sure that [`write_whole`] can write there, as well as can be known before there is something to
/// write. Nothing is left behind, whatever happens to this process meanwhile.
///
/// # Errors
/// No such folder; one that nothing can be written to; a folder where the file is to be.
pub fn check_writable(path: &Path) -> Result<()> {
    if let Place::Whole { folder, .. } = place(path)? {
        new_file(&folder)?;
    }
    Ok(())
}

/// Writes a file: at no time is there a part of it.
///
/// # Errors
/// Those of [`check_writable`], and a full disk.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    match place(path)? {
        Place::Whole { folder, path } => {
            let mut file = new_file(&folder)?;
            file.write_all(bytes).map_err(|error| anyhow!(plain(&error)))?;
            file.persist(path).map_err(|refused| refused.error)?;
        }
        Place::Stream => OpenOptions::new().write(true).open(path)?.write_all(bytes)?,
    }
    Ok(())
}

fn place(path: &Path) -> Result<Place> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => bail!("it is a folder: name a file"),
        Ok(there) if !there.is_file() => return Ok(Place::Stream),
        _ => {}
    }
    // A link stays one, and what it leads to is written.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().with_context(|| format!("{} has no folder", path.display()))?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    ensure!(folder.is_dir(), "there is no folder {}: make it first", folder.display());
    Ok(Place::Whole { folder: folder.to_owned(), path })
}

/// A file that is gone again unless it is given a name, with the rights that the user wants files to have.
fn new_file(folder: &Path) -> Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let file = builder.permissions(Permissions::from_mode(0o666)).tempfile_in(folder);
    file.map_err(|error| anyhow!("in the folder {}: {}", folder.display(), plain(&error)))
}

/// What the system says, without the name that the crate tempfile adds: of a file that the user never gave.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" at path ").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn files_in(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_file_is_written_anew_with_the_users_rights() {
        let folder = folder();
        let (path, ordinary) = (folder.path().join("file"), folder.path().join("ordinary"));
        fs::write(&ordinary, "").unwrap();
        for text in ["one", "two and more", ""] {
            check_writable(&path).unwrap();
            write_whole(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        let mode = |path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&ordinary));
        assert_eq!(files_in(folder.path()), 2);
    }

    #[test]
    fn a_link_leads_to_what_is_written() {
        let folder = folder();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink("file", &link).unwrap();
        write_whole(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn a_device_stays_one() {
        let null = Path::new("/dev/null");
        check_writable(null).unwrap();
        write_whole(null, b"anything").unwrap();
        assert!(!fs::metadata(null).unwrap().is_file());
    }

    #[test]
    fn what_can_not_be_written_is_known_before() {
        let folder = folder();
        let said = |path: &Path| {
            let error = check_writable(path).unwrap_err().to_string();
            assert_eq!(write_whole(path, b"x").unwrap_err().to_string(), error);
            error
        };
        let missing = folder.path().join("missing");
        let expected = format!("there is no folder {}: make it first", missing.display());
        assert_eq!(said(&missing.join("file")), expected);
        assert_eq!(said(folder.path()), "it is a folder: name a file");
        assert_eq!(files_in(folder.path()), 0);
    }
    /// Root may write everywhere.
    #[test]
    fn a_folder_that_may_not_be_written_to_is_named() {
        let folder = folder();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
        if fs::write(folder.path().join("any"), "").is_ok() {
            return;
        }
        let said = check_writable(&folder.path().join("file")).unwrap_err().to_string();
        let expected = format!("in the folder {}: Permission denied (os error 13)", folder.path().display());
        assert_eq!(said, expected);
    }
}
