//! The host's side of a guest's software calls.
//!
//! The kernel in the guest turns each into two reads from the host: one from the "descriptor" that is
//! the address of the call's name, which carries it out and fills the guest's buffer, and one from
//! descriptor 0, which fetches a0 and a1. What each call does is what RISC Zero's own host does
//! (risc0-zkvm 3.0.6 and 5.0.0-rc.1, src/host/server/exec/executor.rs and the folder syscall/ beside it).

use std::cell::{Cell, RefCell};

use anyhow::{Context, Result, anyhow, bail, ensure};
use risc0_binfmt::ByteAddr;
use risc0_circuit_rv32im::execute::{
    REG_A3, REG_A4, REG_A5, SYSCALL_MAX, Syscall, SyscallContext, WORD_SIZE,
};
use risc0_zkvm_platform::{fileno, syscall::nr};
use zkshim_report::{Console, Outcome, Stream};

use super::journal::Journal;

/// The most bytes of a panic's message that the host looks at.
const LONGEST_PANIC: u32 = 1 << 20;
/// How much is copied out of the guest at once.
const PIECE: u32 = 64 << 10;

/// The calls that this host answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    Read,
    Write,
    Log,
    Panic,
}

pub struct Host<'a> {
    console: RefCell<&'a mut dyn Console>,
    /// What is left of the private input.
    input: RefCell<&'a [u8]>,
    journal: RefCell<Journal>,
    /// a0 and a1 of the last call.
    results: Cell<[u32; 2]>,
    /// What the kernel printed, its last words before it gives up.
    kernel: RefCell<String>,
    failure: Cell<Outcome>,
}

impl<'a> Host<'a> {
    pub fn new(input: &'a [u8], console: &'a mut dyn Console) -> Self {
        Self {
            console: RefCell::new(console),
            input: RefCell::new(input),
            journal: RefCell::default(),
            results: Cell::default(),
            kernel: RefCell::default(),
            failure: Cell::new(Outcome::Trapped),
        }
    }

    /// Whose fault it is that the run failed: the guest's, unless the host failed.
    pub fn failure(&self) -> Outcome {
        self.failure.get()
    }

    pub fn kernel_said(&self) -> String {
        self.kernel.borrow().clone()
    }

    pub fn into_journal(self) -> Journal {
        self.journal.into_inner()
    }

    /// Carries out a call and fills `to_guest`; the results are a0 and a1.
    fn answer(&self, call: Call, ctx: &mut impl SyscallContext, to_guest: &mut [u8]) -> Result<[u32; 2]> {
        let size = to_guest.len();
        ensure!(call == Call::Read || size == 0, "a buffer of {size} bytes for a call that fills none");
        match call {
            Call::Read => self.read(ctx, to_guest),
            Call::Write => self.write(ctx).map(|()| [0, 0]),
            Call::Log => self.log(ctx).map(|()| [0, 0]),
            Call::Panic => bail!("Guest panicked: {}", panic_message(ctx)?),
        }
    }

    /// a3: descriptor; a4: bytes wanted, of which the whole words go into the buffer and the rest into
    /// a1. The buffer is filled with zeros after the end of the input.
    fn read(&self, ctx: &mut impl SyscallContext, to_guest: &mut [u8]) -> Result<[u32; 2]> {
        let descriptor = ctx.peek_register(REG_A3)?;
        ensure!(descriptor == fileno::STDIN, "Bad read file descriptor {descriptor}");
        let wanted = ctx.peek_register(REG_A4)? as usize;
        let rest = wanted
            .checked_sub(to_guest.len())
            .with_context(|| format!("a read of {wanted} bytes into a buffer of {}", to_guest.len()))?;

        to_guest.fill(0);
        let words = self.take_input(to_guest);
        let mut last = [0; WORD_SIZE];
        let tail =
            if words == to_guest.len() && rest <= WORD_SIZE { self.take_input(&mut last[..rest]) } else { 0 };
        Ok([(words + tail) as u32, u32::from_le_bytes(last)])
    }

    /// Fills the buffer from its start with the next bytes of the input; how many there were.
    fn take_input(&self, buffer: &mut [u8]) -> usize {
        let mut input = self.input.borrow_mut();
        let (taken, left) = input.split_at(buffer.len().min(input.len()));
        buffer[..taken.len()].copy_from_slice(taken);
        *input = left;
        taken.len()
    }

    /// a3: descriptor; a4: address; a5: bytes.
    fn write(&self, ctx: &mut impl SyscallContext) -> Result<()> {
        let descriptor = ctx.peek_register(REG_A3)?;
        let (address, size) = (ctx.peek_register(REG_A4)?, ctx.peek_register(REG_A5)?);
        match descriptor {
            fileno::STDOUT => for_each_piece(ctx, address, size, |piece| self.print(Stream::Stdout, piece)),
            fileno::STDERR => for_each_piece(ctx, address, size, |piece| self.print(Stream::Stderr, piece)),
            fileno::JOURNAL => {
                let mut journal = self.journal.borrow_mut();
                journal.make_room(size)?;
                for_each_piece(ctx, address, size, |piece| {
                    journal.append(piece);
                    Ok(())
                })
            }
            _ => bail!("Bad write file descriptor {descriptor}"),
        }
    }

    /// a3: address; a4: bytes. A line on stdout.
    fn log(&self, ctx: &mut impl SyscallContext) -> Result<()> {
        let (address, size) = (ctx.peek_register(REG_A3)?, ctx.peek_register(REG_A4)?);
        self.print(Stream::Stdout, format!("R0VM[{}] ", ctx.get_cycle()).as_bytes())?;
        for_each_piece(ctx, address, size, |piece| self.print(Stream::Stdout, piece))?;
        self.print(Stream::Stdout, b"\n")
    }

    fn print(&self, stream: Stream, bytes: &[u8]) -> Result<()> {
        self.console.borrow_mut().write(stream, bytes).map_err(|error| {
            self.failure.set(Outcome::HostError);
            anyhow!("the guest's console: {error}")
        })
    }
}

/// For a reference: the executor of one line borrows its host, that of the other keeps it.
impl Syscall for &Host<'_> {
    fn host_read(&self, ctx: &mut impl SyscallContext, descriptor: u32, buffer: &mut [u8]) -> Result<u32> {
        if descriptor == 0 {
            let results: Vec<u8> = self.results.get().into_iter().flat_map(u32::to_le_bytes).collect();
            ensure!(buffer.len() == results.len(), "a host call without a name");
            buffer.copy_from_slice(&results);
        } else {
            let call = Call::named(&name_at(ctx, descriptor)?)?;
            self.results.set(self.answer(call, ctx, buffer)?);
        }
        Ok(buffer.len() as u32)
    }

    /// Only the kernel writes to the host so: what it panics with.
    fn host_write(&self, _ctx: &mut impl SyscallContext, _descriptor: u32, bytes: &[u8]) -> Result<u32> {
        self.kernel.borrow_mut().push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len() as u32)
    }
}

impl Call {
    fn named(name: &str) -> Result<Self> {
        let known = [
            (nr::SYS_READ, Self::Read),
            (nr::SYS_WRITE, Self::Write),
            (nr::SYS_LOG, Self::Log),
            (nr::SYS_PANIC, Self::Panic),
        ];
        let not_modelled = [
            nr::SYS_ARGC,
            nr::SYS_ARGV,
            nr::SYS_CYCLE_COUNT,
            nr::SYS_EXIT,
            nr::SYS_FORK,
            nr::SYS_GETENV,
            nr::SYS_KECCAK,
            nr::SYS_PIPE,
            nr::SYS_RANDOM,
            nr::SYS_VERIFY_INTEGRITY,
            nr::SYS_VERIFY_INTEGRITY2,
        ];
        if let Some((_, call)) = known.iter().find(|(known, _)| known.as_str() == name) {
            return Ok(*call);
        }
        if not_modelled.iter().any(|known| known.as_str() == name) {
            bail!("the host call {name} is known to RISC Zero, not modelled by this executor");
        }
        bail!("Unknown syscall: {name:?}")
    }
}

/// The name of a call, up to its NUL.
fn name_at(ctx: &mut impl SyscallContext, address: u32) -> Result<String> {
    let mut name = Vec::new();
    loop {
        let offset = name.len() as u32;
        ensure!(offset < SYSCALL_MAX, "the name of a host call has no end in {SYSCALL_MAX} bytes");
        match ctx.peek_u8(ByteAddr(address.wrapping_add(offset)))? {
            0 => return String::from_utf8(name).context("the name of a host call"),
            byte => name.push(byte),
        }
    }
}

/// a3: address; a4: bytes.
fn panic_message(ctx: &mut impl SyscallContext) -> Result<String> {
    let (address, size) = (ctx.peek_register(REG_A3)?, ctx.peek_register(REG_A4)?);
    let bytes = ctx.peek_region(ByteAddr(address), size.min(LONGEST_PANIC) as usize)?;
    String::from_utf8(bytes).context("the guest panicked with a message that is not UTF-8")
}

/// Hands out guest memory piece by piece, so that no size a guest gives makes the host allocate it.
fn for_each_piece(
    ctx: &mut impl SyscallContext,
    address: u32,
    size: u32,
    mut use_piece: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let end = address.checked_add(size).context("Region end is past the end of memory")?;
    (address..end)
        .step_by(PIECE as usize)
        .try_for_each(|start| use_piece(&ctx.peek_region(ByteAddr(start), PIECE.min(end - start) as usize)?))
}
