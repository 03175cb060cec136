//! libstdc++ and libsupc++ of a multilib, with and without exceptions, from the sources of the compiler at hand.
//!
//! Only GCC's folder `libstdc++-v3` is configured, against picolibc's headers. Files of `libc-shim/cxx/` take the
//! place of those of the same name ([`OVERLAY`]): what a zkVM does otherwise than libstdc++ thinks.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    cache::{Cache, Key, KeyMaker},
    files,
    inputs::Inputs,
    paths::Paths,
    run::{answer, quietly, show},
    setup::Machine,
    ui::{Progress, Ui},
};

/// Four of one state: two register widths, with and without exceptions.
const LIBRARIES_KEPT: usize = 8;
const SOURCES_KEPT: usize = 1;

/// Files of `libc-shim/cxx/` and where they go in GCC's sources. The header is there twice: configure looks
/// for it under its general name, make installs the one of the compiler's thread model.
const OVERLAY: [(&str, &str); 5] = [
    ("gthr-single.h", "libgcc/gthr-single.h"),
    ("gthr-single.h", "libgcc/gthr-default.h"),
    ("eh_alloc.cc", "libstdc++-v3/libsupc++/eh_alloc.cc"),
    ("eh_term_handler.cc", "libstdc++-v3/libsupc++/eh_term_handler.cc"),
    ("chrono.cc", "libstdc++-v3/src/c++11/chrono.cc"),
];

/// What picolibc and the compiler have, and a configure run that can't link does not know. Without the long double
/// functions libstdc++ brings its own, which call those for double.
const HAVE: [&str; 29] = [
    "TLS",
    "ALIGNED_ALLOC",
    "AT_QUICK_EXIT",
    "QUICK_EXIT",
    "ACOSL",
    "ASINL",
    "ATAN2L",
    "ATANL",
    "CEILL",
    "COSL",
    "COSHL",
    "EXPL",
    "FABSL",
    "FLOORL",
    "FMODL",
    "FREXPL",
    "HYPOTL",
    "LDEXPL",
    "LOG10L",
    "LOGL",
    "MODFL",
    "POWL",
    "SINCOSL",
    "SINL",
    "SINHL",
    "SQRTL",
    "TANL",
    "TANHL",
    "STRTOLD",
];

/// What of GCC's sources a configure run of libstdc++ reads, and what of that it does not.
const UNPACKED: [&str; 14] = [
    "libstdc++-v3",
    "libgcc",
    "include",
    "libiberty",
    "libbacktrace",
    "config",
    "config[-.]*",
    "gcc/BASE-VER",
    "gcc/DATESTAMP",
    "*.m4",
    "ltmain.sh",
    "install-sh",
    "missing",
    "mkinstalldirs",
];
const NOT_UNPACKED: [&str; 3] = ["*/testsuite/*/*", "*/doc/xml", "*/doc/html"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exceptions {
    On,
    Off,
}

impl Exceptions {
    fn name(self) -> &'static str {
        match self {
            Self::On => "with exceptions",
            Self::Off => "without exceptions",
        }
    }
}

/// What one build makes: `include/c++` and `lib/*.a` below its folder.
///
/// # Errors
/// A build that fails.
pub fn library(
    ui: &Ui,
    paths: &Paths,
    cache: &Cache,
    machine: &Machine,
    multilib: &str,
    exceptions: Exceptions,
) -> Result<PathBuf> {
    let library = Library { paths, machine, multilib, exceptions };
    let shelf = cache.shelf("libstdcxx", LIBRARIES_KEPT);
    let key = library.key()?;
    if let Some(entry) = shelf.find(&key) {
        return Ok(entry);
    }
    let what = format!("building libstdc++ for {multilib} {} (a minute)", exceptions.name());
    let source = source(ui, cache, machine)?;
    ui.task(&what, |progress| {
        shelf.find_or_make(&key, progress, |folder| library.build(&source, folder, progress))
    })
}

/// The sources, unpacked.
fn source(ui: &Ui, cache: &Cache, machine: &Machine) -> Result<PathBuf> {
    let archive = &machine.gcc_source;
    let shelf = cache.shelf("gcc-source", SOURCES_KEPT);
    let parts = [UNPACKED.join(" "), NOT_UNPACKED.join(" ")].join(" without ");
    let key = source_key(KeyMaker::new("gcc source").text("parts", &parts), archive)?.finish();
    let entry = match shelf.find(&key) {
        Some(entry) => entry,
        None => ui.task("unpacking GCC's sources", |progress| {
            shelf.find_or_make(&key, progress, |folder| unpack(archive, folder, progress))
        })?,
    };
    Ok(entry)
}

fn unpack(archive: &Path, folder: &Path, progress: &Progress) -> Result<()> {
    let mut tar = Command::new("tar");
    tar.arg("-xf").arg(archive).arg("-C").arg(folder).args(["--strip-components=1", "--wildcards"]);
    tar.args(NOT_UNPACKED.map(|pattern| format!("--exclude={pattern}")));
    // Of the top level only: a `*` of tar's crosses slashes.
    tar.arg("--no-wildcards-match-slash").args(UNPACKED.map(|pattern| format!("gcc-*/{pattern}")));
    quietly(&mut tar, progress)
}

/// The archive's name, size and time stand for its 80 MB.
fn source_key(key: KeyMaker, archive: &Path) -> Result<KeyMaker> {
    let data = archive.metadata().with_context(|| format!("cannot read {}", archive.display()))?;
    let time = data.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let name = archive.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(key.text("archive", &name).text("size", &data.len().to_string()).text("time", &format!("{time:?}")))
}

struct Library<'a> {
    paths: &'a Paths,
    machine: &'a Machine,
    /// `<march>/<abi>`.
    multilib: &'a str,
    exceptions: Exceptions,
}

impl Library<'_> {
    fn key(&self) -> Result<Key> {
        // The whole recipe, with names for the folders that are others each time.
        let recipe = self.configure("build", Path::new("gcc"), Path::new("out"))?;
        let key = KeyMaker::new("libstdc++ 4")
            .text("have", &HAVE.join(" "))
            .text("configure", &show(&recipe).replace(&self.paths.root.display().to_string(), "zkshim"))
            .text("gcc", &answer(Command::new(&self.machine.cross.gcc).arg("--version"))?)
            .tree("picolibc", &self.machine.picolibc.include())?;
        let inputs = ["libc-shim/cxx", "cmake/no-fence.s", "cmake/zkvm.specs"];
        let key = Inputs::new(&self.paths.root, inputs).hash(key)?;
        Ok(source_key(key, &self.machine.gcc_source)?.finish())
    }

    /// Headers and compiler belong together.
    fn check_version(&self, source: &Path) -> Result<()> {
        let compiler = answer(Command::new(&self.machine.cross.gcc).arg("-dumpfullversion"))?;
        let sources =
            fs::read_to_string(source.join("gcc/BASE-VER")).context("no gcc/BASE-VER in GCC's sources")?;
        ensure!(
            sources.trim() == compiler,
            "{} has the sources of GCC {}, but the cross compiler is {compiler}: set ZKSHIM_GCC_SOURCE to its own",
            self.machine.gcc_source.display(),
            sources.trim()
        );
        Ok(())
    }

    fn build(&self, source: &Path, out: &Path, progress: &Progress) -> Result<()> {
        self.check_version(source)?;
        let work = tempfile::tempdir()?;
        let (tree, build, prefix) =
            (work.path().join("gcc"), work.path().join("build"), work.path().join("out"));
        link_tree(source, &tree)?;
        for (file, place) in OVERLAY {
            replace(&self.paths.libc_shim().join("cxx").join(file), &tree.join(place))?;
        }
        fs::create_dir(&build)?;
        progress.at("configuring");
        let machine = answer(Command::new("sh").arg(tree.join("config.guess")))?;
        quietly(self.configure(&machine, &tree, &prefix)?.current_dir(&build), progress)?;
        let config = build.join("config.h");
        let known: String = HAVE.iter().map(|name| format!("#define HAVE_{name} 1\n")).collect();
        fs::write(&config, fs::read_to_string(&config)? + &known)?;
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        let make = || {
            let mut make = Command::new("make");
            make.args(["-s", "LIBTOOLFLAGS=--silent"]).current_dir(&build);
            make
        };
        quietly(make().arg(format!("-j{jobs}")), progress)?;
        quietly(make().arg("install"), progress)?;
        self.collect(&prefix, out)
    }

    /// `build` is the triple of the machine that compiles.
    fn configure(&self, build: &str, tree: &Path, prefix: &Path) -> Result<Command> {
        let (march, abi) = self.multilib.split_once('/').context("BUG: a multilib is <march>/<abi>")?;
        let gcc = &self.machine.cross.gcc;
        let host = self.machine.cross.target();
        let target = format!(
            "-march={march} -mabi={abi} -mcmodel=medany -mstrict-align -ftls-model=local-exec -isystem {}",
            self.machine.picolibc.include().display()
        );
        // As users' code is compiled (cmake/zkvm-toolchain.cmake has the reasons).
        let flags = format!(
            "-O2 -g0 -ffunction-sections -fdata-sections -ffile-prefix-map={}=gcc -Wa,{}",
            tree.display(),
            self.paths.root.join("cmake/no-fence.s").display()
        );
        let cxx_flags = match self.exceptions {
            Exceptions::On => flags.clone(),
            // What would throw says what, and aborts (libc-shim/throw.c).
            Exceptions::Off => format!(
                "{flags} -fno-exceptions -include {}",
                self.paths.libc_shim().join("cxx/throw_or_abort.h").display()
            ),
        };
        let specs = self.paths.root.join("cmake/zkvm.specs");
        let mut configure = Command::new(tree.join("libstdc++-v3/configure"));
        configure.args([
            format!("--build={build}"),
            format!("--host={host}"),
            format!("--target={host}"),
            format!("--prefix={}", prefix.display()),
            format!("--with-target-subdir={host}"),
            format!("--with-cross-host={build}"),
            format!("--with-gxx-include-dir={}", prefix.join("include/c++").display()),
            format!("--with-toolexeclibdir={}", prefix.join("lib").display()),
            format!("CC={} {target}", gcc.display()),
            format!("CXX={} {target} -specs={}", self.machine.cross.gxx().display(), specs.display()),
            format!("CFLAGS={flags}"),
            format!("CXXFLAGS={cxx_flags}"),
        ]);
        configure.args([
            "--with-newlib",
            "--disable-multilib",
            "--disable-shared",
            "--enable-static",
            "--disable-nls",
            "--disable-libstdcxx-pch",
            "--enable-libstdcxx-threads",
            "--disable-libstdcxx-filesystem-ts",
            "--enable-libstdcxx-time=no",
            "--disable-libstdcxx-debug",
            "--disable-libstdcxx-backtrace",
            "--enable-wchar_t",
            // picolibc's arc4random would be seeded with nothing; getentropy says that there is no randomness.
            "glibcxx_cv_arc4random=no",
        ]);
        Ok(configure)
    }

    /// Takes headers and archives, wherever the compiler's multilib put these.
    fn collect(&self, prefix: &Path, out: &Path) -> Result<()> {
        let headers = out.join("include/c++");
        files::copy_all(&prefix.join("include/c++"), &headers)?;
        // Named after the compiler's target, of which toolchain files know nothing.
        fs::rename(headers.join(self.machine.cross.target()), headers.join("config"))?;
        // There are no files: programs that look for the header, or ask <version>, go on without; others stop at its
        // name.
        fs::remove_file(headers.join("filesystem"))?;
        let version = headers.join("version");
        fs::write(&version, fs::read_to_string(&version)? + "\n#undef __cpp_lib_filesystem\n")?;
        self.say_what_would_throw(&headers.join("config/bits/c++config.h"))?;
        never_launch(&headers.join("future"))?;
        let installed = files::list(&prefix.join("lib"))?;
        for name in ["libstdc++.a", "libsupc++.a"] {
            let found = installed.iter().find(|(within, _)| within.ends_with(name));
            let Some((_, archive)) = found else { bail!("the build of libstdc++ made no {name}") };
            let archive_out = out.join("lib").join(name);
            files::copy(archive, &archive_out)?;
            if self.exceptions == Exceptions::Off {
                // Then a program that throws does not link, and the linker names who does.
                let mut objcopy = self.machine.cross.tool("objcopy");
                objcopy
                    .args(["--redefine-sym", "__cxa_throw=__zkshim_throw_of_the_library"])
                    .arg(&archive_out);
                answer(&mut objcopy)?;
            }
        }
        Ok(())
    }

    /// Without exceptions headers throw as the library does.
    fn say_what_would_throw(&self, config: &Path) -> Result<()> {
        let ours = fs::read_to_string(self.paths.libc_shim().join("cxx/throw_or_abort.h"))?;
        let theirs = fs::read_to_string(config)?;
        Ok(fs::write(config, format!("#ifndef __cpp_exceptions\n{ours}#endif\n\n{theirs}"))?)
    }
}

/// std::async never starts a thread: it throws what the standard has it throw where there are no more of them, and
/// where the program leaves it the choice, it defers.
fn never_launch(future: &Path) -> Result<()> {
    let theirs = fs::read_to_string(future)?;
    let launch = "      if ((__policy & launch::async) == launch::async)\n\t{\n";
    let defer = "\t}\n      if (!__state)\n";
    let ours = "      if (__policy == launch::async)\n\
                \tstd::__throw_system_error(int(errc::resource_unavailable_try_again));\n#if 0 // no threads\n\t{\n";
    ensure!(
        theirs.matches(launch).count() == 1 && theirs.matches(defer).count() == 1,
        "std::async is not written as in GCC 12: {}",
        future.display()
    );
    let text = theirs.replace(launch, ours).replace(defer, "\t}\n#endif\n      if (!__state)\n");
    Ok(fs::write(future, text)?)
}

/// A tree of links to a tree's files, in which some can be replaced.
fn link_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (path, link) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            link_tree(&path, &link)?;
        } else {
            symlink(&path, &link)?;
        }
    }
    Ok(())
}

/// # Errors
/// Sources in which there is nothing to replace: they are of another version than the overlay is for.
fn replace(file: &Path, place: &Path) -> Result<()> {
    if place.exists() {
        fs::remove_file(place)?;
    } else if place.file_name().is_none_or(|name| name != "gthr-default.h") {
        bail!("GCC's sources have no {}: the kit's C++ library is made from GCC 12's", place.display());
    }
    files::copy(file, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_in_the_links_and_not_in_the_sources() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("source/libgcc")).unwrap();
        fs::write(path("source/libgcc/gthr-single.h"), "theirs").unwrap();
        fs::write(path("ours.h"), "ours").unwrap();
        link_tree(&path("source"), &path("tree")).unwrap();
        replace(&path("ours.h"), &path("tree/libgcc/gthr-single.h")).unwrap();
        replace(&path("ours.h"), &path("tree/libgcc/gthr-default.h")).unwrap();
        let read = |name: &str| fs::read_to_string(path(name)).unwrap();
        assert_eq!(read("source/libgcc/gthr-single.h"), "theirs");
        assert_eq!(read("tree/libgcc/gthr-single.h"), "ours");
        assert_eq!(read("tree/libgcc/gthr-default.h"), "ours");
    }

    #[test]
    fn sources_without_what_is_replaced_are_of_another_version() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ours.cc"), "").unwrap();
        let place = folder.path().join("eh_alloc.cc");
        let error = replace(&folder.path().join("ours.cc"), &place).unwrap_err().to_string();
        assert!(error.contains("eh_alloc.cc") && error.contains("GCC 12"), "{error}");
    }
}
