//! Debian's compiler and the sources of its own `core`, unpacked into the cache and run from there.
//!
//! The packages rustc-web, cargo-web and rust-web-src (made for Debian's browsers, so kept recent) are
//! not installed: they put /usr/bin/cargo beside the user's rustup, and declare a conflict with it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::core::has_sources;
use crate::{
    cache::{Cache, KeyMaker, Shelf},
    run::{answer, quietly, which},
    ui::Ui,
};

const WANTED: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// The Rust that this workspace is written for.
const NEEDED: &str = env!("CARGO_PKG_RUST_VERSION");

/// Where Debian's compiler lies, unpacked.
#[derive(Debug, Clone)]
pub struct DebianRust {
    usr: PathBuf,
    /// Where its shared libraries are.
    libraries: PathBuf,
}

/// The one that the system has installed, if it is recent enough, else the one in the cache.
pub fn find(cache: &Cache) -> Option<DebianRust> {
    let installed = || DebianRust::below(Path::new("/")).ok().filter(DebianRust::is_recent);
    installed().or_else(|| DebianRust::below(&shelf(cache).newest()?).ok())
}

/// Downloads and unpacks it.
///
/// # Errors
/// A system without apt-get, a release without these packages, no way to the archive.
pub fn fetch(ui: &Ui, cache: &Cache) -> Result<DebianRust> {
    for tool in ["apt-get", "dpkg-deb"] {
        which(tool).with_context(|| format!("there is no {tool} on this system"))?;
    }
    let packages = missing_packages()?;
    let key = KeyMaker::new("Debian's Rust 1").text("packages", &packages.join(" ")).finish();
    let entry = ui.task("fetching Debian's rustc-web and rust-web-src (150 MB)", |progress| {
        shelf(cache).find_or_make(&key, progress, |folder| {
            let mut download = Command::new("apt-get");
            quietly(download.arg("download").args(&packages).current_dir(folder), progress)?;
            unpack_all(folder, |deb| {
                quietly(Command::new("dpkg-deb").arg("-x").args([deb, folder]), progress)
            })?;
            drop_unused_sources(folder)?;
            let rust = DebianRust::below(folder)?;
            if !rust.is_recent() {
                bail!("Debian's compiler does not start, or is older than Rust {NEEDED}");
            }
            Ok(())
        })
    })?;
    DebianRust::below(&entry)
}

impl DebianRust {
    fn below(folder: &Path) -> Result<Self> {
        let usr = folder.join("usr");
        let driver = |folder: &Path| {
            let mut names = folder.read_dir().ok()?.flatten().map(|entry| entry.file_name());
            names.find(|name| name.to_string_lossy().starts_with("librustc_driver"))
        };
        let libraries = usr.join("lib").read_dir().with_context(|| format!("{}/lib", usr.display()))?;
        let libraries = libraries
            .flatten()
            .map(|entry| entry.path())
            .find(|path| driver(path).is_some())
            .context("no librustc_driver in Debian's packages")?;
        if !has_sources(&usr) {
            bail!("no sources of core in Debian's packages");
        }
        Ok(Self { usr, libraries })
    }

    pub fn cargo(&self) -> PathBuf {
        self.usr.join("bin/cargo")
    }

    fn rustc(&self) -> PathBuf {
        self.usr.join("bin/rustc")
    }

    /// What `rustc -vV` says.
    ///
    /// # Errors
    /// A compiler that does not start.
    pub fn version(&self) -> Result<String> {
        let mut command = Command::new(self.rustc());
        self.set_up(&mut command);
        answer(command.arg("-vV"))
    }

    fn is_recent(&self) -> bool {
        self.version().is_ok_and(|version| is_recent(&version, NEEDED))
    }

    /// Makes a command use this compiler and its libraries, and no other.
    pub fn set_up(&self, command: &mut Command) {
        let libraries = match env::var_os("LD_LIBRARY_PATH") {
            Some(others) => {
                let all = std::iter::once(self.libraries.clone()).chain(env::split_paths(&others));
                env::join_paths(all).unwrap_or_else(|_| self.libraries.clone().into())
            }
            None => self.libraries.clone().into(),
        };
        command.env("LD_LIBRARY_PATH", libraries).env("RUSTC", self.rustc());
        for theirs in ["RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "CARGO", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"]
        {
            command.env_remove(theirs);
        }
    }
}

/// Does the `rustc -vV` of a compiler tell a version that is at least this?
fn is_recent(answer: &str, needed: &str) -> bool {
    let numbers = |version: &str| -> Option<(u32, u32)> {
        let mut parts = version.split('.').map(str::parse);
        Some((parts.next()?.ok()?, parts.next()?.ok()?))
    };
    let version = answer.split_whitespace().nth(1).and_then(numbers);
    version.is_some() && version >= numbers(needed)
}

fn shelf(cache: &Cache) -> Shelf {
    cache.shelf("debian-rust", 1)
}

/// The packages wanted and the libraries they need, as far as this system does not have them, each as
/// `name=version`.
fn missing_packages() -> Result<Vec<String>> {
    let mut simulate = Command::new("apt-get");
    simulate.args(["install", "--simulate", "--no-install-recommends"]).args(WANTED).env("LC_ALL", "C");
    let packages = to_be_installed(&answer(&mut simulate)?);
    for wanted in WANTED {
        let installed_or_listed = packages.iter().any(|package| package.starts_with(&format!("{wanted}=")));
        if !installed_or_listed {
            bail!("apt-get would not fetch {wanted}: is it installed already? Then put its cargo on PATH");
        }
    }
    Ok(packages)
}

/// Reads the lines `Inst name [old] (version origin [arch]) ...` of a simulated installation.
fn to_be_installed(simulation: &str) -> Vec<String> {
    let package = |line: &str| {
        let (name, rest) = line.strip_prefix("Inst ")?.split_once(' ')?;
        let (_, version) = rest.split_once('(')?;
        Some(format!("{name}={}", version.split_whitespace().next()?))
    };
    simulation.lines().filter_map(package).collect()
}

fn unpack_all(folder: &Path, unpack: impl Fn(&Path) -> Result<()>) -> Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            unpack(&path)?;
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Of the whole compiler's sources only those of the libraries are of use.
fn drop_unused_sources(folder: &Path) -> Result<()> {
    for entry in folder.join("usr/src").read_dir()? {
        let sources = entry?.path();
        for unused in ["src", "compiler"] {
            let unused = sources.join(unused);
            if unused.is_dir() {
                fs::remove_dir_all(unused)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(is_recent("rustc 1.96.0 (ac68faa20 2026-05-25)\nbinary: rustc", "1.95"));
        assert!(is_recent("rustc 1.100.0", "1.95"));
        assert!(!is_recent("rustc 1.9.0", "1.95"));
        assert!(!is_recent("", "1.95"));
    }

    #[test]
    fn a_simulated_installation_is_read() {
        let text = "NOTE: This is only a simulation!\n\
                    Inst libgit2-1.5 (1.5.1+ds-1+deb12u2 Debian-Security:12/oldstable-security [amd64])\n\
                    Inst rustc-web [1.85.0] (1.96.0+dfsg1-1~deb12u2 Debian-Security:12 [amd64]) []\n\
                    Remv rustc [1.63.0]\n\
                    Conf rustc-web (1.96.0+dfsg1-1~deb12u2 Debian-Security:12 [amd64])\n";
        let expected = ["libgit2-1.5=1.5.1+ds-1+deb12u2", "rustc-web=1.96.0+dfsg1-1~deb12u2"];
        assert_eq!(to_be_installed(text), expected);
    }
}
