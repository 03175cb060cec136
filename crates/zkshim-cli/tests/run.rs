//! `zkshim run` on the strict machine: statuses, files, and what it says of mistakes.

mod support;

use support::{
    Folder, Ran,
    guests::{self, *},
};
use zkshim_report::{Outcome, Runner};

/// An SP1 guest that prints a line, makes its input of that length its public output, and ends.
fn echo(input: &[u8], code: u64) -> Guest {
    let (data, window) = (layout("sp1").data, 0x1C_0000_0000);
    let length = input.len() as u64;
    Guest::new("sp1", |asm| {
        let asm = guests::sp1(asm, 0x02, &[1, data, 6]);
        let asm = guests::sp1(asm, 0xF1, &[window, length]);
        halt_sp1(guests::sp1(asm, 0x02, &[13, window, length]), input, code)
    })
    .with_data(*b"hello\n\0\0")
}

/// A board's guest that prints to stderr, without the end of a line, and stores to address 16.
fn mutters_and_faults(vendor: &str) -> Guest {
    let data = layout(vendor).data;
    Guest::new(vendor, |asm| {
        let asm = semihost(asm, 0x01, &[data + 64, 8, 3]);
        semihost(asm, 0x05, &[1, data + 64, 3]).then([sw(A0, ZERO, 16)])
    })
    .with_data([[0; 64].as_slice(), b":tt\0"].concat())
}

fn says(ran: Ran, status: i32, stderr: &str) {
    assert_eq!((ran.stderr.as_str(), ran.status), (stderr, Some(status)));
}

#[test]
fn the_guests_code_is_the_status() {
    for code in [0, 42, 124, 255] {
        let ran = Folder::with(&echo(b"", code)).zkshim("run guest.elf");
        assert_eq!((ran.status, ran.stdout.as_slice()), (Some(code as i32), b"hello\n".as_slice()));
        assert_eq!(ran.stderr, "");
    }
    // More than a status can hold is a failure all the same.
    says(Folder::with(&echo(b"", 256)).zkshim("run guest.elf"), 255, "");
}

#[test]
fn input_comes_from_a_file_or_stdin() {
    let input = b"private\0\xff";
    let folder = Folder::with(&echo(input, 0));
    folder.write("input", input);
    says(folder.zkshim("run --input input --output public guest.elf"), 0, "");
    assert_eq!(folder.read("public").as_deref(), Some(input.as_slice()));
    says(folder.zkshim_with("run --input - --output public2 guest.elf", input, &[]), 0, "");
    assert_eq!(folder.read("public2").as_deref(), Some(input.as_slice()));
}

#[test]
fn a_report_tells_it_all() {
    let folder = Folder::with(&echo(b"ab", 3));
    folder.write("input", b"ab");
    says(folder.zkshim("run --on machine --input input --report report.json guest.elf"), 3, "");
    let report = folder.report();
    assert_eq!((report.vendor.as_str(), report.runner), ("sp1", Runner::Machine));
    assert_eq!(report.runner_version, format!("zkshim {}", env!("CARGO_PKG_VERSION")));
    let execution = report.execution;
    assert_eq!((execution.outcome, execution.code, execution.reason), (Outcome::Exited, Some(3), None));
    assert_eq!(execution.public_output, b"ab");
    assert!(execution.instructions.is_some() && execution.pages_touched.is_some());
    assert!(execution.heap_high_water.is_some() && execution.stack_high_water.is_some());
    assert_eq!((execution.misaligned, execution.cost), (Some(0), None));
}

#[test]
fn a_fault_is_said_in_lines_of_its_own() {
    let folder = Folder::with(&mutters_and_faults("virt64"));
    let ran = folder.zkshim("run --report report.json --output public guest.elf");
    let pc = layout("virt64").code + mutters_and_faults("virt64").segments[0].size - 4;
    let reason = format!(
        "store to 0x10: address is in no region of QEMU virt, RV64
  pc {pc:#x}
  address 0x10: below region `ram`, 0x80000000..0xc0000000
  rule: QEMU virt, RV64's memory map (QEMU 7.2 hw/riscv/virt.c virt_memmap, VIRT_DRAM)"
    );
    says(ran, 125, &format!(":tt\nzkshim: trapped: {reason}\n"));
    let report = folder.report();
    assert_eq!((report.execution.outcome, report.execution.reason), (Outcome::Trapped, Some(reason)));
    assert_eq!(folder.read("public"), None, "no proof, no output");
}

#[test]
fn a_run_that_takes_too_long_has_status_124() {
    let folder = Folder::with(&Guest::new("virt32", |asm| asm.then([beq(ZERO, ZERO, 0)])));
    let ran = folder.zkshim("run --max-instructions 1000 --report report.json guest.elf");
    says(ran, 124, "zkshim: timed out: more than 1000 instructions\n");
    assert_eq!(folder.report().execution.instructions, Some(1000));
    says(folder.zkshim("run --timeout 1 guest.elf"), 124, "zkshim: timed out: no end after 1 s\n");
}

#[test]
fn a_refused_guest_has_a_report_too() {
    let folder = Folder::new();
    folder.write("script", b"#!/bin/sh\necho no guest at all\n");
    folder.zkshim("run --report report.json script");
    let report = folder.report();
    assert_eq!((report.vendor.as_str(), report.execution.outcome), ("unknown", Outcome::Refused));
}

#[test]
fn program_arguments_are_an_error() {
    let folder = Folder::with(&echo(b"", 0));
    for arguments in ["one two", "--one", "-- one"] {
        let ran = folder.zkshim(&format!("run guest.elf {arguments}"));
        let first = arguments.trim_start_matches("-- ").split(' ').next().unwrap();
        let expected =
            format!("zkshim: zkVMs have no program arguments: `{first}` (private input goes by --input)\n");
        says(ran, 125, &expected);
    }
}

/// A status below 125 is the guest's, so that a mistake on the command line is none.
#[test]
fn mistakes_on_the_command_line_have_status_125() {
    let folder = Folder::with(&echo(b"", 0));
    for line in
        ["", "run", "walk", "run --on gpu guest.elf", "run --bogus guest.elf", "run --timeout soon guest.elf"]
    {
        let ran = folder.zkshim(line);
        assert_eq!(ran.status, Some(125), "{line}: {ran:?}");
        assert!(ran.stderr.contains("Usage") || ran.stderr.contains("--help"), "{line}: {ran:?}");
    }
    let gpu = folder.zkshim("run --on gpu guest.elf").stderr;
    assert!(gpu.contains("use machine, executor, executor:N or qemu"), "{gpu}");
    assert_eq!(folder.zkshim("--version").status, Some(0));
}

#[test]
fn the_help_is_short() {
    let help = Folder::new().zkshim("--help");
    assert_eq!(help.status, Some(0));
    assert_eq!(
        String::from_utf8(help.stdout).unwrap(),
        "C and C++ on zkVMs: run what a toolchain file of zkshim has built

Usage: zkshim <COMMAND>

Commands:
  run    Run a guest
  pack   Write the file that the vendor's own host takes
  check  Check static libraries and objects before they are linked
  help   Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version
"
    );
}
