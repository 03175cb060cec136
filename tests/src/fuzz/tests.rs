use std::{fs, time::Duration};

use object::{Object, ObjectSymbol};
use zkshim_machine::Image;
use zkshim_report::{Limits, Outcome, Recorded};
use zkshim_vendors::{Mark, Region, Span, Vendor};

use super::{
    Fuzzer,
    generate::{self, Program},
    isa::{self, Format, Kind, Operands},
    seed_of,
    template::{self, Template, WINDOW},
};

const SEED: u64 = 7;

fn templates() -> impl Iterator<Item = (&'static Vendor, Template)> {
    zkshim_vendors::all().iter().map(|vendor| (vendor, Template::of(vendor).expect("it links")))
}

/// Is a word this instruction, whatever its operands?
fn is(kind: &Kind, word: u32) -> bool {
    let all = |field: u32, shift: u32| field << shift;
    let operands = match kind.format {
        Format::Register => all(0x1f, 7) | all(0x1f, 15) | all(0x1f, 20),
        Format::Unary => all(0x1f, 7) | all(0x1f, 15),
        Format::Shift => all(0x1f, 7) | all(0x1f, 15) | all(0x3f, 20),
        Format::ShiftWord => all(0x1f, 7) | all(0x1f, 15) | all(0x1f, 20),
        Format::Upper | Format::Jump => !0x7f,
        Format::Immediate | Format::Load(_) | Format::JumpRegister => !0x707f,
        Format::Store(_) | Format::Branch | Format::Fence => !0x707f,
        Format::Atomic(_) | Format::StoreConditional(_) => 0x07ff_8f80,
        Format::LoadReserved(_) => 0x060f_8f80,
    };
    word & !operands == kind.word(Operands::default())
}

#[test]
fn every_instruction_occurs() {
    for (vendor, template) in templates() {
        let programs: Vec<Program> = (0..1000)
            .map(|number| generate::program(seed_of(SEED, number), vendor, &template.layout))
            .collect();
        let words: Vec<u32> = programs.iter().flat_map(|program| &program.words).copied().collect();
        let kinds = isa::kinds(&vendor.isa);
        for kind in &kinds {
            let times = words.iter().filter(|&&word| is(kind, word)).count();
            assert!(times > 100, "{} has {} only {times} times", vendor.name, kind.name);
        }
        let unknown = words.iter().find(|&&word| !kinds.iter().any(|kind| is(kind, word)));
        assert_eq!(unknown, None, "on {}", vendor.name);
        // Each register is written to, and each is left alone, in some program.
        for register in 1..32 {
            let times = programs.iter().filter(|program| is_base(program, register)).count();
            assert!((20..500).contains(&times), "x{register} is a base {times} times");
        }
    }
}

#[test]
fn a_program_is_its_seeds() {
    let (vendor, template) = templates().next().expect("a vendor");
    let program = |seed| generate::program(seed, vendor, &template.layout);
    assert_eq!(program(SEED), program(SEED));
    assert_ne!(program(SEED), program(SEED + 1));
    assert_eq!(seed_of(SEED, 0), SEED);
}

/// Programs run where nothing lies around the windows: whatever leaves them is a fault. C is left out, which
/// fills the windows and takes most of the time.
#[test]
fn no_access_leaves_its_window() {
    for (vendor, mut template) in templates() {
        let (mark, stream) =
            mark_and_stream(&template.patched(&generate::bare(SEED, &[], vendor, &template.layout)));
        template.layout.windows = std::array::from_fn(|number| template::low_in_heap(&mark, number as u64));
        let narrow: &Vendor = Box::leak(Box::new(only_windows(vendor, &mark, &template.layout.windows)));
        let end = |program: &Program| {
            let elf = template.patched(program);
            let mut image = Image::load(&elf).expect("it loads");
            (image.vendor, image.entry) = (narrow, stream);
            let limits = Limits { time: Duration::from_secs(60), instructions: Some(100_000) };
            let run = zkshim_machine::run_image(&image, &[], &limits, &mut Recorded::default());
            match (run.outcome, run.reason) {
                (Outcome::Exited, _) => "it returned".to_owned(),
                (_, reason) => {
                    reason.and_then(|reason| Some(reason.lines().next()?.to_owned())).expect("a reason")
                }
            }
        };
        // After the stream it returns to where nobody has called it from: nowhere, or to ZisK's BIOS.
        let returned = end(&generate::bare(SEED, &[], vendor, &template.layout));
        assert!(returned.starts_with("fetch from ") || returned == "it returned", "{returned}");
        for number in 0..1000 {
            let program = generate::program(seed_of(SEED, number), vendor, &template.layout);
            assert_eq!(end(&program), returned, "{}, program {number}", vendor.name);
        }
        // The test can fail: a byte behind each end of a window.
        for immediate in [WINDOW as i64 / 2, -(WINDOW as i64) / 2 - 1] {
            let program = generate::bare(SEED, &[], vendor, &template.layout);
            let base = (1..32).find(|&register| is_base(&program, register)).expect("a base");
            let half = immediate / 2;
            let words = [
                isa::kind("addi").word(Operands { rd: base, rs1: base, rs2: 0, immediate: half }),
                isa::kind("lb").word(Operands { rd: 0, rs1: base, rs2: 0, immediate: immediate - half }),
            ];
            let beyond = end(&generate::bare(SEED, &words, vendor, &template.layout));
            assert!(beyond.contains("load from "), "{beyond}");
        }
    }
}

/// The mark of a patched template, and where the code around the stream starts.
fn mark_and_stream(elf: &[u8]) -> (Mark, u64) {
    let file = object::File::parse(elf).expect("an ELF file");
    let stream = file.symbol_by_name("fuzz_stream").expect("a symbol").address();
    (Mark::of_elf(elf).expect("a mark"), stream)
}

/// The vendor without heap and stack, but for the windows.
fn only_windows(vendor: &Vendor, mark: &Mark, windows: &[u64]) -> Vendor {
    let kept = windows.iter().map(|&start| Span { start, end: start + WINDOW });
    let kept: Vec<Span> = kept.collect();
    let mut regions = Vec::new();
    for region in &vendor.regions {
        let mut pieces = vec![Span { start: region.start, end: region.end }];
        for hole in [mark.heap, mark.stack] {
            pieces = pieces
                .into_iter()
                .flat_map(|piece| {
                    let below = Span { start: piece.start, end: piece.end.min(hole.start) };
                    let above = Span { start: piece.start.max(hole.end), end: piece.end };
                    [below, above]
                })
                .filter(|piece| piece.size() > 0)
                .collect();
        }
        let within = |span: &&Span| region.start <= span.start && span.end <= region.end;
        pieces.extend(kept.iter().filter(within));
        pieces.sort_by_key(|piece| piece.start);
        regions.extend(pieces.iter().map(|piece| Region {
            start: piece.start,
            end: piece.end,
            ..region.clone()
        }));
    }
    Vendor { regions, ..vendor.clone() }
}

/// A vendor whose programs have multiplications that the other side gets wrong.
fn with_a_wrong_mulhu(vendor: &'static Vendor) -> Fuzzer {
    let mulhu_as_mulh = |word| if is(isa::kind("mulhu"), word) { word & !0x7000 | 0x1000 } else { word };
    Fuzzer { distort: mulhu_as_mulh, ..Fuzzer::new(vendor, "machine").expect("it links") }
}

#[test]
fn a_wrong_instruction_is_found_and_the_program_reduced_to_it() {
    for vendor in [&zkshim_vendors::all()[0], zkshim_vendors::find("virt64").expect("a vendor")] {
        let fuzzer = with_a_wrong_mulhu(vendor);
        let found = (0..20).find_map(|number| fuzzer.check(seed_of(SEED, number), true).err());
        let report = found.expect("some program that has mulhu, and its result");
        let line =
            |start: &str| report.lines().find(|line| line.starts_with(start)).expect(&report).to_owned();
        assert!(line("public output").ends_with(':'), "{report}");
        assert!(line("again: ").contains(&format!("--vendor {} --seed 0x", vendor.name)), "{report}");
        let left: Vec<u32> = report
            .lines()
            .filter_map(|line| u32::from_str_radix(line.strip_prefix("  0x")?.split_once(": ")?.1, 16).ok())
            .collect();
        assert!(left.len() <= 6, "{report}");
        assert!(left.iter().any(|&word| is(isa::kind("mulhu"), word)), "{report}");
        let file = line("the program: ").split_once(": ").expect("a path").1.to_owned();
        assert!(fs::read(&file).is_ok_and(|elf| Mark::of_elf(&elf).is_ok()), "{file}");
    }
}

#[test]
fn every_register_and_every_byte_of_a_window_matter() {
    for bits in [32, 64] {
        let (vendor, template) =
            templates().find(|(vendor, _)| vendor.isa.xlen == bits).expect("a vendor of this width");
        let output = |program: &Program| {
            let limits = Limits { time: Duration::from_secs(60), instructions: Some(1_000_000) };
            let run = zkshim_machine::run(&template.patched(program), &[], &limits, &mut Recorded::default());
            assert_eq!((run.outcome, run.code), (Outcome::Exited, Some(0)), "{run:?}");
            run.public_output
        };
        let bare = |words: &[u32]| generate::bare(SEED, words, vendor, &template.layout);
        let unchanged = bare(&[isa::kind("addi").word(Operands::default())]);
        let expected = output(&unchanged);
        let bases: Vec<usize> = (1..32).filter(|&register| is_base(&unchanged, register)).collect();
        assert_eq!(bases.len(), 3);
        for register in (1..32).filter(|register| !bases.contains(register)) {
            let mut changed = unchanged.clone();
            changed.registers[register] ^= 1 << (register % vendor.isa.xlen as usize);
            assert_ne!(output(&changed), expected, "x{register}");
        }
        for base in bases {
            for immediate in [-2048, -1024, -1, 0, 1, 2, 3, 1023, 2047] {
                // With one of two values the byte is another than it was.
                let other =
                    (1..32).find(|&register| unchanged.registers[register] & 0xff != 0).expect("a value");
                let store = |rs2| isa::kind("sb").word(Operands { rd: 0, rs1: base, rs2, immediate });
                let outputs = [0, other].map(|rs2| output(&bare(&[store(rs2)])));
                assert!(outputs.iter().any(|output| *output != expected), "{immediate} from x{base}");
            }
        }
    }
}

fn is_base(program: &Program, register: usize) -> bool {
    program.windows.contains(&program.registers[register].wrapping_sub(WINDOW / 2))
}
