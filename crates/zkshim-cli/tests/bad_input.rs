//! Bad input for every command: a message that says what is wrong, where, and what to do; a status that is no
//! guest's; and nothing left behind. The first lines of the messages are in `bad-input.golden.txt`, one a case,
//! which `ZKSHIM_BLESS=1` writes anew.
#![cfg(target_os = "linux")]

mod support;

use std::{env, fs, os::unix::fs::PermissionsExt, path::Path};

use support::{
    Folder,
    guests::{Guest, NOP, halt_sp1, layout},
};

/// The files that a run may write, asked for in every case that does not name its own.
const FILES: [&str; 2] = ["public", "report.json"];
/// All of what a failed run may leave.
const REPORT: &str = "report.json";

fn sp1() -> Guest {
    Guest::new("sp1", |asm| halt_sp1(asm, &[], 0))
}

/// A guest that would go on for ever.
fn board() -> Guest {
    let mut guest = Guest::new("virt64", |asm| asm.then([NOP, 0x0000_006f]));
    // A window for 8 bytes of input, after its header.
    let [.., start, end] = guest.mark.as_mut().expect("a mark");
    *end = *start + 24;
    guest
}

/// The folder of a case: guests good and bad, and executors in place of the vendors'.
fn folder() -> Folder {
    let folder = Folder::new();
    let unmarked = Guest { mark: None, ..sp1() };
    let foreign = Guest { vendor: "jolt".into(), ..sp1() };
    let newer = Guest { mark: None, ..sp1() };
    let newer = Guest { extra: vec![(".zkshim".into(), b"zkshim\0\x02 and more".to_vec())], ..newer };
    let other_class = Guest { wide: false, ..sp1() };
    let shared = Guest { kind: object::elf::ET_DYN, ..sp1() };
    for (name, guest) in [
        ("sp1.elf", sp1()),
        ("board.elf", board()),
        ("risc0.elf", Guest::new("risc0", |asm| asm.then([NOP]))),
        ("unmarked.elf", unmarked),
        ("foreign.elf", foreign),
        ("newer.elf", newer),
        ("class.elf", other_class),
        ("shared.elf", shared),
    ] {
        folder.write(name, &guest.build());
    }
    let whole = sp1().build();
    folder.write("cut.elf", &whole[..whole.len() / 2]);
    folder.write("empty", b"");
    folder.write("script", b"#!/bin/sh\necho no guest at all\n");
    folder.write("9-bytes", &[7; 9]);
    folder.write("cut.a", b"!<arch>\nmember.o/");
    folder.write("thin.a", b"!<thin>\n");
    fs::create_dir(folder.path("folder")).expect("a folder");
    let this = env::current_exe().expect("this test");
    std::os::unix::fs::symlink(this, folder.path("linux")).expect("a link");
    folder
}

/// What goes for `run` wherever, and for `pack`.
const ALL: [(&str, &str); 11] = [
    ("no guest given", ""),
    ("missing guest", "missing.elf"),
    ("folder as guest", "folder"),
    ("empty file", "empty"),
    ("script", "script"),
    ("program for Linux", "linux"),
    ("cut off", "cut.elf"),
    ("without a mark", "unmarked.elf"),
    ("mark of an unknown vendor", "foreign.elf"),
    ("mark of another version", "newer.elf"),
    ("missing folder", "--output missing/public sp1.elf"),
];

const COMMANDS: [(&str, &str); 4] =
    [("machine", "run"), ("qemu", "run --on qemu"), ("executor", "run --on executor"), ("pack", "pack")];

/// What goes for one command.
const ONE: [(&str, &str); 22] = [
    ("machine: of the other class", "run class.elf"),
    ("machine: shared object", "run shared.elf"),
    ("machine: input larger than its window", "run --input 9-bytes board.elf"),
    ("machine: missing input", "run --input missing sp1.elf"),
    ("machine: folder as input", "run --input folder sp1.elf"),
    ("machine: folder as output", "run --output folder board.elf"),
    ("machine: missing folder for the report", "run --report missing/report.json board.elf"),
    ("machine: program arguments", "run sp1.elf one two"),
    ("qemu: of another vendor", "run --on qemu sp1.elf"),
    ("qemu: input larger than its window", "run --on qemu --input 9-bytes board.elf"),
    ("qemu: missing input", "run --on qemu --input missing board.elf"),
    ("qemu: folder as output", "run --on qemu --output folder board.elf"),
    ("executor: of a board", "run --on executor board.elf"),
    ("executor: not built", "run --on executor sp1.elf"),
    ("executor: line not built", "run --on executor:7 sp1.elf"),
    ("run: unknown place", "run --on gpu sp1.elf"),
    ("run: unknown option", "run --bogus sp1.elf"),
    ("pack: for a board", "pack board.elf"),
    ("pack: executor not built", "pack risc0.elf"),
    ("pack: folder as output", "pack --output folder sp1.elf"),
    ("pack: guest as output", "pack --output sp1.elf sp1.elf"),
    ("pack: no release line", "pack --line ../5 risc0.elf"),
];

/// What goes for `check`, whose status then is 2.
const CHECK: [(&str, &str); 12] = [
    ("no vendor given", "check sp1.elf"),
    ("no file given", "check --vendor sp1"),
    ("unknown vendor", "check --vendor jolt sp1.elf"),
    ("unknown option", "check --vendor sp1 --bogus sp1.elf"),
    ("missing file", "check --vendor sp1 missing.a"),
    ("folder", "check --vendor sp1 folder"),
    ("empty file", "check --vendor sp1 empty"),
    ("script", "check --vendor sp1 script"),
    ("cut off", "check --vendor sp1 --vendor zisk cut.a"),
    ("thin archive", "check --vendor sp1 thin.a"),
    ("guest", "check --vendor sp1 sp1.elf"),
    ("program for Linux", "check --vendor sp1 linux"),
];

#[test]
fn every_message_is_golden() {
    let all = COMMANDS.iter().flat_map(|(name, command)| {
        ALL.iter().map(move |(case, line)| (format!("{name}: {case}"), format!("{command} {line}")))
    });
    let one = ONE.iter().map(|&(case, line)| (case.to_owned(), line.to_owned()));
    let check = CHECK.iter().map(|&(case, line)| (format!("check: {case}"), line.to_owned()));
    let mut said = String::new();
    for (case, line) in all.chain(one).chain(check) {
        said += &format!("{case}: {}\n", first_line(&line));
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-input.golden.txt");
    if env::var_os("ZKSHIM_BLESS").is_some() {
        fs::write(&golden, said).expect("the golden file can be written");
        return;
    }
    let golden = fs::read_to_string(golden).expect("the golden file");
    let golden: Vec<_> = golden.lines().collect();
    let said: Vec<_> = said.lines().collect();
    assert_eq!(said, golden);
}

/// Runs a command that must fail, asking for the files that it does not name itself, and checks all but the
/// words.
fn first_line(line: &str) -> String {
    let folder = folder();
    let before = folder.names();
    let asked = match line.split_once(' ') {
        Some(("run", rest)) if !rest.contains("--output") && !rest.contains("--report") => {
            format!("run --output {} --report {} {rest}", FILES[0], FILES[1])
        }
        _ => line.to_owned(),
    };
    let ran = folder.zkshim(&asked);
    let status = if line.starts_with("check") { 2 } else { 125 };
    assert_eq!(ran.status, Some(status), "{line}: {ran:?}");
    assert_eq!(ran.stdout, b"", "{line}");
    assert!(!ran.stderr.contains("panicked"), "{line}: {ran:?}");
    let left: Vec<_> = folder.names().into_iter().filter(|name| !before.contains(name)).collect();
    assert!(left.is_empty() || left == [REPORT], "{line} left {left:?}");
    if left == [REPORT] {
        assert_eq!(folder.report().execution.code, None, "{line}");
    }
    let mut lines = ran.stderr.lines();
    let mut first = lines.next().unwrap_or_default().to_owned();
    if first.ends_with(':') {
        first += &format!(" {}", lines.next().unwrap_or_default().trim());
    }
    first.replace(&host(), "<this machine>").replace(&zkshim_vendors::names().join(", "), "<vendors>")
}

/// The name of the machine that this test is a program for.
fn host() -> String {
    let file = fs::read(env::current_exe().expect("this test")).expect("this test's file");
    let file = object::File::parse(&*file).expect("an ELF file");
    format!("{:?}", object::Object::architecture(&file))
}

/// Root may read everything.
#[test]
fn a_guest_that_may_not_be_read_is_named() {
    let folder = folder();
    let path = folder.path("sp1.elf");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("the guest's rights");
    if fs::read(&path).is_ok() {
        return;
    }
    for (_, command) in COMMANDS {
        let ran = folder.zkshim(&format!("{command} sp1.elf"));
        let expected = "zkshim: the guest sp1.elf: Permission denied (os error 13)\n";
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(125), expected));
    }
}

/// Known before the run, which here has no end.
#[test]
fn a_file_that_can_not_be_written_is_known_before_the_run() {
    let folder = folder();
    for option in ["--output", "--report"] {
        let ran = folder.zkshim(&format!("run {option} missing/file board.elf"));
        assert_eq!(ran.status, Some(125), "{ran:?}");
    }
}

/// At every byte, which has every boundary of a header among them. Nothing of it may run: the section headers,
/// with the mark's, come last.
#[test]
fn an_elf_cut_anywhere_is_refused() {
    for guest in [sp1(), board(), Guest::new("risc0", |asm| asm.then([NOP])).with_data([1; 8])] {
        let guest = guest.with_function("main", layout("sp1").code, 4);
        let elf = guest.build();
        for size in 0..elf.len() {
            let refusal = zkshim_machine::Image::load(&elf[..size]).map(|_| ()).unwrap_err();
            let known = ["not an ELF file: ", "a broken ELF file ("];
            assert!(known.iter().any(|start| refusal.starts_with(start)), "{size} bytes: {refusal}");
        }
        assert!(zkshim_machine::Image::load(&elf).is_ok());
    }
}

/// Every byte of the headers and of the mark is tried with values that make sizes and offsets small, large,
/// and negative. Most are refused; what runs may end as it likes, but not in a panic.
#[test]
fn an_elf_with_a_wrong_byte_is_refused_or_runs() {
    let limits = zkshim_report::Limits { time: std::time::Duration::from_secs(10), instructions: Some(1000) };
    for guest in [sp1(), board()] {
        let elf = guest.with_function("main", layout("sp1").code, 4).build();
        for at in 0..elf.len() {
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut wrong = elf.clone();
                wrong[at] = byte;
                let mut console = zkshim_report::Recorded::default();
                zkshim_machine::run(&wrong, b"input", &limits, &mut console);
            }
        }
    }
}
