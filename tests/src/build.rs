//! Compiles and links samples as a toolchain file would, but each object only once per ISA and level.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, OnceLock},
};

use zkshim_vendors::Vendor;

use crate::{
    kit,
    language::Language,
    sample::{Knobs, Sample, Source, as_flags},
};

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

/// The flags for C of a vendor's toolchain file with these knobs.
///
/// # Errors
/// What CMake says.
pub fn flags(vendor: &str, knobs: &Knobs) -> Result<Arc<Flags>, String> {
    flags_for(Language::C, vendor, knobs)
}

fn flags_for(language: Language, vendor: &str, knobs: &Knobs) -> Result<Arc<Flags>, String> {
    static FLAGS: Once<(Language, String, Knobs), Result<Arc<Flags>, String>> = Once::new();
    FLAGS.get((language, vendor.into(), knobs.clone()), || {
        let mut cmake = Command::new("cmake");
        cmake.arg(format!("-DTOOLCHAIN_FILE={}", kit::toolchain_file(vendor).display()));
        cmake.arg(format!("-DLANGUAGE={}", language.cmake()));
        let named = [
            ("ZKVM_STACK_SIZE", knobs.stack.clone()),
            ("ZKVM_HEAP_SIZE", knobs.heap.clone()),
            ("ZKVM_INPUT_SIZE", knobs.input.clone()),
            ("ZKVM_CLOCK", knobs.clock.clone()),
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

/// The object of a source for an ISA at a level: compiled once, whichever vendors link it.
///
/// # Errors
/// What the compiler says; a warning is an error.
pub fn object(
    vendor: &Vendor,
    source: &Path,
    level: (&str, &str),
    defines: &[String],
) -> Result<PathBuf, String> {
    compile(vendor, source, level, &as_flags(defines))
}

/// Vendors that decode every word of the code are compiled for without relaxation (`cmake/zkvm-toolchain.cmake`).
fn compile(vendor: &Vendor, source: &Path, level: (&str, &str), flags: &[String]) -> Result<PathBuf, String> {
    type Key = (String, PathBuf, String, Vec<String>);
    let relax = if vendor.loader.every_word_decodes { "-no-relax" } else { "" };
    let isa = format!("{}-{}{relax}", vendor.isa.march, vendor.isa.abi);
    static OBJECTS: Once<Key, Result<PathBuf, String>> = Once::new();
    let key = (isa.clone(), source.into(), level.0.to_string(), flags.to_vec());
    OBJECTS.get(key, || {
        let object = built(&kit::scratch("objects").join(isa), level, source, flags)?.with_extension("o");
        let language = Language::of(source);
        let Flags { compiler, compile, .. } = &*flags_for(language, &vendor.name, &Knobs::default())?;
        shell(&format!(
            "'{compiler}' {compile} {} {} {} -I'{}' -c '{}' -o '{}'",
            level.1,
            language.flags(),
            flags.join(" "),
            guests().join("include").display(),
            source.display(),
            object.display()
        ))?;
        Ok(object)
    })
}

/// Where in a folder lies what is made of a source at a level with these flags: samples keep their paths, which
/// tell C from C++, others only their names.
fn built(folder: &Path, level: (&str, &str), source: &Path, flags: &[String]) -> Result<PathBuf, String> {
    let name = Path::new(source.file_name().expect("a file name"));
    let own = flags.concat().replace('/', "_");
    let path = folder.join(level.0.to_owned() + &own);
    let path = path.join(source.strip_prefix(guests()).unwrap_or(name)).with_extension("");
    fs::create_dir_all(path.parent().expect("it is in the folder")).map_err(|e| e.to_string())?;
    Ok(path)
}

/// Links objects of C into `program`, with a map file beside it. `extra` is more linker text, before the objects.
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
    link_as(Language::C, vendor, level, objects, knobs, program, extra)
}

fn link_as(
    language: Language,
    vendor: &str,
    level: (&str, &str),
    objects: &[PathBuf],
    knobs: &Knobs,
    program: &Path,
    extra: &str,
) -> Result<(), String> {
    let Flags { compiler, compile, link, libraries } = &*flags_for(language, vendor, knobs)?;
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
    program_of(vendor, vec![(source.into(), as_flags(defines))], level, knobs)
}

/// The program of a sample, as [`program`].
///
/// # Errors
/// As [`program`].
pub fn sample(vendor: &Vendor, sample: &Sample, level: (&str, &str)) -> Result<PathBuf, String> {
    program_of(vendor, sample.sources(), level, &sample.expected.link)
}

/// A program of several sources, each with flags of its own; the first one's name, language and flags are the
/// program's.
///
/// # Errors
/// As [`program`].
pub fn program_of(
    vendor: &Vendor,
    sources: Vec<Source>,
    level: (&str, &str),
    knobs: &Knobs,
) -> Result<PathBuf, String> {
    type Key = (String, Vec<Source>, String, Knobs);
    static PROGRAMS: Once<Key, Result<PathBuf, String>> = Once::new();
    let key = (vendor.name.clone(), sources.clone(), level.0.to_owned(), knobs.clone());
    PROGRAMS.get(key, || {
        let objects = sources.iter().map(|(source, flags)| compile(vendor, source, level, flags));
        let objects = objects.collect::<Result<Vec<_>, _>>()?;
        let (main, flags) = &sources[0];
        let program = built(&kit::scratch("programs").join(&vendor.name), level, main, flags)?;
        let extra = flags.join(" ");
        link_as(Language::of(main), &vendor.name, level, &objects, knobs, &program, &extra)?;
        Ok(program)
    })
}
