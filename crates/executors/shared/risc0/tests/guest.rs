//! Guests for RISC Zero, built word by word, and their runs on the executor of the line under test.

use executor_testkit::{
    Command, Run,
    asm::{A0, A1, A2, A3, A4, A5, Code, T0, T1, T6},
    elf::{self, Class, Data, Segment},
};

pub const CODE: u32 = 0x0020_0800;
pub const DATA: u32 = 0x0021_0000;

// Classes of host calls, in t0, and numbers of software calls, in t6 (risc0-zkvm-platform 2.2.3
// and 5.0.0-rc.1, src/syscall.rs).
pub const HALT: u32 = 0;
pub const SOFTWARE: u32 = 2;
pub const LOG: (u32, &str) = (8, "SYS_LOG");
pub const PANIC: (u32, &str) = (9, "SYS_PANIC");
pub const RANDOM: (u32, &str) = (11, "SYS_RANDOM");
pub const READ: (u32, &str) = (12, "SYS_READ");
pub const WRITE: (u32, &str) = (16, "SYS_WRITE");

pub const STDIN: u32 = 0;
pub const STDOUT: u32 = 1;
pub const STDERR: u32 = 2;
pub const JOURNAL: u32 = 3;

pub const NO_DIGEST: [u8; 32] = [0; 32];

/// `risc0.Output` of an empty journal: the value in RISC Zero's issue 2684.
pub const DIGEST_OF_NOTHING: [u8; 32] = [
    0x83, 0x6f, 0x17, 0x5c, 0x62, 0xc0, 0xf3, 0x53, 0x83, 0x16, 0x65, 0x42, 0x7e, 0x8b, 0x0b, 0x34, 0xf6,
    0xd1, 0xd2, 0x19, 0x02, 0x76, 0x4d, 0xae, 0xb4, 0x06, 0xc6, 0xb8, 0x3d, 0xb5, 0x75, 0xb0,
];

/// `risc0.Output` of the journal `abc`, by Python's hashlib: sha256(sha256("risc0.Output") +
/// sha256("abc") + 32 zero bytes + 02 00).
pub const DIGEST_OF_ABC: [u8; 32] = [
    0xfc, 0x94, 0xc1, 0xae, 0xfd, 0xf0, 0xd6, 0xcd, 0x32, 0x26, 0x3c, 0x16, 0xb3, 0x45, 0xe5, 0xf4, 0x50,
    0x08, 0xf7, 0x1a, 0x27, 0x57, 0x57, 0x64, 0xa3, 0x3d, 0xeb, 0xda, 0x9c, 0x4c, 0xf9, 0x6b,
];

pub struct Guest {
    pub code: Code,
    pub data: Data,
}

impl Guest {
    pub fn new() -> Self {
        Self { code: Code::new(), data: Data::at(DATA) }
    }

    pub fn code(mut self, more: impl FnOnce(Code) -> Code) -> Self {
        self.code = more(self.code);
        self
    }

    /// Where the last instruction so far will lie.
    pub fn last_pc(&self) -> u32 {
        CODE + 4 * (self.code.len() as u32 - 1)
    }

    /// A software call without a buffer to fill, unless `arguments` name one.
    pub fn call(mut self, (number, name): (u32, &str), arguments: &[(u32, u32)]) -> Self {
        let name = self.data.put(format!("risc0_zkvm_platform::syscall::nr::{name}\0").as_bytes());
        let mut registers = vec![(T0, SOFTWARE), (T6, number), (A0, 0), (A1, 0), (A2, name)];
        registers.extend_from_slice(arguments);
        self.code(|code| code.ecall(&registers))
    }

    pub fn write_at(self, descriptor: u32, address: u32, size: u32) -> Self {
        self.call(WRITE, &[(A3, descriptor), (A4, address), (A5, size)])
    }

    pub fn write(mut self, descriptor: u32, bytes: &[u8]) -> Self {
        let address = self.data.put(bytes);
        self.write_at(descriptor, address, bytes.len() as u32)
    }

    pub fn read_to(self, address: u32, size: u32) -> Self {
        self.call(READ, &[(A0, address), (A1, size), (A3, STDIN), (A4, size)])
    }

    pub fn halt_with(mut self, a0: u32, digest: &[u8; 32]) -> Self {
        let address = self.data.put(digest);
        self.code(|code| code.ecall(&[(T0, HALT), (A0, a0), (A1, address)]))
    }

    pub fn halt(self, code: u32, digest: &[u8; 32]) -> Self {
        self.halt_with(code << 8, digest)
    }

    /// Ends as a guest with an empty journal does.
    pub fn end(self, code: u32) -> Self {
        self.halt(code, &DIGEST_OF_NOTHING)
    }

    /// Ends with the exit code in t1.
    pub fn elf_exit_t1(mut self) -> Vec<u8> {
        let digest = self.data.put(&DIGEST_OF_NOTHING);
        self.code(|code| code.slli(T1, T1, 8).addi(A0, T1, 0).ecall(&[(T0, HALT), (A1, digest)])).elf()
    }

    pub fn elf(self) -> Vec<u8> {
        let code = Segment { address: CODE, rights: elf::R | elf::X, bytes: self.code.bytes() };
        elf::write(Class::Elf32, &[code, self.data.segment()])
    }

    pub fn run(self) -> Run {
        command().run(&self.elf())
    }
}

pub fn command() -> Command {
    Command::new(crate::PROGRAM)
}
