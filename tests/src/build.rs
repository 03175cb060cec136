//! Compiles and links samples as a toolchain file would, but each object only once per ISA and level.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, OnceLock},
};

use zkshim_vendors::Vendor;

use crate::{kit, sample::Knobs};

/// What a toolchain file gives compiler and linker, as shell text.
#[derive(Debug)]
pub struct Flags {
    pub compiler: String,
    pub compile: String,
    pub link: String,
    pub libraries: String,
}

/// A computed value per key; two threads that ask for the same one compute it once.
pub(crate) struct Once<K, V>(OnceLock<Mutex<HashMap<K, Arc<OnceLock<V>>>>>);

impl<K: std::hash::Hash + Eq, V: Clone> Once<K, V> {
    pub(crate) const fn new() -> Self {
        Self(OnceLock::new())
    }

    pub(crate) fn get(&self, key: K, compute: impl FnOnce() -> V) -> V {
        let map = self.0.get_or_init(Default::default);
        let cell = map.lock().expect("no panic while locked").entry(key).or_default().clone();
        cell.get_or_init(compute).clone()
    }
}

/// The flags of a vendor's toolchain file with these knobs.
///
/// # Errors
/// What CMake says.
pub fn flags(vendor: &str, knobs: &Knobs) -> Result<Arc<Flags>, String> {
    static FLAGS: Once<(String, Knobs), Result<Arc<Flags>, String>> = Once::new();
    FLAGS.get((vendor.into(), knobs.clone()), || {
        let mut cmake = Command::new("cmake");
        cmake.arg(format!("-DTOOLCHAIN_FILE={}", kit::toolchain_file(vendor).display()));
        let named = [
            ("ZKVM_STACK_SIZE", knobs.stack.clone()),
            ("ZKVM_HEAP_SIZE", knobs.heap.clone()),
            ("ZKVM_INPUT_SIZE", knobs.input.clone()),
            ("ZKVM_MARCH_EXTRA", knobs.march_extra.clone()),
            ("ZKVM_EXTRA_LD", knobs.extra_ld.as_ref().map(|file| guests().join(file).display().to_string())),
        ];
        for (knob, value) in named {
            cmake.args(value.map(|value| format!("-D{knob}={value}")));
        }
        let printed = kit::output_of(cmake.arg("-P").arg(kit::root().join("tests/flags.cmake")))?;
        let lines: Vec<&str> = printed.lines().collect();
        let [compiler, compile, link, libraries] = lines[..] else {
            return Err(format!("flags.cmake printed {} lines: {printed}", lines.len()));
        };
        let [compiler, compile, link, libraries] = [compiler, compile, link, libraries].map(String::from);
        Ok(Arc::new(Flags { compiler, compile, link, libraries }))
    })
}

fn guests() -> PathBuf {
    kit::root().join("tests/guests")
}

fn shell(command: &str) -> Result<String, String> {
    kit::output_of(Command::new("sh").arg("-c").arg(command))
}

/// The object of a source for an ISA at a level: compiled once, whichever vendors link it. Vendors that
/// decode every word of the code are compiled for without relaxation (`cmake/zkvm-toolchain.cmake`).
///
/// # Errors
/// What the compiler says; a warning is an error.
pub fn object(
    vendor: &Vendor,
    source: &Path,
    level: (&str, &str),
    defines: &[String],
) -> Result<PathBuf, String> {
    type Key = (String, PathBuf, String, Vec<String>);
    let relax = if vendor.loader.every_word_decodes { "-no-relax" } else { "" };
    let isa = format!("{}-{}{relax}", vendor.isa.march, vendor.isa.abi);
    static OBJECTS: Once<Key, Result<PathBuf, String>> = Once::new();
    let key = (isa.clone(), source.into(), level.0.to_string(), defines.to_vec());
    OBJECTS.get(key, || {
        let folder = kit::scratch("objects").join(isa).join(level.0);
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let object = folder.join(source.file_stem().expect("a file name")).with_extension("o");
        let Flags { compiler, compile, .. } = &*flags(&vendor.name, &Knobs::default())?;
        let defines: String = defines.iter().map(|define| format!(" -D{define}")).collect();
        let (level, include) = (level.1, guests().join("include"));
        shell(&format!(
            "'{compiler}' {compile} {level} -g -Wall -Wextra -Werror{defines} -I'{}' -c '{}' -o '{}'",
            include.display(),
            source.display(),
            object.display()
        ))?;
        Ok(object)
    })
}

/// Links objects into `program`, with a map file beside it. `extra` is more linker text, before the objects.
///
/// # Errors
/// What the linker says.
pub fn link(
    vendor: &str,
    level: (&str, &str),
    objects: &[PathBuf],
    knobs: &Knobs,
    program: &Path,
    extra: &str,
) -> Result<(), String> {
    let Flags { compiler, compile, link, libraries } = &*flags(vendor, knobs)?;
    let objects: String = objects.iter().map(|object| format!(" '{}'", object.display())).collect();
    let program = program.display();
    shell(&format!(
        "'{compiler}' {compile} {} {link} {extra}{objects} -o '{program}' -Wl,-Map='{program}.map' \
         -Wl,--fatal-warnings {libraries}",
        level.1
    ))?;
    Ok(())
}

/// A program of one source file, with its name and path in the scratch folder; linked once, whoever asks.
///
/// # Errors
/// What compiler or linker say.
pub fn program(
    vendor: &Vendor,
    source: &Path,
    level: (&str, &str),
    defines: &[String],
    knobs: &Knobs,
) -> Result<PathBuf, String> {
    type Key = (String, PathBuf, String, Vec<String>, Knobs);
    static PROGRAMS: Once<Key, Result<PathBuf, String>> = Once::new();
    let key = (vendor.name.clone(), source.into(), level.0.to_owned(), defines.to_vec(), knobs.clone());
    PROGRAMS.get(key, || {
        let object = object(vendor, source, level, defines)?;
        let folder = kit::scratch("programs").join(&vendor.name).join(level.0);
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let program = folder.join(source.file_stem().expect("a file name"));
        link(&vendor.name, level, &[object], knobs, &program, "")?;
        Ok(program)
    })
}
