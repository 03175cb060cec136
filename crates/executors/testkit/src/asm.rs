//! Instructions of RV32I and RV64I, encoded as the RISC-V unprivileged specification says (chapter
//! "RV32/64G Instruction Set Listings").

pub const ZERO: u32 = 0;
pub const RA: u32 = 1;
pub const T0: u32 = 5;
pub const T1: u32 = 6;
pub const A0: u32 = 10;
pub const A1: u32 = 11;
pub const A2: u32 = 12;
pub const A3: u32 = 13;
pub const A4: u32 = 14;
pub const A5: u32 = 15;
pub const A7: u32 = 17;
pub const T6: u32 = 31;

pub const ECALL: u32 = 0x0000_0073;
/// What C compilers and assemblers call `unimp`: a write to a read-only CSR.
pub const UNIMP: u32 = 0xc000_1073;
pub const EBREAK: u32 = 0x0010_0073;
pub const FENCE: u32 = 0x0ff0_000f;

/// A straight piece of code that grows at its end.
#[derive(Debug, Default, Clone)]
pub struct Code {
    words: Vec<u32>,
}

impl Code {
    pub fn new() -> Self {
        Self::default()
    }

    /// Any word, an instruction or not.
    #[must_use]
    pub fn word(mut self, word: u32) -> Self {
        self.words.push(word);
        self
    }

    /// Loads a constant by `lui` and `addi`; two instructions, whatever the value.
    ///
    /// # Panics
    /// For values that RV64 would extend with ones.
    #[must_use]
    pub fn li(self, rd: u32, value: u32) -> Self {
        assert!(value < 0x7fff_f800, "{value:#x} is not positive on RV64");
        let upper = value.wrapping_add(0x800) & 0xffff_f000;
        self.word(upper | rd << 7 | 0x37).addi(rd, rd, (value.wrapping_sub(upper)) as i32)
    }

    /// Loads a constant that may be negative as 32 bits; four instructions, whatever the value. RV64 only.
    #[must_use]
    pub fn li_wide(self, rd: u32, value: u32) -> Self {
        self.li(rd, value >> 1).slli(rd, rd, 1).addi(rd, rd, (value & 1) as i32)
    }

    #[must_use]
    pub fn addi(self, rd: u32, rs1: u32, immediate: i32) -> Self {
        self.word(i_type(0x13, 0, rd, rs1, immediate))
    }

    #[must_use]
    pub fn lw(self, rd: u32, rs1: u32, offset: i32) -> Self {
        self.word(i_type(0x03, 2, rd, rs1, offset))
    }

    /// RV64 only.
    #[must_use]
    pub fn lwu(self, rd: u32, rs1: u32, offset: i32) -> Self {
        self.word(i_type(0x03, 6, rd, rs1, offset))
    }

    #[must_use]
    pub fn sw(self, rs2: u32, rs1: u32, offset: i32) -> Self {
        self.store(2, rs2, rs1, offset)
    }

    /// RV64 only.
    #[must_use]
    pub fn ld(self, rd: u32, rs1: u32, offset: i32) -> Self {
        self.word(i_type(0x03, 3, rd, rs1, offset))
    }

    /// RV64 only.
    #[must_use]
    pub fn sd(self, rs2: u32, rs1: u32, offset: i32) -> Self {
        self.store(3, rs2, rs1, offset)
    }

    #[must_use]
    pub fn sb(self, rs2: u32, rs1: u32, offset: i32) -> Self {
        self.store(0, rs2, rs1, offset)
    }

    fn store(self, funct3: u32, rs2: u32, rs1: u32, offset: i32) -> Self {
        let bits = offset as u32;
        let address = (bits >> 5 & 0x7f) << 25 | rs1 << 15 | (bits & 0x1f) << 7;
        self.word(address | rs2 << 20 | funct3 << 12 | 0x23)
    }

    /// Shifts left by a constant.
    #[must_use]
    pub fn slli(self, rd: u32, rs1: u32, bits: i32) -> Self {
        self.word(i_type(0x13, 1, rd, rs1, bits))
    }

    #[must_use]
    pub fn jr(self, rs1: u32) -> Self {
        self.word(i_type(0x67, 0, ZERO, rs1, 0))
    }

    /// Jumps by so many instructions, back or forth.
    #[must_use]
    pub fn jump(self, instructions: i32) -> Self {
        let bits = (instructions * 4) as u32;
        let immediate =
            (bits >> 20 & 1) << 31 | (bits >> 1 & 0x3ff) << 21 | (bits >> 11 & 1) << 20 | bits & 0xff000;
        self.word(immediate | 0x6f)
    }

    /// An I-type instruction by its fields, for what has no method of its own.
    #[must_use]
    pub fn i_type(self, opcode: u32, funct3: u32, rd: u32, rs1: u32, immediate: i32) -> Self {
        self.word(i_type(opcode, funct3, rd, rs1, immediate))
    }

    /// Sets registers to constants, then `ecall`.
    #[must_use]
    pub fn ecall(self, registers: &[(u32, u32)]) -> Self {
        registers.iter().fold(self, |code, &(rd, value)| code.li(rd, value)).word(ECALL)
    }

    /// The instructions so far, in bytes of guest memory.
    pub fn bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// How many instructions there are so far.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn i_type(opcode: u32, funct3: u32, rd: u32, rs1: u32, immediate: i32) -> u32 {
    assert!((-2048..2048).contains(&immediate), "{immediate} does not fit in 12 bits");
    (immediate as u32) << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode
}
