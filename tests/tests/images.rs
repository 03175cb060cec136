//! Looks into linked programs: what the scripts promise must be true of the ELF, whatever the script says.

use std::{fs, path::PathBuf, process::Command, sync::OnceLock};

use regex::Regex;
use zkshim_tests::{
    build::{self, flags},
    elf::{Program, Segment},
    kit, run,
    sample::{self, Knobs, Sample},
};
use zkshim_vendors::{CodeRights, Mark, Span, Vendor};

const O2: (&str, &str) = ("O2", "-O2");

type Linked = (&'static Vendor, Sample, PathBuf);

/// Those of the C++ samples that bring most of libstdc++ along, whose code is the same in all.
const CXX: [&str; 4] = ["cxx/iostream_output", "cxx/exception_nested", "cxx/regex", "cxx/wide_streams"];

/// Every sample of every vendor, linked at -O2, once for all tests.
fn programs() -> &'static [Linked] {
    static PROGRAMS: OnceLock<Vec<Linked>> = OnceLock::new();
    PROGRAMS.get_or_init(link_all)
}

fn link_all() -> Vec<Linked> {
    let mut programs = Vec::new();
    for vendor in zkshim_vendors::all() {
        let cxx = sample::cxx().into_iter().filter(|sample| CXX.contains(&sample.name.as_str()));
        let samples: Vec<Sample> = sample::all().into_iter().chain(cxx).collect();
        for sample in samples.into_iter().filter(|sample| sample.runs_on(vendor)) {
            let program = build::sample(vendor, &sample, O2)
                .unwrap_or_else(|e| panic!("{} on {}: {e}", sample.name, vendor.name));
            programs.push((vendor, sample, program));
        }
    }
    programs
}

fn sample(name: &str) -> Sample {
    sample::all().into_iter().find(|sample| sample.name == name).unwrap_or_else(|| panic!("no sample {name}"))
}

fn linked(vendor: &Vendor, name: &str, knobs: &Knobs, file: &str) -> Program {
    let object = build::object(vendor, &sample(name).source, O2, &[]).expect("it compiles");
    let program = kit::scratch("images").join(format!("{}-{file}", vendor.name));
    build::link(&vendor.name, O2, &[object], knobs, &program, "").expect("it links");
    Program::read(&program)
}

/// objdump is the judge: whatever it can't name is no instruction.
#[test]
fn every_word_of_the_code_is_an_instruction_that_the_vendor_has() {
    // Mnemonics of the 16-bit, floating-point and CSR extensions, fences, and words that are none.
    // (Rust ends a function that does not return with `unimp`, which every loader takes; it is never reached.)
    let refused = Regex::new(
        r"\t(c\.\S+|\.(word|short|byte|insn|[24]byte)|fence\S*|csr\S*|f[a-z]+\.[sd]\S*|0x[0-9a-f]+)(\t|$)",
    )
    .expect("a regex");
    let zeros = Regex::new(r":\t0+ ").expect("a regex");
    let atomic = Regex::new(r"\t(lr|sc|amo)\S*\.[wd]\S*\t").expect("a regex");
    // objdump names an instruction beyond the ISA string of the ELF, or does not: only the record knows
    let word = Regex::new(r":\t([0-9a-f]{8}) ").expect("a regex");
    let objdump = objdump();
    for (vendor, sample, path) in programs() {
        let program = Program::read(path);
        let code = code(&program);
        let listing =
            kit::output_of(Command::new(&objdump).args(["-d", "-j", ".text", "-M", "no-aliases"]).arg(path))
                .expect("objdump reads the program");
        let lines: Vec<&str> = listing.lines().filter(|line| line.contains(":\t")).collect();
        // GNU as pads sections with zeros, and only a vendor that decodes every word minds. objdump leaves
        // longer runs of them out, as `...`.
        if vendor.loader.every_word_decodes {
            assert!(!listing.contains("\t..."), "{} on {}: zero words in the code", sample.name, vendor.name);
            assert_eq!(
                lines.len() as u64 * 4,
                code.size,
                "{} on {}: 4 bytes a line",
                sample.name,
                vendor.name
            );
        }
        for line in lines.into_iter().filter(|line| !zeros.is_match(line) || vendor.loader.every_word_decodes)
        {
            let opcode = word.captures(line).and_then(|found| u32::from_str_radix(&found[1], 16).ok());
            let by_kit = opcode.is_some_and(|word| vendor.isa.own_opcodes.contains(&(word & 0x7f)));
            assert!(by_kit || !refused.is_match(line), "{} on {}: {line}", sample.name, vendor.name);
            let has_atomics = vendor.isa.march[4..].contains('a');
            assert!(has_atomics || !atomic.is_match(line), "{} on {}: {line}", sample.name, vendor.name);
        }
    }
}

fn objdump() -> String {
    let gcc = &flags(&zkshim_vendors::all()[0].name, &Knobs::default()).expect("flags").compiler;
    Regex::new("gcc$").expect("a regex").replace(gcc, "objdump").into_owned()
}

fn code(program: &Program) -> &Segment {
    program.segments.iter().find(|segment| segment.flags & 1 != 0).expect("a code segment")
}

#[test]
fn segments_are_what_the_vendors_loader_takes() {
    for (vendor, sample, path) in programs() {
        let program = Program::read(path);
        let at = format!("{} on {}", sample.name, vendor.name);
        let code_flags = if vendor.loader.code == CodeRights::ReadExecute { 5 } else { 1 };
        let flags: Vec<u32> = program.segments.iter().map(|segment| segment.flags).collect();
        assert_eq!(flags, [code_flags, 4, 6], "{at}: code, read-only data, data");
        let mut end = vendor.loader.lowest_address;
        for segment in &program.segments {
            assert!(segment.address >= end, "{at}: ascending, apart, above the lowest address: {segment:x?}");
            assert_eq!(segment.address, segment.physical, "{at}: VMA = LMA");
            assert!(!segment.file_bytes.is_empty(), "{at}: a segment without bytes");
            assert_eq!(segment.address % 4, 0, "{at}");
            end = segment.address + segment.size;
        }
        assert!(code(&program).size <= vendor.loader.code_limit.unwrap_or(u64::MAX), "{at}");
        let code = Span { start: code(&program).address, end: code(&program).address + code(&program).size };
        assert!(
            code.contains(program.entry) && program.entry.is_multiple_of(4),
            "{at}: entry {:x}",
            program.entry
        );
        assert_eq!(program.bytes[4], if vendor.isa.xlen == 32 { 1 } else { 2 }, "{at}: ELF class");
    }
}

#[test]
fn mark_symbols_and_record_agree() {
    for (vendor, sample, path) in programs() {
        let program = Program::read(path);
        let mark = Mark::of_elf(&program.bytes).expect("a mark");
        let at = format!("{} on {}", sample.name, vendor.name);
        let span = |start: &str, end: &str| Span { start: program.symbol(start), end: program.symbol(end) };
        assert_eq!(mark.vendor, vendor.name, "{at}");
        assert_eq!(mark.heap, span("_heap_start", "_heap_end"), "{at}");
        assert_eq!(mark.stack, span("_stack_bottom", "_stack_top"), "{at}");

        let mut parts = vec![("stack", mark.stack), ("heap", mark.heap), ("input", mark.input)];
        parts.extend(program.segments.iter().map(|segment| {
            let span = Span { start: segment.address, end: segment.address + segment.size };
            ("a segment", span)
        }));
        for &(name, part) in &parts {
            assert!(part.start < part.end, "{at}: {name} {part} is empty");
            let home =
                |region: &&zkshim_vendors::Region| region.start <= part.start && part.end <= region.end;
            let home = vendor.regions.iter().find(home);
            let home = home.unwrap_or_else(|| panic!("{at}: {name} {part} lies in no region of the record"));
            let written = ["stack", "heap"].contains(&name);
            assert!(home.rights.read && (home.rights.write || !written), "{at}: {name} in {}", home.name);
        }
        parts.sort_by_key(|(_, part)| part.start);
        for pair in parts.windows(2) {
            assert!(pair[0].1.end <= pair[1].1.start, "{at}: {} and {} overlap", pair[0].0, pair[1].0);
        }
        assert_eq!((mark.heap.start % 16, mark.heap.end % 16), (0, 0), "{at}");
        assert_eq!(mark.heap.start, program.symbol("__zkshim_image_end"), "{at}");
        assert!(mark.heap.end <= vendor.heap.limit, "{at}");
        assert_eq!(mark.stack.start, vendor.stack.lowest, "{at}");
        if sample.expected.link == Knobs::default() {
            assert_eq!(mark.stack.end, vendor.stack.default_top, "{at}");
        }
        if let Some(window) = vendor.input.window {
            assert_eq!([mark.input.start, mark.input.end], window, "{at}");
        }
    }
}

#[test]
fn a_larger_stack_moves_the_image_up_where_its_base_is_only_a_convention() {
    let sizes = [("512K", 512 << 10), ("16M", 16 << 20), ("100M", 100 << 20)];
    for vendor in zkshim_vendors::all().iter().filter(|vendor| vendor.stack.fixed_top.is_none()) {
        for (text, bytes) in sizes {
            let knobs = Knobs { stack: Some(text.into()), ..Knobs::default() };
            let program = linked(vendor, "exit_0", &knobs, &format!("stack-{text}"));
            let mark = Mark::of_elf(&program.bytes).expect("a mark");
            assert!(mark.stack.size() >= bytes, "{}: {} for {text}", vendor.name, mark.stack);
            assert!(code(&program).address >= mark.stack.end, "{}: {text}", vendor.name);
        }
    }
}

#[test]
fn an_input_window_is_as_large_as_asked_for() {
    for vendor in zkshim_vendors::all().iter().filter(|vendor| vendor.input.window.is_none()) {
        for (text, bytes) in [("1", 1), ("64K", 64 << 10), ("100M", 100 << 20)] {
            let knobs = Knobs { input: Some(text.into()), ..Knobs::default() };
            let program = linked(vendor, "exit_0", &knobs, &format!("input-{text}"));
            let mark = Mark::of_elf(&program.bytes).expect("a mark");
            assert!(
                (bytes..bytes + 32).contains(&mark.input.size()),
                "{}: {} for {text}",
                vendor.name,
                mark.input
            );
        }
    }
}

/// GNU ld's relaxation against gaps between segments: with some sizes of tables a link can fail
/// ("relocation truncated to fit: R_RISCV_GPREL_I").
#[test]
fn programs_with_tables_of_any_size_link() {
    let folder = kit::scratch("paddings");
    for vendor in zkshim_vendors::all() {
        for padding in (0..4096).step_by(96) {
            let source = folder.join(format!("padding_{padding}.c"));
            fs::write(&source, padded(padding)).expect("a source");
            build::program(vendor, &source, O2, &[], &Knobs::default())
                .unwrap_or_else(|e| panic!("{} with {padding} bytes: {e}", vendor.name));
        }
    }
}

/// Small and large, constant and variable objects on both sides of gp.
fn padded(padding: usize) -> String {
    let mut source = String::from("#include <stdio.h>\n");
    for i in 0..40 {
        source += &format!("extern const int c{i}[]; extern int v{i}; extern int z{i};\n");
        source += &format!("const int c{i}[{}] = {{ {i} }}; int v{i} = {i}; int z{i};\n", 1 + i % 3);
    }
    source += &format!("const char table[1 + {padding}] = \"x\"; char data[1 + {padding}] = \"y\";\n");
    source += "int main(int argc, char **argv)\n{\n\tint sum = table[argc] + data[argc];\n\t(void)argv;\n";
    for i in 0..40 {
        source += &format!("\tsum += c{i}[argc] + v{i}++ + z{i}--;\n");
    }
    source + "\tprintf(\"%d\\n\", sum);\n\treturn 0;\n}\n"
}

/// The standard asks for scripts that both linkers read.
#[test]
fn lld_links_with_the_same_scripts() {
    let lld = lld_folder();
    let samples = [
        "constructors",
        "thread_local",
        "common",
        "aligned_function",
        "input_fgets",
        "linker_set",
        "heap_symbols",
    ];
    for vendor in zkshim_vendors::all() {
        for name in samples {
            let sample = sample(name);
            let object = build::object(vendor, &sample.source, O2, &[]).expect("it compiles");
            let program = kit::scratch("lld").join(format!("{}-{name}", vendor.name));
            let extra = format!("-fuse-ld=lld -B'{}'", lld.display());
            build::link(&vendor.name, O2, &[object], &sample.expected.link, &program, &extra)
                .unwrap_or_else(|e| panic!("{name} on {}: {e}", vendor.name));
            let run = run::zkshim_run("machine", &program, &sample.private_input()).expect("a report");
            zkshim_tests::verdict::judge(&sample, vendor, &run)
                .unwrap_or_else(|e| panic!("{name} on {}: {e}", vendor.name));
        }
    }
}

/// Rust's toolchains carry LLD under the name that gcc looks for.
fn lld_folder() -> PathBuf {
    let sysroot = kit::output_of(Command::new("rustc").args(["--print", "sysroot"])).expect("rustc");
    let version = kit::output_of(Command::new("rustc").arg("-vV")).expect("rustc");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host line");
    let folder = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(host).join("bin/gcc-ld");
    assert!(folder.join("ld.lld").is_file(), "no ld.lld in {}", folder.display());
    folder
}
