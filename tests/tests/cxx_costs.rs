//! What C++ costs in a guest: docs/cxx-costs.md, made from the programs in `tests/costs/`. Counts are exact, so the
//! document holds as long as compiler and libraries are the same. `ZKSHIM_BLESS=1` writes it anew.

use std::{env, fs, path::PathBuf};

use object::{Object, ObjectSection};
use zkshim_tests::{build, kit, run, sample::Knobs};
use zkshim_vendors::Vendor;

const DOCUMENT: &str = "docs/cxx-costs.md";
const LEVEL: (&str, &str) = ("O2", "-O2");
/// The neutral boards: what vendors add (digests, console calls) is not C++'s.
const BOARDS: [&str; 2] = ["virt32", "virt64"];

/// A linked program's costs.
#[derive(Clone, Copy)]
struct Costs {
    /// Bytes of code.
    text: u64,
    /// Bytes of everything that the file gives memory: code, constants, tables, data.
    image: u64,
    instructions: u64,
}

fn costs(vendor: &Vendor, source: &str, flags: &[&str]) -> Costs {
    let flags = flags.iter().map(|&flag| flag.to_owned()).collect();
    let source = kit::root().join("tests/costs").join(source);
    let program: PathBuf = build::program_of(vendor, vec![(source, flags)], LEVEL, &Knobs::default())
        .unwrap_or_else(|e| panic!("{}: {e}", vendor.name));
    let run = run::zkshim_run("machine", &program, b"").expect("a report");
    assert_eq!(run.status, Some(0), "{} on {}", program.display(), vendor.name);
    let bytes = fs::read(&program).expect("the program");
    let file = object::File::parse(&*bytes).expect("an ELF file");
    let sections = file.sections().filter(|section| section.address() != 0 && section.file_range().is_some());
    let (mut text, mut image) = (0, 0);
    for section in sections {
        image += section.size();
        if section.name() == Ok(".text") {
            text = section.size();
        }
    }
    Costs { text, image, instructions: run.report.execution.instructions.expect("the machine counts") }
}

/// The rows of both tables for one board.
struct Board {
    /// What a whole program weighs.
    programs: Vec<(&'static str, Costs)>,
    /// What one thing adds to a program, in instructions.
    things: Vec<(&'static str, u64)>,
}

impl Board {
    fn measure(vendor: &Vendor) -> Self {
        let no_exceptions = ["-fno-exceptions", "-fno-rtti"];
        let of = |source, flags: &[&str]| costs(vendor, source, flags);
        let thrown = [0, 1, 2].map(|throws| of("thrown.cpp", &[&format!("-DTHROWS={throws}")]).instructions);
        let local = [0, 1].map(|used| of("thread_local.cpp", &[&format!("-DUSED={used}")]).instructions);
        let objects =
            [0, 200].map(|count| of("destructors.cpp", &[&format!("-DCOUNT={count}")]).instructions);
        Self {
            programs: vec![
                ("hello in C (`puts`)", of("hello.c", &[])),
                ("hello with `std::cout`", of("hello_iostream.cpp", &[])),
                ("the same, `-fno-exceptions -fno-rtti`", of("hello_iostream.cpp", &no_exceptions)),
                ("vector, string, unique_ptr, virtual", of("containers.cpp", &[])),
                ("the same, `-fno-exceptions -fno-rtti`", of("containers.cpp", &no_exceptions)),
            ],
            things: vec![
                ("the first throw and catch, through two frames", thrown[1] - thrown[0]),
                ("each later one", thrown[2] - thrown[1]),
                ("a `thread_local` with constructor and destructor", local[1] - local[0]),
                ("200 function-local statics, made and destroyed", objects[1] - objects[0]),
            ],
        }
    }
}

fn tables() -> String {
    let boards = BOARDS.map(|name| Board::measure(zkshim_vendors::find(name).expect("the board")));
    let [narrow, wide] = &boards;
    let mut text = String::from(
        "| program | code RV32 | code RV64 | image RV32 | image RV64 | instructions RV32 | RV64 |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for ((name, a), (_, b)) in narrow.programs.iter().zip(&wide.programs) {
        let cells = [a.text, b.text, a.image, b.image, a.instructions, b.instructions].map(grouped);
        text += &format!("| {name} | {} |\n", cells.join(" | "));
    }
    text += "\n| what it adds | instructions RV32 | RV64 |\n| --- | ---: | ---: |\n";
    for ((name, a), (_, b)) in narrow.things.iter().zip(&wide.things) {
        text += &format!("| {name} | {} | {} |\n", grouped(*a), grouped(*b));
    }
    text
}

/// Thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap()).collect();
    parts.join(",")
}

const INTRODUCTION: &str = "\
# What C++ costs

Measured on the boards `virt32` and `virt64` by the strict machine, programs compiled with `-O2`: bytes of code, bytes of
the whole image as it lies in the file, and executed instructions from the first to the halt. Made by
`tests/tests/cxx_costs.rs` from the programs in `tests/costs/`.

";

#[test]
fn the_costs_in_the_docs_are_what_runs_say() {
    let text = format!("{INTRODUCTION}{}{}", tables(), NOTES);
    let path = kit::root().join(DOCUMENT);
    if env::var_os("ZKSHIM_BLESS").is_some() {
        fs::write(&path, &text).expect("the document can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    for (kept, now) in kept.lines().zip(text.lines()) {
        assert_eq!(kept, now, "{DOCUMENT}: ZKSHIM_BLESS=1 renews it");
    }
    assert_eq!(kept.len(), text.len(), "{DOCUMENT}: ZKSHIM_BLESS=1 renews it");
}

const NOTES: &str = "
- Exceptions cost nothing until one is thrown: no table is registered at start, and the memory for exceptions thrown when
  the heap is full is not touched before that. The first throw also makes an index of the unwind tables.
- With `-fno-exceptions` neither unwinder nor tables are in the image, and what would throw ends the run with 134 and says
  what. CMake gives the linker `CMAKE_CXX_FLAGS`, but not what `add_compile_options` and `target_compile_options` say: with
  those, give `add_link_options(-fno-exceptions)` too.
- `<iostream>` makes the streams and the facets of the \"C\" locale before `main`: nearly all of its instructions. `printf`
  does without.
";
