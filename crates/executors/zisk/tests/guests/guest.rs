//! Guests for ZisK, built word by word.

use executor_testkit::{
    Command, Run,
    asm::{A0, A7, Code, T0, T1},
    elf::{self, Class, Data, Segment},
};

// zisk-core@1.4.0-alpha src/mem.rs; the addresses of code and data are anywhere in their windows.
pub const CODE: u32 = 0x9000_0000;
pub const CONSTANTS: u32 = 0x9100_0000;
pub const INPUT: u32 = 0x1000_0008;
pub const STACK: u32 = 0xa000_0000;
pub const UART: u32 = 0xa040_0200;
pub const OUTPUT: u32 = 0xa041_0000;
pub const DATA: u32 = 0xa043_0000;

/// Bytes of the public output.
pub const OUTPUT_SIZE: usize = 256;

const EXIT: u32 = 93;

#[derive(Default)]
pub struct Guest {
    pub code: Code,
}

impl Guest {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn code(mut self, more: impl FnOnce(Code) -> Code) -> Self {
        self.code = more(self.code);
        self
    }

    pub fn print(self, bytes: &[u8]) -> Self {
        let store = |code: Code, &byte: &u8| code.li(T1, byte.into()).sb(T1, T0, 0);
        self.code(|code| bytes.iter().fold(code.li_wide(T0, UART), store))
    }

    /// Copies so many words of 8 bytes from where the private input is to the public output.
    pub fn input_to_output(self, words: i32) -> Self {
        let copy = |code: Code, word: i32| code.ld(A0, T0, 8 * word).sd(A0, T1, 8 * word);
        self.code(|code| (0..words).fold(code.li_wide(T0, INPUT).li_wide(T1, OUTPUT), copy))
    }

    pub fn exit(self, code: u32) -> Self {
        self.code(|words| words.ecall(&[(A7, EXIT), (A0, code)]))
    }

    /// Ends with the exit code in a0.
    pub fn exit_with_a0(self) -> Self {
        self.code(|words| words.ecall(&[(A7, EXIT)]))
    }

    /// With code that may be executed and not read.
    pub fn elf(self) -> Vec<u8> {
        self.elf_with(elf::X, [])
    }

    pub fn elf_with(self, rights: u32, more: impl IntoIterator<Item = Segment>) -> Vec<u8> {
        let code = Segment { address: CODE, rights, bytes: self.code.bytes() };
        let segments: Vec<Segment> = [code, Data::at(DATA).segment()].into_iter().chain(more).collect();
        elf::write(Class::Elf64, &segments)
    }

    pub fn run(self) -> Run {
        command().run(&self.elf())
    }
}

pub fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zkshim-exec-zisk"))
}
