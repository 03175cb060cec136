//! The guests of these tests.

use executor_testkit::{
    Command, Run,
    asm::{A0, A1, Code, T0, T1, ZERO},
    elf::{self, Class, Data, Segment},
};

pub const CODE: u32 = 0x0020_0800;
pub const DATA: u32 = 0x0021_0000;
/// Memory ends here (openvm-platform@2.0.2 src/memory.rs, `MEM_SIZE`).
pub const MEMORY_END: u32 = 1 << 29;
/// All of the public output (openvm-circuit@2.0.2 src/arch/config.rs, `DEFAULT_MAX_NUM_PUBLIC_VALUES`).
pub const OUTPUT_SIZE: usize = 32;

pub const LOAD: u32 = 0x03;

// OpenVM's own instructions: opcode, funct3 and immediates (openvm-rv32im-guest@2.0.2 src/lib.rs).
pub const SYSTEM: u32 = 0x0b;
const TERMINATE: u32 = 0;
const HINT: u32 = 1;
const REVEAL: u32 = 2;
pub const PHANTOM: u32 = 3;
const HINT_STOREW: i32 = 0;
const HINT_BUFFER: i32 = 1;
const HINT_INPUT: i32 = 0;
const PRINT_STR: i32 = 1;
const HINT_RANDOM: i32 = 2;

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

    /// The address of the next instruction.
    pub fn pc(&self) -> u32 {
        CODE + 4 * self.code.len() as u32
    }

    pub fn print(mut self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let address = self.data.put(bytes);
        self.print_at(address, bytes.len() as u32)
    }

    pub fn print_at(self, address: u32, size: u32) -> Self {
        self.code(|code| code.li(A0, address).li(A1, size).i_type(SYSTEM, PHANTOM, A0, A1, PRINT_STR))
    }

    /// Makes the next vector of the private input the hint stream: its length as a word, its bytes, zeros
    /// up to a whole word.
    pub fn next_input(self) -> Self {
        self.code(|code| code.i_type(SYSTEM, PHANTOM, ZERO, ZERO, HINT_INPUT))
    }

    /// Makes so many words of chance the hint stream.
    pub fn random_words(self, words: u32) -> Self {
        self.code(|code| code.li(A0, words).i_type(SYSTEM, PHANTOM, A0, ZERO, HINT_RANDOM))
    }

    pub fn hint_word(self, to: u32) -> Self {
        self.code(|code| code.li(A0, to).i_type(SYSTEM, HINT, A0, ZERO, HINT_STOREW))
    }

    pub fn hint_words(self, to: u32, words: u32) -> Self {
        self.code(|code| code.li(A0, to).li(A1, words).i_type(SYSTEM, HINT, A0, A1, HINT_BUFFER))
    }

    /// Puts the register into the public output, at the sum of the two offsets.
    pub fn reveal(self, register: u32, offset: u32, more: i32) -> Self {
        self.code(|code| code.li(T0, offset).i_type(SYSTEM, REVEAL, T0, register, more))
    }

    /// Puts words of memory into the public output.
    pub fn reveal_words(self, from: u32, words: u32) -> Self {
        (0..words).fold(self, |guest, word| {
            guest.code(|code| code.li(T1, from).lw(T1, T1, 4 * word as i32)).reveal(T1, 4 * word, 0)
        })
    }

    pub fn end(self, code: i32) -> Self {
        self.code(|words| words.i_type(SYSTEM, TERMINATE, ZERO, ZERO, code))
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
    Command::new(env!("CARGO_BIN_EXE_zkshim-exec-openvm"))
}

/// The public output that begins with these bytes.
pub fn output(start: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = start.to_vec();
    bytes.resize(OUTPUT_SIZE, 0);
    Some(bytes)
}
