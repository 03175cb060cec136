//! A guest of a board under QEMU: input by the loader device, console, public output and exit by
//! semihosting, in a folder of its own.

use std::{
    fs,
    io::{BufRead, BufReader, ErrorKind, Write},
    path::Path,
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use tempfile::TempDir;
use zkshim_machine::{Image, Place};
use zkshim_report::{Execution, Outcome, RunArgs};
use zkshim_vendors::Board;

use super::Ran;

/// Files in QEMU's working folder.
const GUEST: &str = "guest.elf";
const INPUT: &str = "input";
/// The public output, and what the guest's trap handler leaves (see crates/zkshim/src/vendors).
const OUTPUT: &str = "zkshim-output";
const TRAP: &str = "zkshim-trap";

/// QEMU's name and version, as reports give them.
pub fn version(elf: &[u8]) -> String {
    let version = || {
        let board = Image::load(elf).ok()?.vendor.board.as_ref()?;
        let output = Command::new(&board.program).arg("--version").output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        Some(text.split_whitespace().skip_while(|word| *word != "version").nth(1)?.to_owned())
    };
    version().map_or("QEMU".into(), |version| format!("QEMU {version}"))
}

/// Runs a guest under QEMU.
///
/// # Errors
/// An input that can't be read; a working folder that can't be used.
pub fn run(elf: &[u8], args: &RunArgs) -> Result<Ran> {
    let failed = |outcome, why: String| Ok(Execution::failed(outcome, why).into());
    let image = match Image::load(elf) {
        Ok(image) => image,
        Err(refusal) => return failed(Outcome::Refused, refusal),
    };
    let Some(board) = &image.vendor.board else {
        let why = format!("{} has no board in QEMU: use --on machine or --on executor", image.vendor.title);
        return failed(Outcome::HostError, why);
    };
    if args.max_instructions.is_some() {
        return failed(Outcome::HostError, "--max-instructions: QEMU does not count instructions".into());
    }
    let input = match image.board_input(&args.read_input()?) {
        Ok(input) => input,
        Err(refusal) => return failed(Outcome::Refused, refusal),
    };
    let folder = TempDir::with_prefix("zkshim-qemu-").context("a folder for QEMU")?;
    fs::write(folder.path().join(GUEST), elf).context("the guest in QEMU's folder")?;
    fs::write(folder.path().join(INPUT), input).context("the input in QEMU's folder")?;
    let mut qemu = match command(board, &image, folder.path()).spawn() {
        Ok(qemu) => qemu,
        Err(e) if e.kind() == ErrorKind::NotFound => {
            let why = format!("{} is missing: install QEMU (Debian: qemu-system-misc)", board.program);
            return failed(Outcome::HostError, why);
        }
        Err(e) => return failed(Outcome::HostError, format!("{}: {e}", board.program)),
    };
    let stderr = qemu.stderr.take().expect("BUG: stderr is piped");
    let prefix = format!("{}: ", board.program);
    let watcher = thread::spawn(move || forward(stderr, &prefix));
    let status = wait(&mut qemu, args.limits().time).with_context(|| board.program.clone())?;
    let Forwarded { complaint, mid_line } = watcher.join().expect("BUG: the thread does not panic");
    let execution = match status {
        Some(status) => conclude(&image, board, status, complaint, folder.path())?,
        None => Execution::failed(Outcome::TimedOut, format!("no end after {} s", args.timeout)),
    };
    Ok(Ran { execution, mid_line })
}

fn command(board: &Board, image: &Image, folder: &Path) -> Command {
    let mut command = Command::new(&board.program);
    command.current_dir(folder).stdin(Stdio::null()).stderr(Stdio::piped());
    command.args(["-M", "virt", "-m", &format!("{}M", board.ram >> 20), "-bios", "none"]);
    command.args(["-display", "none", "-monitor", "none", "-serial", "none"]);
    command.args(["-device", &format!("loader,file={GUEST},cpu-num=0")]);
    let address = image.mark.input.start;
    command.args(["-device", &format!("loader,file={INPUT},addr={address:#x},force-raw=on")]);
    command.args(["-semihosting-config", "enable=on,target=native"]);
    command
}

/// What went by on stderr.
struct Forwarded {
    /// The last line that QEMU wrote there itself.
    complaint: Option<String>,
    /// Was the last line not ended?
    mid_line: bool,
}

/// Passes on what comes, the guest's stderr.
fn forward(stderr: ChildStderr, prefix: &str) -> Forwarded {
    let mut seen = Forwarded { complaint: None, mid_line: false };
    let mut lines = BufReader::new(stderr);
    let mut line = Vec::new();
    while matches!(lines.read_until(b'\n', &mut line), Ok(1..)) {
        if line.starts_with(prefix.as_bytes()) {
            seen.complaint = Some(String::from_utf8_lossy(&line[prefix.len()..]).trim_end().to_owned());
        }
        seen.mid_line = line.last() != Some(&b'\n');
        // Nobody reads it any more: the guest runs on all the same.
        let _ = std::io::stderr().write_all(&line);
        line.clear();
    }
    seen
}

/// `None` where the time ran out and QEMU was ended.
fn wait(qemu: &mut Child, most: Duration) -> std::io::Result<Option<ExitStatus>> {
    const TICK: Duration = Duration::from_millis(5);
    let start = Instant::now();
    loop {
        if let Some(status) = qemu.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() >= most {
            qemu.kill()?;
            qemu.wait()?;
            return Ok(None);
        }
        thread::sleep(TICK);
    }
}

fn conclude(
    image: &Image,
    board: &Board,
    status: ExitStatus,
    complaint: Option<String>,
    folder: &Path,
) -> Result<Execution> {
    let host_error =
        |why: String| Ok(Execution::failed(Outcome::HostError, format!("{}: {why}", board.program)));
    if let Some(trap) = read_if_there(&folder.join(TRAP))? {
        return match trapped(image, board, &trap) {
            Some(reason) => Ok(Execution::failed(Outcome::Trapped, reason)),
            None => host_error(format!("the guest's trap handler left {} bytes, not 24", trap.len())),
        };
    }
    match (status.code(), complaint) {
        // QEMU's own failures have a status that a guest may have too.
        (Some(1..), Some(complaint)) => host_error(complaint),
        (Some(code), _) => {
            let public_output = read_if_there(&folder.join(OUTPUT))?.unwrap_or_default();
            Ok(Execution { public_output, ..Execution::exited(code as u32) })
        }
        (None, _) => host_error(status.to_string()),
    }
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| path.display().to_string()),
    }
}

/// What mcause, mepc and mtval say, each 64 bits.
fn trapped(image: &Image, board: &Board, trap: &[u8]) -> Option<String> {
    let mut words = trap.chunks(8).map(|word| word.try_into().map(u64::from_le_bytes));
    let (Some(Ok(cause)), Some(Ok(pc)), Some(Ok(value)), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return None;
    };
    // The RISC-V privileged specification, "Machine Cause Register".
    let (what, address) = match cause {
        0 => (format!("fetch from {value:#x}: misaligned"), Some(value)),
        1 => (format!("fetch from {value:#x}: access fault"), Some(value)),
        2 => (format!("illegal instruction {value:#010x}"), None),
        3 => ("ebreak: a trap".into(), None),
        4 => (format!("load from {value:#x}: misaligned"), Some(value)),
        5 => (format!("load from {value:#x}: access fault"), Some(value)),
        6 => (format!("store to {value:#x}: misaligned"), Some(value)),
        7 => (format!("store to {value:#x}: access fault"), Some(value)),
        8..=11 => ("ecall: there is nobody to call on this board".into(), None),
        other => (format!("mcause {other:#x}, mtval {value:#x}"), None),
    };
    let place = Place { pc, came_from: None, return_address: None, stack_pointer: None, address };
    let rule = match address {
        Some(_) => format!("the board's memory and its PMP ({})", board.source),
        None => image.vendor.isa.source.clone(),
    };
    Some(image.explain(&what, &place, Some(&rule)))
}
