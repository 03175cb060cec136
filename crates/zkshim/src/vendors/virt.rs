//! QEMU's boards `virt` (RV32 and RV64): semihosting for output and exit, input preloaded by QEMU's
//! loader device, memory guarded by the PMP.

use core::{
    arch::{asm, global_asm},
    ffi::CStr,
    slice,
};

use sha2::Sha256;

use super::vendor::{Stream, input_window};
use crate::single::Single;

/// Operations of the semihosting specification for RISC-V (it shares Arm's numbers).
const SYS_OPEN: usize = 0x01;
const SYS_WRITE: usize = 0x05;
const SYS_EXIT_EXTENDED: usize = 0x20;
const APPLICATION_EXIT: usize = 0x20026;

/// Modes of SYS_OPEN: the index of fopen's mode string. `:tt` opened to write is stdout, to append stderr.
const MODE_WRITE: usize = 4;
const MODE_WRITE_BINARY: usize = 5;
const MODE_APPEND: usize = 8;

const CONSOLE: &CStr = c":tt";
/// The runner reads these two files in QEMU's working folder.
const OUTPUT_FILE: &CStr = c"zkshim-output";
const TRAP_FILE: &CStr = c"zkshim-trap";

pub const OUTPUT_LIMIT: usize = usize::MAX;
pub const COMMITMENT: Option<fn(Sha256) -> [u8; 32]> = None;

/// The window starts with the length of the input (64 bits), then 8 bytes of padding.
const INPUT_HEADER: usize = 16;

/// # Safety
/// `block` must be the parameter block that the operation asks for.
unsafe fn semihosting(operation: usize, block: &[usize]) -> isize {
    let answer;
    // SAFETY: the caller's promise. The three instructions are the call; the host reads the block.
    unsafe {
        asm!(".balign 16", "slli x0, x0, 0x1f", "ebreak", "srai x0, x0, 7",
            inlateout("a0") operation => answer, in("a1") block.as_ptr(), options(nostack));
    }
    answer
}

fn open(name: &CStr, mode: usize) -> usize {
    // SAFETY: SYS_OPEN reads the name.
    unsafe { semihosting(SYS_OPEN, &[name.as_ptr() as usize, mode, name.count_bytes()]) as usize }
}

fn write(handle: usize, bytes: &[u8]) {
    let mut rest = bytes;
    while !rest.is_empty() {
        // SAFETY: SYS_WRITE reads the bytes of the slice; it answers how many it did not write.
        let left = unsafe { semihosting(SYS_WRITE, &[handle, rest.as_ptr() as usize, rest.len()]) };
        match usize::try_from(left) {
            Ok(left) if left < rest.len() => rest = &rest[rest.len() - left..],
            // A console that takes nothing: saying so on it would not arrive either.
            _ => exit(125),
        }
    }
}

fn exit(code: u8) -> ! {
    let block = [APPLICATION_EXIT, code as usize];
    // SAFETY: SYS_EXIT_EXTENDED takes a reason and a code, and does not return.
    unsafe {
        asm!(".balign 16", "slli x0, x0, 0x1f", "ebreak", "srai x0, x0, 7",
            in("a0") SYS_EXIT_EXTENDED, in("a1") block.as_ptr(), options(noreturn, nostack));
    }
}

/// A host file, opened at the first write.
struct File {
    name: &'static CStr,
    mode: usize,
    handle: Option<usize>,
}

impl File {
    const fn new(name: &'static CStr, mode: usize) -> Single<Self> {
        Single::new(Self { name, mode, handle: None })
    }

    fn write(&mut self, bytes: &[u8]) {
        let handle = *self.handle.get_or_insert_with(|| open(self.name, self.mode));
        write(handle, bytes);
    }
}

static STDOUT: Single<File> = File::new(CONSOLE, MODE_WRITE);
static STDERR: Single<File> = File::new(CONSOLE, MODE_APPEND);
static OUTPUT: Single<File> = File::new(OUTPUT_FILE, MODE_WRITE_BINARY);

pub fn print(stream: Stream, bytes: &[u8]) {
    match stream {
        Stream::Stdout => STDOUT.with(|file| file.write(bytes)),
        Stream::Stderr => STDERR.with(|file| file.write(bytes)),
    }
}

pub fn flush_console() {}

pub fn fetch_input() -> &'static [u8] {
    let (window, size) = input_window();
    // SAFETY: the window is memory that the runner filled before the start: the length, then the bytes.
    unsafe {
        let length = window.cast::<u64>().read();
        // The runner refuses an input that does not fit; a length that says otherwise is not its own.
        if length > (size - INPUT_HEADER) as u64 {
            super::vendor::input_too_large();
        }
        slice::from_raw_parts(window.add(INPUT_HEADER), length as usize)
    }
}

pub fn append_output(bytes: &[u8]) {
    OUTPUT.with(|file| file.write(bytes));
}

pub fn halt(code: u8) -> ! {
    exit(code)
}

/// Called by the trap handler below, on a stack of its own: leaves cause, pc and address for the runner.
#[unsafe(no_mangle)]
extern "C" fn zkshim_virt_trap(cause: usize, pc: usize, address: usize) -> ! {
    let mut record = [0; 24];
    for (field, value) in record.chunks_exact_mut(8).zip([cause, pc, address]) {
        field.copy_from_slice(&(value as u64).to_le_bytes());
    }
    write(open(TRAP_FILE, MODE_WRITE_BINARY), &record);
    exit(125)
}

// Runs before every constructor, as an entry of .preinit_array: traps are reported, and the locked PMP
// (locked entries bind M mode too) leaves nothing below the stack, code that can't be written, and
// read-only data that can't be either. What no entry names, M mode may use: data, heap and input.
//
//   entry  up to (top of range)   rights        pmpcfg byte (L = 0x80, TOR = 0x08, X = 4, W = 2, R = 1)
//   0      _stack_bottom          none          0x88
//   1      __zkshim_code_start    read, write   0x8B
//   2      __zkshim_rodata_start  read, execute 0x8D
//   3      __zkshim_data_start    read          0x89
#[cfg(target_pointer_width = "32")]
global_asm!(".macro zkshim_pointer symbol", ".word \\symbol", ".endm");
#[cfg(target_pointer_width = "64")]
global_asm!(".macro zkshim_pointer symbol", ".dword \\symbol", ".endm");
global_asm!(
    ".option push",
    ".option arch, +zicsr",
    ".section .text.zkshim_virt_start,\"ax\",@progbits",
    ".balign 4",
    "zkshim_virt_start:",
    "    la t0, zkshim_virt_trap_entry",
    "    csrw mtvec, t0",
    "    la t0, _stack_bottom",
    "    srli t0, t0, 2",
    "    csrw pmpaddr0, t0",
    "    la t0, __zkshim_code_start",
    "    srli t0, t0, 2",
    "    csrw pmpaddr1, t0",
    "    la t0, __zkshim_rodata_start",
    "    srli t0, t0, 2",
    "    csrw pmpaddr2, t0",
    "    la t0, __zkshim_data_start",
    "    srli t0, t0, 2",
    "    csrw pmpaddr3, t0",
    "    li t0, 0x898D8B88",
    "    csrw pmpcfg0, t0",
    "    ret",
    ".balign 4",
    "zkshim_virt_trap_entry:",
    "    la sp, zkshim_virt_trap_stack + 1024",
    "    csrr a0, mcause",
    "    csrr a1, mepc",
    "    csrr a2, mtval",
    "    tail zkshim_virt_trap",
    ".option pop",
    ".section .bss.zkshim_virt_trap_stack,\"aw\",@nobits",
    ".balign 16",
    "zkshim_virt_trap_stack:",
    "    .zero 1024",
    ".section .preinit_array,\"aw\",@preinit_array",
    ".balign {word}",
    "zkshim_pointer zkshim_virt_start",
    ".text",
    word = const size_of::<usize>(),
);
