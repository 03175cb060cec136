//! The check of libraries on what a real compiler makes: the kit's libraries pass, those of every multilib that
//! a vendor can't execute are refused, and each word that a vendor lacks is found and named.

use std::{fs, path::Path, process::Command};

use zkshim_check::archive::{Conclusion, check};
use zkshim_tests::{
    build::flags,
    kit::{self, output_of},
    sample::Knobs,
};
use zkshim_vendors::{Trap, Vendor, all};

fn compiler(vendor: &Vendor) -> Command {
    Command::new(&flags(&vendor.name, &Knobs::default()).expect("flags").compiler)
}

fn conclusion(file: &Path, vendor: &Vendor) -> Conclusion {
    let bytes = fs::read(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let checked = check(&bytes, vendor).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    checked.conclude(&file.display().to_string(), vendor)
}

/// Every archive in a folder and below.
fn archives(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let below = |path: std::path::PathBuf| if path.is_dir() { archives(&path) } else { vec![path] };
    paths.flat_map(below).filter(|path| path.extension().is_some_and(|end| end == "a")).collect()
}

#[test]
fn the_kits_libraries_are_all_of_their_vendors_instruction_sets() {
    for vendor in all() {
        let sysroot = kit::path().join("sysroot").join(vendor.isa.multilib.replace('/', "-"));
        let own = kit::path().join("lib").join(&vendor.name);
        let libraries = [archives(&sysroot.join("lib")), archives(&own)].concat();
        for name in ["libc.a", "libgcc.a", "libzkshim.a"] {
            assert!(libraries.iter().any(|path| path.ends_with(name)), "{}: no {name}", vendor.name);
        }
        for library in libraries {
            let said = conclusion(&library, vendor);
            assert!(matches!(said, Conclusion::Good(_)), "{}: {said:?}", vendor.name);
        }
    }
}

/// A multilib by the names that GCC prints: `rv64imac/lp64;@march=rv64imac@mabi=lp64`.
struct Multilib {
    march: String,
    abi: String,
    options: Vec<String>,
}

fn multilibs(vendor: &Vendor) -> Vec<Multilib> {
    let printed = output_of(compiler(vendor).arg("-print-multi-lib")).expect("the compiler answers");
    let multilib = |line: &str| {
        let options: Vec<_> =
            line.split_once(";@")?.1.split('@').map(|option| format!("-{option}")).collect();
        let value =
            |name: &str| options.iter().find_map(|option| option.strip_prefix(name)).map(String::from);
        Some(Multilib { march: value("-march=")?, abi: value("-mabi=")?, options: options.clone() })
    };
    printed.lines().filter_map(multilib).collect()
}

/// Does the vendor's CPU have all the letters after `rv32` or `rv64`?
fn can_execute(vendor: &Vendor, multilib: &Multilib) -> bool {
    let (base, letters) = multilib.march.split_at(4);
    let (own_base, own_letters) = vendor.isa.march.split_at(4);
    base == own_base
        && multilib.abi == vendor.isa.abi
        && letters.chars().all(|letter| own_letters.contains(letter))
}

#[test]
fn the_compilers_other_multilibs_are_refused() {
    for vendor in all() {
        let (mut good, mut wrong) = (0, 0);
        for multilib in multilibs(vendor) {
            let mut gcc = compiler(vendor);
            gcc.args(&multilib.options).arg("-print-libgcc-file-name");
            let library = output_of(&mut gcc).expect("the compiler answers");
            let said = conclusion(Path::new(library.trim()), vendor);
            let expected = can_execute(vendor, &multilib);
            assert_eq!(matches!(said, Conclusion::Good(_)), expected, "{}: {said:?}", vendor.name);
            *if expected { &mut good } else { &mut wrong } += 1;
        }
        assert!(good > 0 && wrong > 1, "{}: {good} good and {wrong} wrong multilibs", vendor.name);
    }
}

/// What must be found in a source, by the record.
struct Word {
    source: &'static str,
    /// The letters of `-march` after `rv32i` or `rv64i`.
    letters: &'static str,
    found: &'static str,
    by: fn(&Vendor) -> bool,
}

fn everybody(_: &Vendor) -> bool {
    true
}

fn nobody(_: &Vendor) -> bool {
    false
}

fn no_atomics(vendor: &Vendor) -> bool {
    !vendor.isa.march[4..].contains('a')
}

fn no_csrs(vendor: &Vendor) -> bool {
    !vendor.isa.own_opcodes.contains(&0x73)
}

fn every_word(vendor: &Vendor) -> bool {
    vendor.loader.every_word_decodes
}

/// `amoadd.w` is an instruction where there are atomics, marked as data or not.
fn no_atomics_and_every_word(vendor: &Vendor) -> bool {
    no_atomics(vendor) && every_word(vendor)
}

fn no_fence(vendor: &Vendor) -> bool {
    vendor.isa.fence == Trap::Refused
}

fn no_fence_i(vendor: &Vendor) -> bool {
    no_fence(vendor) || every_word(vendor)
}

fn no_zbb(vendor: &Vendor) -> bool {
    !vendor.isa.extensions.iter().any(|extension| extension == "zbb")
}

#[rustfmt::skip]
const WORDS: &[Word] = &[
    Word { source: "c.nop", letters: "c", found: "0x0001, compressed instruction (C)", by: everybody },
    // Nothing in it is compressed yet.
    Word { source: ".option norvc; nop", letters: "c", found: "RVC", by: everybody },
    Word { source: "amoadd.w a0, a1, (a2)", letters: "a", found: "amoadd.w: atomic (A)", by: no_atomics },
    Word { source: "lr.w a0, (a1)", letters: "a", found: "lr.w: atomic (A)", by: no_atomics },
    Word { source: "sc.w a0, a1, (a2)", letters: "a", found: "sc.w: atomic (A)", by: no_atomics },
    Word { source: "flw fa0, 0(a0)", letters: "f_zicsr", found: "flw: floating point (F)", by: everybody },
    Word { source: "fsw fa0, 0(a0)", letters: "f_zicsr", found: "fsw: floating point (F)", by: everybody },
    Word { source: "fld fa0, 0(a0)", letters: "fd_zicsr", found: "fld: floating point (D)", by: everybody },
    Word { source: "fadd.d fa0, fa1, fa2", letters: "fd_zicsr", found: "fadd.d: floating point (D)", by: everybody },
    Word { source: "fmadd.s fa0, fa1, fa2, fa3", letters: "f_zicsr", found: "fmadd.s: floating point (F)", by: everybody },
    Word { source: "fcvt.w.d a0, fa1", letters: "fd_zicsr", found: "fcvt: floating point (D)", by: everybody },
    Word { source: "clz a0, a1", letters: "_zbb", found: "clz: bit manipulation (Zbb)", by: no_zbb },
    Word { source: "csrr a0, cycle", letters: "_zicsr", found: "csrrs of CSR 0xc00: CSR access (Zicsr)", by: no_csrs },
    Word { source: "csrwi 0x300, 1", letters: "_zicsr", found: "csrrwi of CSR 0x300: CSR access (Zicsr)", by: no_csrs },
    Word { source: "mret", letters: "", found: "mret: privileged instruction", by: no_csrs },
    Word { source: "fence", letters: "", found: "0x0ff0000f, fence", by: no_fence },
    Word { source: "fence.i", letters: "_zifencei", found: "fence.i (Zifencei)", by: no_fence_i },
    Word { source: "ecall; ebreak; unimp; mul a0, a1, a2; nop", letters: "m", found: "", by: nobody },
    Word { source: ".word 0", letters: "", found: "0x00000000, zeros, which are no instruction", by: every_word },
    // Custom-3, which is nobody's; a `.word` is data by the mapping symbol that GNU as gives it.
    Word { source: ".insn 0x0000007b", letters: "", found: "0x0000007b, not an instruction", by: everybody },
    Word { source: ".word 0x12345678", letters: "", found: "0x12345678, data among the code", by: every_word },
    Word { source: ".word 0x00b6252f", letters: "", found: "0x00b6252f, data among the code", by: no_atomics_and_every_word },
    Word {
        source: ".type table, @object; table: .word 0xffffffff; .size table, 4",
        letters: "", found: "0xffffffff, data among the code", by: every_word,
    },
    // GNU as fills the section's end with zeros, unless it is told that nothing will be relaxed.
    Word {
        source: ".option relax; f: ret; .balign 16; .type g, @function; g: ret; .size g, 4",
        letters: "", found: "  .text+0x14: 0x00000000, zeros", by: every_word,
    },
];

fn assemble(vendor: &Vendor, word: &Word, object: &Path) {
    let source = object.with_extension("s");
    fs::write(&source, format!("\t.text\n\t{}\n", word.source)).expect("a source");
    let march = format!("-march=rv{}i{}", vendor.isa.xlen, word.letters);
    let mut gcc = compiler(vendor);
    gcc.args([&march, &format!("-mabi={}", vendor.isa.abi), "-c"]).arg(&source).arg("-o").arg(object);
    output_of(&mut gcc).expect("it assembles");
}

#[test]
fn every_word_that_a_vendor_lacks_is_found_and_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = folder.path().join("word.o");
    for word in WORDS {
        for vendor in all() {
            assemble(vendor, word, &object);
            let expected = (word.by)(vendor);
            match conclusion(&object, vendor) {
                Conclusion::Wrong(said) if expected && said.contains(word.found) => {}
                Conclusion::Good(_) if !expected => {}
                other => panic!("`{}` for {}: {other:?}", word.source, vendor.name),
            }
        }
    }
}

/// Slim objects of GCC have no code before they are linked, fat ones have it.
#[test]
fn bytecode_is_said_to_be_unchecked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (source, object) = (folder.path().join("f.c"), folder.path().join("f.o"));
    fs::write(&source, "int f(int a) { return a + 1; }\n").expect("a source");
    for vendor in all() {
        let isa = &vendor.isa;
        for (fat, checked) in [("-fno-fat-lto-objects", false), ("-ffat-lto-objects", true)] {
            let mut gcc = compiler(vendor);
            gcc.args([
                &format!("-march={}", isa.march),
                &format!("-mabi={}", isa.abi),
                "-O2",
                "-flto",
                fat,
                "-c",
            ]);
            output_of(gcc.arg(&source).arg("-o").arg(&object)).expect("it compiles");
            let said = conclusion(&object, vendor);
            assert_eq!(matches!(said, Conclusion::Good(_)), checked, "{said:?}");
            assert_eq!(matches!(said, Conclusion::Unchecked(_)), !checked, "{said:?}");
        }
    }
}
