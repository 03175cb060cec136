//! `zkshim check`: statuses, and what goes where. What is said of each kind of mistake is tested in zkshim-check.

#[path = "../../zkshim-check/tests/support/mod.rs"]
mod libraries;
mod support;

use libraries::{Obj, archive};
use support::{Folder, Ran};

const RET: u32 = 0x0000_8067;
const AMOADD_W: u32 = 0x00b6_252f;

/// Libraries, one of which only ZisK can execute, and one for 32 bits.
fn folder() -> Folder {
    let folder = Folder::new();
    let library = |object: Obj| archive(&[("ret.o", Obj::new([RET]).build()), ("last.o", object.build())]);
    folder.write("good.a", &library(Obj::new([RET])));
    folder.write("atomic.a", &library(Obj::new([AMOADD_W, RET]).with_function("add", 0, 8)));
    folder.write("atomic.o", &Obj::new([AMOADD_W, RET]).build());
    folder.write("good32.a", &archive(&[("ret.o", Obj::of_32_bits([RET]).build())]));
    folder.write("bitcode.a", &archive(&[("ret.o", b"BC\xC0\xDE".to_vec())]));
    folder
}

fn says(ran: &Ran, status: i32, stdout: &str) {
    assert_eq!(
        (String::from_utf8_lossy(&ran.stdout).as_ref(), ran.status),
        (stdout, Some(status)),
        "{ran:?}"
    );
}

#[test]
fn good_files_have_a_line_each() {
    let folder = folder();
    let ran = folder.zkshim("check --vendor sp1 good.a");
    says(&ran, 0, "good.a: 2 objects, all of SP1's instruction set\n");
    assert_eq!(ran.stderr, "");
    let ran = folder.zkshim("check --vendor zisk good.a atomic.a atomic.o");
    let expected = "good.a: 2 objects, all of ZisK's instruction set
atomic.a: 2 objects, all of ZisK's instruction set
atomic.o: 1 object, all of ZisK's instruction set
";
    says(&ran, 0, expected);
    assert_eq!(ran.stderr, "");
    for vendor in ["risc0", "openvm", "virt32"] {
        assert_eq!(folder.zkshim(&format!("check --vendor {vendor} good32.a")).status, Some(0), "{vendor}");
    }
}

#[test]
fn findings_are_said_on_stderr_and_have_status_1() {
    let ran = folder().zkshim("check atomic.a good.a --vendor zisk --vendor sp1");
    let expected = "atomic.a: 2 objects, all of ZisK's instruction set
good.a: 2 objects, all of ZisK's instruction set
good.a: 2 objects, all of SP1's instruction set
";
    says(&ran, 1, expected);
    let start = "zkshim: atomic.a is not for SP1 (rv64im, lp64): 1 of 2 objects wrong
  last.o: add+0x0 (.text+0x0): 0x00b6252f, amoadd.w: atomic (A)
  rule: SP1 has rv64im";
    assert!(ran.stderr.starts_with(start), "{}", ran.stderr);
}

/// A mistake in one file hides none in another, and is the worse one.
#[test]
fn every_file_is_checked_whatever_the_others_are() {
    let ran = folder().zkshim("check --vendor sp1 missing.a atomic.a bitcode.a good.a");
    says(&ran, 2, "good.a: 2 objects, all of SP1's instruction set\n");
    let starts: Vec<_> = ran.stderr.lines().filter_map(|line| line.strip_prefix("zkshim: ")).collect();
    assert_eq!(starts.len(), 3, "{}", ran.stderr);
    for (line, start) in
        starts.iter().zip(["missing.a: No such file", "atomic.a is not for SP1", "bitcode.a: not"])
    {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn the_help_names_the_statuses() {
    let ran = folder().zkshim("check --help");
    let help = String::from_utf8_lossy(&ran.stdout);
    assert_eq!(ran.status, Some(0));
    assert!(help.contains("Exits with 0 if all is"), "{help}");
}
