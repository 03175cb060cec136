//! An assembler in the small: each function is an instruction, [`Asm`] puts them in a row.

pub const ZERO: u32 = 0;
pub const RA: u32 = 1;
pub const SP: u32 = 2;
pub const T0: u32 = 5;
pub const A0: u32 = 10;
pub const A1: u32 = 11;
pub const A2: u32 = 12;
pub const A3: u32 = 13;
pub const A4: u32 = 14;
pub const A5: u32 = 15;
pub const A7: u32 = 17;
pub const S2: u32 = 18;
pub const S3: u32 = 19;
pub const S4: u32 = 20;
pub const T6: u32 = 31;

pub const NOP: u32 = 0x0000_0013;
pub const ECALL: u32 = 0x0000_0073;
pub const EBREAK: u32 = 0x0010_0073;
pub const FENCE: u32 = 0x0ff0_000f;
pub const FENCE_I: u32 = 0x0000_100f;
pub const UNIMP: u32 = 0xc000_1073;

/// Any word of the I-type, an instruction of a vendor's own too.
pub fn i_type(opcode: u32, funct3: u32, rd: u32, rs1: u32, immediate: i32) -> u32 {
    assert!((-2048..2048).contains(&immediate), "{immediate} does not fit");
    (immediate as u32) << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode
}

fn s_type(funct3: u32, source: u32, base: u32, immediate: i32) -> u32 {
    assert!((-2048..2048).contains(&immediate), "{immediate} does not fit");
    let bits = immediate as u32;
    (bits >> 5 & 0x7f) << 25 | source << 20 | base << 15 | funct3 << 12 | (bits & 0x1f) << 7 | 0b010_0011
}

pub fn addi(rd: u32, rs1: u32, immediate: i32) -> u32 {
    i_type(0b001_0011, 0b000, rd, rs1, immediate)
}

pub fn addiw(rd: u32, rs1: u32, immediate: i32) -> u32 {
    i_type(0b001_1011, 0b000, rd, rs1, immediate)
}

pub fn slli(rd: u32, rs1: u32, bits: i32) -> u32 {
    i_type(0b001_0011, 0b001, rd, rs1, bits)
}

pub fn lui(rd: u32, upper: u32) -> u32 {
    (upper & 0xf_ffff) << 12 | rd << 7 | 0b011_0111
}

pub fn lw(rd: u32, base: u32, offset: i32) -> u32 {
    i_type(0b000_0011, 0b010, rd, base, offset)
}

pub fn ld(rd: u32, base: u32, offset: i32) -> u32 {
    i_type(0b000_0011, 0b011, rd, base, offset)
}

pub fn lbu(rd: u32, base: u32, offset: i32) -> u32 {
    i_type(0b000_0011, 0b100, rd, base, offset)
}

pub fn sb(source: u32, base: u32, offset: i32) -> u32 {
    s_type(0b000, source, base, offset)
}

pub fn sh(source: u32, base: u32, offset: i32) -> u32 {
    s_type(0b001, source, base, offset)
}

pub fn sw(source: u32, base: u32, offset: i32) -> u32 {
    s_type(0b010, source, base, offset)
}

pub fn sd(source: u32, base: u32, offset: i32) -> u32 {
    s_type(0b011, source, base, offset)
}

pub fn jalr(rd: u32, base: u32, offset: i32) -> u32 {
    i_type(0b110_0111, 0b000, rd, base, offset)
}

/// `beq` to an instruction that many bytes on (or back).
pub fn beq(rs1: u32, rs2: u32, offset: i32) -> u32 {
    b_type(0b000, rs1, rs2, offset)
}

/// `bne` to an instruction that many bytes on (or back).
pub fn bne(rs1: u32, rs2: u32, offset: i32) -> u32 {
    b_type(0b001, rs1, rs2, offset)
}

fn b_type(funct3: u32, rs1: u32, rs2: u32, offset: i32) -> u32 {
    assert!((-4096..4096).contains(&offset) && offset % 2 == 0, "{offset} does not fit");
    let bits = offset as u32;
    let (high, low) = ((bits >> 12 & 1) << 6 | bits >> 5 & 0x3f, (bits >> 1 & 0xf) << 1 | bits >> 11 & 1);
    high << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | low << 7 | 0b110_0011
}

/// `csrrw x0, csr, source`
pub fn csrw(csr: u32, source: u32) -> u32 {
    csr << 20 | source << 15 | 0b001 << 12 | 0b111_0011
}

/// `csrrs rd, csr, x0`
pub fn csrr(rd: u32, csr: u32) -> u32 {
    csr << 20 | 0b010 << 12 | rd << 7 | 0b111_0011
}

/// An atomic instruction of 4 or 8 bytes: `lr` is 2, `sc` 3, `amoswap` 1, `amoadd` 0.
pub fn atomic(funct5: u32, size: u32, rd: u32, source: u32, base: u32) -> u32 {
    let funct3 = if size == 4 { 0b010 } else { 0b011 };
    funct5 << 27 | source << 20 | base << 15 | funct3 << 12 | rd << 7 | 0b010_1111
}

/// Instructions in a row.
#[derive(Debug, Clone)]
pub struct Asm {
    pub xlen: u32,
    pub words: Vec<u32>,
}

impl Asm {
    pub fn new(xlen: u32) -> Self {
        Self { xlen, words: Vec::new() }
    }

    /// Appends instructions.
    pub fn then(mut self, words: impl AsRef<[u32]>) -> Self {
        self.words.extend(words.as_ref());
        self
    }

    /// Sets a register to any value of the register's width.
    pub fn li(mut self, rd: u32, value: u64) -> Self {
        let value = if self.xlen == 32 { value as u32 as i32 as i64 } else { value as i64 };
        self.load_constant(rd, value);
        self
    }

    /// Sets several registers.
    pub fn set(self, values: &[(u32, u64)]) -> Self {
        values.iter().fold(self, |asm, &(rd, value)| asm.li(rd, value))
    }

    fn load_constant(&mut self, rd: u32, value: i64) {
        let low = (value << 52 >> 52) as i32;
        if i32::try_from(value).is_ok() {
            let upper = (value.wrapping_sub(low.into()) >> 12) as u32;
            let add = if self.xlen == 32 { addi } else { addiw };
            self.words.extend([lui(rd, upper), add(rd, rd, low)]);
        } else {
            self.load_constant(rd, value.wrapping_sub(low.into()) >> 12);
            self.words.extend([slli(rd, rd, 12), addi(rd, rd, low)]);
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}
