//! What C++ programs look like when they are linked, and what is refused when they are built.

use std::{fs, path::PathBuf};

use object::{Object, ObjectSection, ObjectSymbol};
use zkshim_tests::{
    build::{self, Flags},
    kit,
    sample::{Knobs, LEVELS, Source},
};
use zkshim_vendors::Vendor;

const O2: (&str, &str) = ("O2", "-O2");
const NO_EXCEPTIONS: [&str; 2] = ["-fno-exceptions", "-fno-rtti"];

fn source(path: &str, flags: &[&str]) -> Source {
    (kit::root().join(path), flags.iter().map(|&flag| flag.to_owned()).collect())
}

/// A source made by a test, in its scratch folder.
fn written(name: &str, text: &str) -> String {
    let path = kit::scratch("cxx").join(name);
    fs::write(&path, text).expect("a file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn linked(vendor: &Vendor, sources: Vec<Source>, level: (&str, &str)) -> Result<PathBuf, String> {
    build::program_of(vendor, sources, level, &Knobs::default())
}

fn all_of(program: &PathBuf) -> (Vec<String>, Vec<String>) {
    let bytes = fs::read(program).expect("the program");
    let file = object::File::parse(&*bytes).expect("an ELF file");
    let sections = file.sections().filter(|section| section.size() > 0);
    let sections = sections.map(|section| section.name().expect("a name").to_owned()).collect();
    let symbols = file.symbols().filter(|symbol| symbol.is_definition());
    (sections, symbols.map(|symbol| symbol.name().expect("a name").to_owned()).collect())
}

#[test]
fn a_program_without_exceptions_has_no_unwinder_and_no_tables() {
    let unwinding = |name: &String| name.starts_with("_Unwind_") || name.starts_with("__cxa_throw");
    let table = |name: &String| name.starts_with(".eh_frame") || name.starts_with(".gcc_except_table");
    for vendor in zkshim_vendors::all() {
        for level in LEVELS {
            let name = format!("{} at {}", vendor.name, level.0);
            let build = |flags| linked(vendor, vec![source("tests/costs/containers.cpp", flags)], level);
            let (sections, symbols) =
                all_of(&build(&NO_EXCEPTIONS).unwrap_or_else(|e| panic!("{name}: {e}")));
            assert!(!sections.iter().any(table), "{name}: {sections:?}");
            assert!(!symbols.iter().any(unwinding), "{name}");
            // The same program with exceptions has both, or this test could not fail.
            let (sections, symbols) = all_of(&build(&[]).unwrap_or_else(|e| panic!("{name}: {e}")));
            assert!(sections.iter().any(table) && symbols.iter().any(unwinding), "{name}: {sections:?}");
        }
    }
}

#[test]
fn a_part_that_throws_is_refused_in_a_link_without_exceptions() {
    let part = written("throws.cpp", "void part(int i) { if (i) throw i; }\n");
    let main = written("calls.cpp", "void part(int);\nint main(int argc, char **) { part(argc); }\n");
    for vendor in zkshim_vendors::all() {
        let sources = |flags: &[&str]| vec![source(&main, flags), source(&part, &["-fexceptions"])];
        linked(vendor, sources(&[]), O2).unwrap_or_else(|e| panic!("{}: {e}", vendor.name));
        let said = linked(vendor, sources(&NO_EXCEPTIONS), O2).expect_err("it must not link");
        for part in ["throws.cpp", "undefined reference to `__cxa_throw'"] {
            assert!(said.contains(part), "{}: no {part} in {said}", vendor.name);
        }
    }
}

#[test]
fn a_thread_is_an_error_of_the_link_that_says_why() {
    let main = written(
        "starts_a_thread.cpp",
        "#include <thread>\nint main() { std::thread thread([] {}); thread.join(); }\n",
    );
    for vendor in zkshim_vendors::all() {
        for level in LEVELS {
            let said = linked(vendor, vec![source(&main, &[])], level).expect_err("it must not link");
            let message =
                "undefined reference to `__zkshim_error_std_thread_is_not_supported_a_zkVM_has_one_hart'";
            assert!(said.contains(message), "{} at {}: {said}", vendor.name, level.0);
            let place = if level.0.ends_with("lto") { "main" } else { "starts_a_thread" };
            assert!(said.contains(place), "{} at {}: it names the user's code: {said}", vendor.name, level.0);
        }
    }
}

#[test]
fn the_file_system_is_an_error_of_the_compiler_that_programs_can_ask_for() {
    let includes = written("has_files.cpp", "#include <filesystem>\nint main() {}\n");
    let asks = written(
        "asks_for_files.cpp",
        "#include <version>\n#if __has_include(<filesystem>) || defined __cpp_lib_filesystem\n\
         #error \"a header that is no use\"\n#endif\nint main() {}\n",
    );
    for vendor in zkshim_vendors::all() {
        let said = linked(vendor, vec![source(&includes, &[])], O2).expect_err("it must not compile");
        assert!(said.contains("filesystem: No such file or directory"), "{}: {said}", vendor.name);
        linked(vendor, vec![source(&asks, &[])], O2).unwrap_or_else(|e| panic!("{}: {e}", vendor.name));
    }
}

/// `libc-shim/unwind.c` puts the descriptions of frames into order as it reads them. It is fast because
/// `sections.ld` keeps code in that order nearly, in cold code and in the rest; else a throw would cost more the
/// larger the program is.
#[test]
fn frames_are_described_in_the_order_of_their_code() {
    for vendor in zkshim_vendors::all() {
        for level in LEVELS {
            let program = linked(vendor, vec![source("tests/costs/hello_iostream.cpp", &[])], level);
            let program = program.unwrap_or_else(|e| panic!("{}: {e}", vendor.name));
            let name = format!("{} at {}", vendor.name, level.0);
            let begins = described(vendor, &program);
            assert!(begins.len() > 500, "{name}: only {} functions are described", begins.len());
            let bytes = fs::read(&program).expect("the program");
            let file = object::File::parse(&*bytes).expect("an ELF file");
            let cold_end = file.symbol_by_name("__zkshim_cold_end").expect("the symbol").address();
            let (cold, hot): (Vec<u64>, Vec<u64>) = begins.iter().partition(|begin| **begin < cold_end);
            assert!(hot.len() > 10 * cold.len(), "{name}: {} cold, {} hot", cold.len(), hot.len());
            let moved = moves(&cold) + moves(&hot);
            // Thunks are described before the function that they stand behind: a dozen moves by a place or two.
            assert!(moved * 50 < begins.len(), "{name}: {moved} moves for {} descriptions", begins.len());
        }
    }
}

/// How often an insertion sort moves one of these by a place.
fn moves(addresses: &[u64]) -> usize {
    let later = |(index, address)| addresses[..index].iter().filter(|before| *before > address).count();
    addresses.iter().enumerate().map(later).sum()
}

/// The start of every function that has an FDE, in the order of `.eh_frame`, as readelf understands it.
fn described(vendor: &Vendor, program: &PathBuf) -> Vec<u64> {
    let Flags { compiler, .. } = &*build::flags(&vendor.name, &Knobs::default()).expect("flags");
    let readelf = compiler.strip_suffix("gcc").expect("a GCC").to_owned() + "readelf";
    let mut readelf = std::process::Command::new(readelf);
    let text = kit::output_of(readelf.arg("--debug-dump=frames").arg(program)).expect("readelf");
    // readelf goes on to .debug_frame, which is of the C library and not loaded
    let text = text.split("Contents of the .debug_frame").next().expect("the first part");
    let begins = text.lines().filter(|line| line.contains(" FDE ")).filter_map(|line| {
        let (_, range) = line.split_once("pc=")?;
        u64::from_str_radix(range.split_once("..")?.0, 16).ok()
    });
    begins.collect()
}
