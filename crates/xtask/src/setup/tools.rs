//! The tools: how each is found, and in which package each system has it.

mod list;

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

pub use list::TOOLS;

use crate::run::{answer, which};

/// What a tool is needed for; each scope needs those before it too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Kit,
    Demo,
    Test,
}

/// In which package a system has a tool, or where its sources are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Package {
    Named(&'static str),
    /// No package: where to get the sources.
    Source(&'static str),
}

pub struct Tool {
    pub name: &'static str,
    pub scope: Scope,
    find: fn() -> Option<PathBuf>,
    /// Is what is found a program that knows `--version`?
    pub answers_version: bool,
    /// Debian's names, the first that the release at hand has is taken.
    pub debian: &'static [&'static str],
    pub fedora: Package,
    pub arch: Package,
    pub homebrew: Package,
    /// What else to do after building it from source.
    pub by_hand: Option<&'static str>,
}

impl Tool {
    pub fn find(&self) -> Option<PathBuf> {
        (self.find)()
    }
}

/// The cross compiler and what comes with it.
pub struct Cross {
    pub gcc: PathBuf,
    /// What its tools' names begin with: `riscv64-unknown-elf-`.
    prefix: &'static str,
}

impl Cross {
    const PREFIXES: [&str; 4] =
        ["riscv64-unknown-elf-", "riscv-none-elf-", "riscv64-elf-", "riscv32-unknown-elf-"];
    const BINUTILS: [&str; 5] = ["ld", "ar", "nm", "objcopy", "objdump"];

    /// The first cross compiler on PATH, as the toolchain files look for it.
    pub fn find() -> Option<Self> {
        Self::PREFIXES.iter().find_map(|prefix| {
            let gcc = which(&format!("{prefix}gcc"))?;
            Some(Self { gcc, prefix })
        })
    }

    /// What it compiles for: `riscv64-unknown-elf`.
    pub fn target(&self) -> &'static str {
        self.prefix.trim_end_matches('-')
    }

    /// Its C++ compiler.
    pub fn gxx(&self) -> PathBuf {
        self.gcc.with_file_name(self.tool_name("g++"))
    }

    /// The linker of this compiler, if all of binutils that the kit uses is there.
    fn binutils(&self) -> Option<PathBuf> {
        Self::binutils_named(self.prefix)
    }

    fn binutils_named(prefix: &str) -> Option<PathBuf> {
        let found: Option<Vec<_>> =
            Self::BINUTILS.iter().map(|tool| which(&format!("{prefix}{tool}"))).collect();
        found?.into_iter().next()
    }

    /// One of its tools: `ld`, `ar`, ...
    pub fn tool(&self, tool: &str) -> Command {
        Command::new(self.tool_name(tool))
    }

    /// The name of one of its tools, to be found on PATH.
    pub fn tool_name(&self, tool: &str) -> String {
        format!("{}{tool}", self.prefix)
    }

    /// The libgcc of a multilib, given as `<march>/<abi>`.
    ///
    /// # Errors
    /// A compiler that was built without this multilib.
    pub fn libgcc(&self, multilib: &str) -> Result<PathBuf> {
        let (march, abi) = multilib.split_once('/').context("BUG: a multilib is <march>/<abi>")?;
        let ask = |question: &str| {
            let target = [format!("-march={march}"), format!("-mabi={abi}"), question.into()];
            answer(Command::new(&self.gcc).args(target))
        };
        // For an ISA without a multilib of its own the driver names another one's libgcc.
        let folder = ask("-print-multi-directory")?;
        if folder != multilib {
            bail!(
                "{} has no multilib {multilib} (it would take `{folder}`): \
                 use a compiler configured with --enable-multilib",
                self.gcc.display()
            );
        }
        Ok(PathBuf::from(ask("-print-libgcc-file-name")?))
    }
}

/// The C library.
pub struct Picolibc {
    pub folder: PathBuf,
}

impl Picolibc {
    /// Where ZKSHIM_PICOLIBC says, where Debian has it, or where the cross compiler's specs file is.
    pub fn find(cross: Option<&Cross>) -> Option<Self> {
        let places = match Self::named() {
            Some(named) => vec![named],
            None => [PathBuf::from("/usr/lib/picolibc/riscv64-unknown-elf")]
                .into_iter()
                .chain(cross.and_then(|cross| beside_specs(&cross.gcc)))
                .collect(),
        };
        places.into_iter().find(|folder| Self::is_whole(folder)).map(|folder| Self { folder })
    }

    fn named() -> Option<PathBuf> {
        env::var_os("ZKSHIM_PICOLIBC").filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    fn is_whole(folder: &Path) -> bool {
        folder.join("include/stdio.h").is_file() && folder.join("lib").is_dir()
    }

    /// # Errors
    /// ZKSHIM_PICOLIBC names a folder without a picolibc: installing a package would not mend that.
    pub fn check_named() -> Result<()> {
        match Self::named() {
            Some(named) if !Self::is_whole(&named) => {
                bail!("ZKSHIM_PICOLIBC is {}, but there is no include/stdio.h and lib in it", named.display())
            }
            _ => Ok(()),
        }
    }

    /// The headers: of the build for speed where there is one.
    pub fn include(&self) -> PathBuf {
        self.of_the_release("include")
    }

    /// The folder of libc.a for a multilib, given as `<march>/<abi>`.
    ///
    /// # Errors
    /// A picolibc that was built without this multilib.
    pub fn lib(&self, multilib: &str) -> Result<PathBuf> {
        let folder = self.of_the_release("lib").join(multilib);
        if !folder.join("libc.a").is_file() {
            bail!("picolibc in {} has no multilib {multilib}", self.folder.display());
        }
        Ok(folder)
    }

    /// Debian has each library twice: for size, and in `release` for speed. The one for size copies
    /// memory byte by byte, at ten times the instructions.
    fn of_the_release(&self, part: &str) -> PathBuf {
        let plain = self.folder.join(part);
        let release = plain.join("release");
        if release.is_dir() { release } else { plain }
    }
}

/// A picolibc that was installed for the compiler has `picolibc.specs` where the compiler looks.
fn beside_specs(gcc: &Path) -> Option<PathBuf> {
    let specs = answer(Command::new(gcc).arg("-print-file-name=picolibc.specs")).ok()?;
    Some(Path::new(&specs).canonicalize().ok()?.parent()?.to_owned())
}

fn named_gcc_source() -> Option<PathBuf> {
    env::var_os("ZKSHIM_GCC_SOURCE").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// # Errors
/// ZKSHIM_GCC_SOURCE names no file: installing a package would not mend that.
pub fn check_named_gcc_source() -> Result<()> {
    match named_gcc_source() {
        Some(named) if !named.is_file() => {
            bail!(
                "ZKSHIM_GCC_SOURCE is {}, which is no file: name an archive of GCC's sources",
                named.display()
            )
        }
        _ => Ok(()),
    }
}

/// Where `ZKSHIM_GCC_SOURCE` says, or where Debian's package for the cross compiler's version has it.
pub fn gcc_source() -> Option<PathBuf> {
    if let Some(named) = named_gcc_source() {
        return Some(named).filter(|path| path.is_file());
    }
    // Before there is a compiler: the one that Debian 12 has.
    let version = |cross: Cross| answer(Command::new(&cross.gcc).arg("-dumpversion")).ok();
    let version = Cross::find().and_then(version).unwrap_or_else(|| "12".into());
    let major = version.split('.').next().unwrap_or_default();
    let entries = Path::new(&format!("/usr/src/gcc-{major}")).read_dir().into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&format!("gcc-{major}.")) && name.contains(".tar.")
    })
}

/// A libclang that bindgen can load: where LIBCLANG_PATH says, or in the places it looks itself.
fn libclang() -> Option<PathBuf> {
    let named = env::var_os("LIBCLANG_PATH").map(PathBuf::from);
    if let Some(named) = named {
        return if named.is_file() { Some(named) } else { libclang_in(&named) };
    }
    let llvm = Path::new("/usr/lib").read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    let llvm =
        llvm.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("llvm-")));
    let homebrew = answer(Command::new("brew").args(["--prefix", "llvm"])).ok().map(PathBuf::from);
    let folders = llvm.chain(homebrew).map(|folder| folder.join("lib")).chain(
        ["/usr/lib64", "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
            .map(PathBuf::from),
    );
    folders.into_iter().find_map(|folder| libclang_in(&folder))
}

fn libclang_in(folder: &Path) -> Option<PathBuf> {
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Not libclang-cpp.so, which is another library.
        let versioned =
            name.strip_prefix("libclang-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        (versioned && name.contains(".so")) || name.starts_with("libclang.so") || name == "libclang.dylib"
    };
    // A dangling link is no library.
    folder.read_dir().ok()?.flatten().map(|entry| entry.path()).find(|path| is_library(path) && path.exists())
}
