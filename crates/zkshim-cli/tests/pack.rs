//! `zkshim pack`: what a vendor's host takes, from the ELF or from the vendor's executor.
#![cfg(unix)]

mod support;

use support::{
    Folder, Ran,
    guests::{Guest, halt_sp1},
};

fn sp1() -> Guest {
    Guest::new("sp1", |asm| halt_sp1(asm, &[], 0))
}

/// A guest of the vendor whose host takes a container.
fn risc0() -> Guest {
    Guest::new("risc0", |asm| asm.then([0x73]))
}

fn says(ran: Ran, status: i32, stderr: &str) {
    assert_eq!((ran.stderr.as_str(), ran.status), (stderr, Some(status)));
    assert_eq!(ran.stdout, b"");
}

#[test]
fn a_host_that_takes_the_elf_gets_it_unchanged() {
    let folder = Folder::with(&sp1());
    says(folder.zkshim("pack guest.elf"), 0, "");
    assert_eq!(folder.read("guest.elf.bin"), Some(sp1().build()));
    says(folder.zkshim("pack --output for-the-host guest.elf"), 0, "");
    assert_eq!(folder.read("for-the-host"), Some(sp1().build()));
}

#[test]
fn a_container_is_made_by_the_vendors_executor() {
    let folder = Folder::with(&risc0());
    let fake = "[ $1 = --pack ] && [ $3 = -- ] && printf R0BF > $2 && cat $4 >> $2";
    folder.program("zkshim-exec-risc0", fake);
    says(folder.zkshim_among_programs("pack guest.elf"), 0, "");
    let packed = [b"R0BF", &risc0().build()[..]].concat();
    assert_eq!(folder.read("guest.elf.bin"), Some(packed));
    folder.program("zkshim-exec-risc0-5", "echo \"$@\" > arguments");
    says(folder.zkshim_among_programs("pack --line 5 --output out guest.elf"), 0, "");
    assert_eq!(folder.read("arguments").as_deref(), Some(b"--pack out -- guest.elf\n".as_slice()));
}

#[test]
fn an_executor_that_fails_has_the_last_word() {
    let folder = Folder::with(&risc0());
    folder.program("zkshim-exec-risc0", "echo 'zkshim: refused: by the vendor' >&2; exit 125");
    says(folder.zkshim_among_programs("pack guest.elf"), 125, "zkshim: refused: by the vendor\n");
    folder.program("zkshim-exec-risc0", "kill -9 $$");
    let program = folder.path("zkshim-exec-risc0");
    let expected = format!("zkshim: {}: signal: 9 (SIGKILL)\n", program.display());
    says(folder.zkshim_among_programs("pack guest.elf"), 125, &expected);
    assert_eq!(folder.read("guest.elf.bin"), None);
}

/// Nothing is asked of the executor for a guest that the loader rules refuse.
#[test]
fn a_guest_against_the_loaders_rules_is_not_packed() {
    let mut wrong = risc0();
    wrong.entry += 2;
    let folder = Folder::with(&wrong);
    folder.program("zkshim-exec-risc0", "touch $2");
    let ran = folder.zkshim_among_programs("pack guest.elf");
    assert!(ran.stderr.starts_with("zkshim: refused: the entry point 0x200802 is not"), "{}", ran.stderr);
    assert_eq!((ran.status, folder.read("guest.elf.bin")), (Some(125), None));
}

#[test]
fn the_guest_is_never_overwritten() {
    let folder = Folder::with(&sp1());
    for name in ["guest.elf", "./guest.elf"] {
        let ran = folder.zkshim(&format!("pack --output {name} guest.elf"));
        says(ran, 125, &format!("zkshim: the output {name} is the guest itself: name another file\n"));
    }
    assert_eq!(folder.read("guest.elf"), Some(sp1().build()));
}
