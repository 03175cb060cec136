//! Who supplies a symbol: the archive's ABI is a reviewed list, its definitions beat every archive, and a
//! program's own beat them.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use regex::Regex;
use zkshim_tests::{
    build::{self, flags},
    kit,
    sample::{self, Knobs, LEVELS},
};
use zkshim_vendors::Vendor;

/// Words of a list in `libc-shim/abi/`, without comments.
fn list(name: &str) -> Vec<String> {
    let path = kit::root().join("libc-shim/abi").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).filter(|word| !word.ends_with(':')).map(String::from).collect()
}

fn tool(vendor: &Vendor, name: &str) -> Command {
    let gcc = &flags(&vendor.name, &Knobs::default()).expect("flags").compiler;
    Command::new(Regex::new("gcc$").expect("a regex").replace(gcc, name).into_owned())
}

#[test]
fn the_archive_defines_exactly_the_reviewed_symbols() {
    for vendor in zkshim_vendors::all() {
        let mut reviewed: BTreeSet<String> =
            list("always.txt").into_iter().chain(list("on-demand.txt")).collect();
        reviewed.extend(list(&format!("always-rv{}.txt", vendor.isa.xlen)));
        let archive = kit::path().join(format!("lib/{}/libzkshim.a", vendor.name));
        let symbols =
            kit::output_of(tool(vendor, "nm").args(["-g", "--defined-only"]).arg(&archive)).expect("nm");
        let defined: Vec<(char, String)> = symbols.lines().filter_map(symbol).collect();
        let names: BTreeSet<String> = defined.iter().map(|(_, name)| name.clone()).collect();
        assert_eq!(names, reviewed, "{}", vendor.name);
        for (kind, name) in defined {
            assert_eq!("WV".contains(kind), name != "_start", "{}: {name} is `{kind}`", vendor.name);
        }
    }
}

/// `address type name` of nm.
fn symbol(line: &str) -> Option<(char, String)> {
    let mut words = line.split_whitespace().skip(1);
    let kind = words.next()?.chars().next()?;
    Some((kind, words.next()?.to_string()))
}

#[test]
fn the_archive_has_no_allocator() {
    for name in ["malloc", "free", "calloc", "realloc", "aligned_alloc", "memalign", "posix_memalign"] {
        assert!(
            !list("always.txt").iter().chain(&list("on-demand.txt")).any(|symbol| symbol == name),
            "{name}"
        );
    }
}

/// Calls what the C library has too: only the order of the link decides who serves it.
const CALLER: &str = r#"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void nothing(void) {}
int main(int argc, char **argv)
{
	char line[8];
	(void)argv;
	assert(argc == 0);
	atexit(nothing);
	if (sbrk(0) == (void *)-1 || write(1, "", 0) || !fgets(line, 8, stdin))
		abort();
	exit(0);
}
"#;

/// Which file gave the code of `function`, by the map: `.text.<function>` with an address and a size.
fn owner(map: &str, function: &str) -> String {
    let line = Regex::new(&format!(
        r"(?m)^ \.text\.{}\s+0x0*([0-9a-f]+)\s+0x[0-9a-f]*[1-9a-f][0-9a-f]*\s+(.+)$",
        regex::escape(function)
    ))
    .expect("a regex");
    // sections that were thrown away stand in the map with address 0
    let kept = line.captures_iter(map).find(|found| &found[1] != "0" && !found[1].is_empty());
    kept.map_or_else(|| format!("nobody gives {function}"), |found| found[2].to_string())
}

fn map_of(program: &Path) -> String {
    fs::read_to_string(format!("{}.map", program.display())).expect("a map file")
}

#[test]
fn the_archives_definitions_beat_every_archive_at_every_level() {
    let folder = kit::scratch("owners");
    let caller = folder.join("caller.c");
    fs::write(&caller, CALLER).expect("a source");
    // an archive of the user's that defines _write and sbrk too, first on the command line
    let rival_source = folder.join("rival.c");
    fs::write(&rival_source, "long _write(int f, const void *b, unsigned long n) { (void)f; (void)b; return n; }\nvoid *_sbrk(long n) { (void)n; return (void *)-1; }\n").expect("a source");
    for vendor in zkshim_vendors::all() {
        for level in LEVELS {
            let object = build::object(vendor, &caller, level, &[]).expect("it compiles");
            let rival = build::object(vendor, &rival_source, ("O2", "-O2"), &[]).expect("it compiles");
            let archive = folder.join(format!("librival-{}.a", vendor.name));
            kit::output_of(tool(vendor, "ar").arg("rcs").arg(&archive).arg(&rival)).expect("ar");
            let program = folder.join(format!("{}-{}", vendor.name, level.0));
            build::link(&vendor.name, level, &[object, archive], &Knobs::default(), &program, "")
                .expect("it links");
            let map = map_of(&program);
            for function in [
                "_sbrk",
                "sbrk",
                "write",
                "_write",
                "exit",
                "_exit",
                "abort",
                "atexit",
                "__assert_func",
                "fgets",
            ] {
                let owner = owner(&map, function);
                assert!(
                    owner.ends_with("libzkshim.a(zkshim.o)"),
                    "{} at {}: {function} is {owner}'s",
                    vendor.name,
                    level.0
                );
            }
        }
    }
}

#[test]
fn a_programs_own_definitions_win_at_every_level() {
    for (sample_name, functions) in [
        ("own_write", &["write"][..]),
        ("own_underscore_write", &["_write"]),
        ("own_malloc", &["malloc", "free"]),
        ("own_memcpy", &["memcpy"]),
    ] {
        let all = sample::all();
        let sample =
            all.iter().find(|sample| sample.name == sample_name).unwrap_or_else(|| panic!("{sample_name}"));
        for vendor in zkshim_vendors::all() {
            for level in LEVELS {
                let program =
                    build::program(vendor, &sample.source, level, &[], &Knobs::default()).expect("it links");
                let map = map_of(&program);
                for function in functions {
                    let owner = owner(&map, function);
                    let own = owner.ends_with(&format!("{sample_name}.o")) || owner.contains(".ltrans");
                    assert!(own, "{sample_name} on {} at {}: {function} is {owner}'s", vendor.name, level.0);
                }
            }
        }
    }
}

/// The way to main and back is short whatever is linked: no stdio, no SHA-256, no allocator comes along.
#[test]
fn an_empty_program_carries_nothing_it_does_not_use() {
    let source = kit::scratch("owners").join("empty.c");
    fs::write(&source, "int main(void) { return 0; }\n").expect("a source");
    for vendor in zkshim_vendors::all() {
        let program =
            build::program(vendor, &source, ("O2", "-O2"), &[], &Knobs::default()).expect("it links");
        let symbols = kit::output_of(tool(vendor, "nm").arg(&program)).expect("nm");
        for name in ["malloc", "vfprintf", "__d_vfprintf", "stdout", "_read", "write_output"] {
            let present = symbols.lines().any(|line| line.split_whitespace().last() == Some(name));
            assert!(!present, "{}: an empty program has {name}", vendor.name);
        }
        assert!(!symbols.contains("sha2"), "{}: an empty program has SHA-256", vendor.name);
    }
}
