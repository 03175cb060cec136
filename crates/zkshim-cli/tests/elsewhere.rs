//! `zkshim run` on executors and under QEMU: what it starts, and what it makes of the end.
#![cfg(unix)]

mod support;

use support::{
    Folder, Ran,
    guests::{self, *},
};
use zkshim_report::{Outcome, Runner};

fn sp1() -> Guest {
    Guest::new("sp1", |asm| halt_sp1(asm, &[], 0))
}

/// A board's guest that prints, copies 5 bytes of its input to its public output, and ends with 42.
fn board(vendor: &str) -> Guest {
    let (data, input) = (layout(vendor).data, layout(vendor).mark[4] + 16);
    let guest = Guest::new(vendor, |asm| {
        let asm = semihost(asm, 0x01, &[data + 64, 4, 3]);
        let asm = asm.then([addi(S2, A0, 0)]);
        let asm = semihost(asm, 0x01, &[data + 64, 8, 3]).then([addi(S3, A0, 0)]);
        let asm = semihost(asm, 0x01, &[data + 68, 5, 13]).then([addi(S4, A0, 0)]);
        let asm = write_to(asm, S2, data + 82, 8);
        let asm = write_to(asm, S3, data + 82, 3);
        let asm = write_to(asm, S4, input, 5);
        exit_board(asm.then([addi(S4, ZERO, 42)]), S4)
    });
    let text = b":tt\0zkshim-output\0to you\n\xff";
    guest.with_data([[0; 64].as_slice(), text].concat())
}

/// SYS_WRITE to the handle in a register.
fn write_to(asm: Asm, handle: u32, address: u64, length: u64) -> Asm {
    let store = if asm.xlen == 32 { sw } else { sd };
    let start = asm.words.len();
    let mut asm = semihost(asm, 0x05, &[0, address, length]);
    // The block's first word, 0, was stored from A2: store the handle instead.
    let first = asm.words[start..].iter().position(|&word| word == store(A2, A1, 0)).unwrap();
    asm.words[start + first] = store(handle, A1, 0);
    asm
}

fn says(ran: Ran, status: i32, stderr: &str) {
    assert_eq!((ran.stderr.as_str(), ran.status), (stderr, Some(status)));
}

#[test]
fn a_missing_executor_says_how_to_build_it() {
    let folder = Folder::with(&sp1());
    let ran = folder.zkshim("run --on executor --report report.json guest.elf");
    says(ran, 125, "zkshim: host error: zkshim-exec-sp1 is not built: cargo xtask executors\n");
    let report = folder.report();
    assert_eq!((report.runner, report.execution.outcome), (Runner::Executor, Outcome::HostError));
    let ran = folder.zkshim("run --on executor:7 guest.elf");
    says(ran, 125, "zkshim: host error: zkshim-exec-sp1-7 is not built: cargo xtask executors\n");
}

#[test]
fn an_executor_gets_the_same_command_line() {
    let folder = Folder::with(&sp1());
    folder.program("zkshim-exec-sp1", "echo \"$@\"; exit 7");
    folder.program("zkshim-exec-sp1-5", "cat; exit 8");
    let line = "--input in --output out --report r.json --timeout 9 --max-instructions 10";
    let ran = folder.zkshim_among_programs(&format!("run --on executor {line} guest.elf"));
    assert_eq!(String::from_utf8_lossy(&ran.stdout), format!("{line} -- guest.elf\n"));
    says(ran, 7, "");
    let ran = folder.zkshim_among_programs("run guest.elf --on executor --report r.json");
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "--report r.json --timeout 600 -- guest.elf\n");
    let variables = [("ZKSHIM_EXECUTORS", folder.path("").into())];
    let ran = folder.zkshim_with("run --on executor:5 --input - guest.elf", b"stdin too", &variables);
    assert_eq!((ran.status, ran.stdout.as_slice()), (Some(8), b"stdin too".as_slice()));
}

#[test]
fn an_executor_that_dies_is_a_host_error() {
    let folder = Folder::with(&sp1());
    folder.program("zkshim-exec-sp1", "kill -9 $$");
    let ran = folder.zkshim_among_programs("run --on executor --report report.json guest.elf");
    let program = folder.path("zkshim-exec-sp1");
    says(ran, 125, &format!("zkshim: host error: {}: signal: 9 (SIGKILL)\n", program.display()));
    assert_eq!(folder.report().execution.outcome, Outcome::HostError);
}

#[test]
fn boards_run_under_qemu_and_the_others_do_not() {
    let ran = Folder::with(&board("virt64")).zkshim("run --on executor guest.elf");
    says(ran, 125, "zkshim: host error: QEMU virt, RV64 has no executor: use --on qemu\n");
    let ran = Folder::with(&sp1()).zkshim("run --on qemu guest.elf");
    says(ran, 125, "zkshim: host error: SP1 has no board in QEMU: use --on machine or --on executor\n");
    let ran = Folder::with(&board("virt32")).zkshim("run --on qemu --max-instructions 1 guest.elf");
    says(ran, 125, "zkshim: host error: --max-instructions: QEMU does not count instructions\n");
}

#[test]
fn qemu_missing_names_its_package() {
    let folder = Folder::with(&board("virt32"));
    let ran = folder.zkshim_with("run --on qemu guest.elf", b"", &[("PATH", folder.path("").into())]);
    let expected =
        "zkshim: host error: qemu-system-riscv32 is missing: install QEMU (Debian: qemu-system-misc)\n";
    says(ran, 125, expected);
}

/// The two are told apart by nothing a guest can see.
#[test]
fn qemu_and_the_machine_agree() {
    for vendor in ["virt32", "virt64"] {
        let folder = Folder::with(&board(vendor));
        folder.write("input", b"bytes and more");
        for (on, runner, version) in
            [("machine", Runner::Machine, "zkshim "), ("qemu", Runner::Qemu, "QEMU ")]
        {
            let line = format!("run --on {on} --input input --output public --report report.json guest.elf");
            let ran = folder.zkshim(&line);
            assert_eq!((ran.status, ran.stderr.as_str()), (Some(42), "to "), "{vendor} on {on}");
            assert_eq!(ran.stdout, b"to you\n\xff");
            assert_eq!(folder.read("public").as_deref(), Some(b"bytes".as_slice()));
            let report = folder.report();
            assert_eq!((report.vendor.as_str(), report.runner), (vendor, runner));
            let number = report.runner_version.strip_prefix(version).expect("who and which version");
            assert!(number.starts_with(|c: char| c.is_ascii_digit()), "{number}");
            assert_eq!(report.execution.public_output, b"bytes");
        }
    }
}

#[test]
fn input_too_large_for_a_board_is_refused_everywhere() {
    let mut guest = board("virt64");
    let mark = guest.mark.as_mut().unwrap();
    mark[5] = mark[4] + 16 + 4;
    let folder = Folder::with(&guest);
    folder.write("input", b"bytes");
    for on in ["machine", "qemu"] {
        let ran = folder.zkshim(&format!("run --on {on} --input input guest.elf"));
        let expected = "zkshim: refused: the input has 5 bytes, the guest's window 4: \
                        link it with a larger ZKVM_INPUT_SIZE\n";
        says(ran, 125, expected);
    }
}

/// What the guest's trap handler leaves, written here by a program in QEMU's place.
fn trap_of(cause: u64, pc: u64, value: u64) -> Ran {
    let folder = Folder::with(&board("virt64").with_function("main", layout("virt64").code, 64));
    folder.write("trap", &[cause, pc, value].map(u64::to_le_bytes).concat());
    let trap = folder.path("trap");
    folder.program(
        "qemu-system-riscv64",
        &format!("printf oh >&2; cp {} zkshim-trap; exit 125", trap.display()),
    );
    folder.zkshim_among_programs("run --on qemu guest.elf")
}

#[test]
fn a_trap_under_qemu_is_explained() {
    says(
        trap_of(7, 0x8010_0008, 0x10),
        125,
        "oh
zkshim: trapped: store to 0x10: access fault
  pc 0x80100008 in main
  address 0x10: below region `ram`, 0x80000000..0xc0000000
  rule: the board's memory and its PMP (QEMU 7.2 hw/riscv/virt.c)
",
    );
    says(
        trap_of(2, 0x8010_0008, 0xc000_1073),
        125,
        "oh
zkshim: trapped: illegal instruction 0xc0001073
  pc 0x80100008 in main
  rule: QEMU 7.2 target/riscv
",
    );
    let first = |cause, value| {
        trap_of(cause, 0x8010_0008, value).stderr.lines().nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(first(1, 8), "zkshim: trapped: fetch from 0x8: access fault");
    assert_eq!(first(3, 0), "zkshim: trapped: ebreak: a trap");
    assert_eq!(first(5, 9), "zkshim: trapped: load from 0x9: access fault");
    assert_eq!(first(11, 0), "zkshim: trapped: ecall: there is nobody to call on this board");
    assert_eq!(first(5, 0x7fff_fff8), "zkshim: trapped: stack overflow: load from 0x7ffffff8: access fault");
}

/// A guest may end with 1 as well; what QEMU itself says tells the two apart.
#[test]
fn qemus_own_failure_is_a_host_error() {
    let folder = Folder::with(&board("virt64"));
    folder.program("qemu-system-riscv64", "echo 'qemu-system-riscv64: no memory' >&2; exit 1");
    let ran = folder.zkshim_among_programs("run --on qemu guest.elf");
    let expected = "qemu-system-riscv64: no memory\nzkshim: host error: qemu-system-riscv64: no memory\n";
    says(ran, 125, expected);
    folder.program("qemu-system-riscv64", "echo 'qemu: a guest says so' >&2; exit 1");
    says(folder.zkshim_among_programs("run --on qemu guest.elf"), 1, "qemu: a guest says so\n");
    folder.program("qemu-system-riscv64", "printf 1234 > zkshim-trap; exit 125");
    let expected = "zkshim: host error: qemu-system-riscv64: the guest's trap handler left 4 bytes, not 24\n";
    says(folder.zkshim_among_programs("run --on qemu guest.elf"), 125, expected);
}

#[test]
fn qemu_is_ended_when_the_time_is_out() {
    let folder = Folder::with(&Guest::new("virt64", |asm| asm.then([beq(ZERO, ZERO, 0)])));
    let ran = folder.zkshim("run --on qemu --timeout 1 guest.elf");
    says(ran, 124, "zkshim: timed out: no end after 1 s\n");
}

/// The words of its command line that make the board what the record says.
#[test]
fn qemu_is_started_as_the_record_says() {
    let folder = Folder::with(&board("virt32"));
    folder.program("qemu-system-riscv32", "echo \"$@\"; ls");
    let ran = folder.zkshim_among_programs("run --on qemu guest.elf");
    let window = guests::layout("virt32").mark[4];
    assert_eq!(
        String::from_utf8_lossy(&ran.stdout),
        format!(
            "-M virt -m 1024M -bios none -display none -monitor none -serial none \
             -device loader,file=guest.elf,cpu-num=0 \
             -device loader,file=input,addr={window:#x},force-raw=on \
             -semihosting-config enable=on,target=native\nguest.elf\ninput\n"
        )
    );
}
