//! The instructions that streams are made of, as words (RISC-V unprivileged specification, "RV32/64G
//! Instruction Set Listings", and the bit-manipulation specification 1.0). The machine's decoder is not asked:
//! it is what is tested. GNU as 2.40 makes the same word of each.

use zkshim_vendors::{Isa, Trap};

/// Which operands an instruction has and where they stand in its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// rd, rs1, rs2.
    Register,
    /// rd, rs1; what would be rs2 tells the instruction.
    Unary,
    /// rd, rs1, 12 bits with sign.
    Immediate,
    /// rd, rs1, an amount below the register width.
    Shift,
    /// rd, rs1, an amount below 32.
    ShiftWord,
    /// rd, the upper 20 bits.
    Upper,
    /// Of so many bytes: rd, rs1, 12 bits with sign.
    Load(u64),
    /// Of so many bytes: rs1, rs2, 12 bits with sign.
    Store(u64),
    Branch,
    /// `jal`.
    Jump,
    /// `jalr`.
    JumpRegister,
    /// Of so many bytes: rd, rs1 with the address, rs2.
    Atomic(u64),
    LoadReserved(u64),
    StoreConditional(u64),
    Fence,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    pub name: &'static str,
    pub format: Format,
    /// The word without its operands.
    word: u32,
    /// Letter or name of the extension, and the register width that the instruction needs, if one.
    extension: &'static str,
    xlen: Option<u32>,
}

impl Kind {
    /// Its word with these operands; those that the format does not have must be 0.
    ///
    /// # Panics
    /// On an immediate that does not fit: the instruction would be another one.
    pub fn word(&self, Operands { rd, rs1, rs2, immediate }: Operands) -> u32 {
        let field = |register: usize, shift: u32| (register as u32) << shift;
        let bits =
            |from: u32, count: u32, shift: u32| (immediate as u32 >> from & ((1 << count) - 1)) << shift;
        let in_bits =
            |count: u32| assert!((-(1 << (count - 1))..1 << (count - 1)).contains(&immediate), "{immediate}");
        let placed = match self.format {
            Format::Register | Format::Unary => 0,
            // `rl` and `aq`.
            Format::Atomic(_) | Format::LoadReserved(_) | Format::StoreConditional(_) => bits(0, 2, 25),
            Format::Immediate | Format::Load(_) | Format::JumpRegister => {
                in_bits(12);
                bits(0, 12, 20)
            }
            Format::Fence => bits(0, 12, 20),
            Format::Shift | Format::ShiftWord => bits(0, 6, 20),
            Format::Upper => bits(12, 20, 12),
            Format::Store(_) => {
                in_bits(12);
                bits(5, 7, 25) | bits(0, 5, 7)
            }
            Format::Branch => {
                in_bits(13);
                bits(12, 1, 31) | bits(5, 6, 25) | bits(1, 4, 8) | bits(11, 1, 7)
            }
            Format::Jump => {
                in_bits(21);
                bits(20, 1, 31) | bits(1, 10, 21) | bits(11, 1, 20) | bits(12, 8, 12)
            }
        };
        self.word | placed | field(rd, 7) | field(rs1, 15) | field(rs2, 20)
    }

    /// Has a CPU it?
    fn is_of(&self, isa: &Isa) -> bool {
        let fits = self.xlen.is_none_or(|xlen| xlen == isa.xlen);
        let allowed = self.format != Format::Fence || isa.fence == Trap::Supported;
        fits && allowed && extensions(isa).any(|extension| extension == self.extension)
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Operands {
    pub rd: usize,
    pub rs1: usize,
    pub rs2: usize,
    pub immediate: i64,
}

/// The letters of the march and the names of the record's extensions.
fn extensions(isa: &Isa) -> impl Iterator<Item = &str> {
    let mut parts = isa.march.split('_');
    let letters = parts.next().and_then(|first| first.get(4..)).expect("rv32 or rv64, then letters");
    letters
        .split("")
        .filter(|letter| !letter.is_empty())
        .chain(parts)
        .chain(isa.extensions.iter().map(|name| name.as_str()))
}

/// Every instruction that a vendor's CPU has, host calls and CSRs aside.
///
/// # Panics
/// On an extension of which no instruction is known here: streams would leave it out.
pub fn kinds(isa: &Isa) -> Vec<&'static Kind> {
    for extension in extensions(isa) {
        assert!(
            ALL.iter().any(|kind| kind.extension == extension),
            "tests/src/fuzz/isa.rs lacks {extension}"
        );
    }
    ALL.iter().filter(|kind| kind.is_of(isa)).collect()
}

/// The instruction of this name.
pub fn kind(name: &str) -> &'static Kind {
    ALL.iter().find(|kind| kind.name == name).unwrap_or_else(|| panic!("BUG: no instruction {name}"))
}

const fn on_any(name: &'static str, format: Format, word: u32, extension: &'static str) -> Kind {
    Kind { name, format, word, extension, xlen: None }
}

const fn on_32(name: &'static str, format: Format, word: u32, extension: &'static str) -> Kind {
    Kind { name, format, word, extension, xlen: Some(32) }
}

const fn on_64(name: &'static str, format: Format, word: u32, extension: &'static str) -> Kind {
    Kind { name, format, word, extension, xlen: Some(64) }
}

use Format::{
    Atomic, Branch, Fence, Immediate, Jump, JumpRegister, Load, LoadReserved, Register, Shift, ShiftWord,
    Store, StoreConditional, Unary, Upper,
};

static ALL: &[Kind] = &[
    on_any("lui", Upper, 0x0000_0037, "i"),
    on_any("auipc", Upper, 0x0000_0017, "i"),
    on_any("jal", Jump, 0x0000_006f, "i"),
    on_any("jalr", JumpRegister, 0x0000_0067, "i"),
    on_any("beq", Branch, 0x0000_0063, "i"),
    on_any("bne", Branch, 0x0000_1063, "i"),
    on_any("blt", Branch, 0x0000_4063, "i"),
    on_any("bge", Branch, 0x0000_5063, "i"),
    on_any("bltu", Branch, 0x0000_6063, "i"),
    on_any("bgeu", Branch, 0x0000_7063, "i"),
    on_any("lb", Load(1), 0x0000_0003, "i"),
    on_any("lh", Load(2), 0x0000_1003, "i"),
    on_any("lw", Load(4), 0x0000_2003, "i"),
    on_any("lbu", Load(1), 0x0000_4003, "i"),
    on_any("lhu", Load(2), 0x0000_5003, "i"),
    on_64("lwu", Load(4), 0x0000_6003, "i"),
    on_64("ld", Load(8), 0x0000_3003, "i"),
    on_any("sb", Store(1), 0x0000_0023, "i"),
    on_any("sh", Store(2), 0x0000_1023, "i"),
    on_any("sw", Store(4), 0x0000_2023, "i"),
    on_64("sd", Store(8), 0x0000_3023, "i"),
    on_any("addi", Immediate, 0x0000_0013, "i"),
    on_any("slti", Immediate, 0x0000_2013, "i"),
    on_any("sltiu", Immediate, 0x0000_3013, "i"),
    on_any("xori", Immediate, 0x0000_4013, "i"),
    on_any("ori", Immediate, 0x0000_6013, "i"),
    on_any("andi", Immediate, 0x0000_7013, "i"),
    on_any("slli", Shift, 0x0000_1013, "i"),
    on_any("srli", Shift, 0x0000_5013, "i"),
    on_any("srai", Shift, 0x4000_5013, "i"),
    on_any("add", Register, 0x0000_0033, "i"),
    on_any("sub", Register, 0x4000_0033, "i"),
    on_any("sll", Register, 0x0000_1033, "i"),
    on_any("slt", Register, 0x0000_2033, "i"),
    on_any("sltu", Register, 0x0000_3033, "i"),
    on_any("xor", Register, 0x0000_4033, "i"),
    on_any("srl", Register, 0x0000_5033, "i"),
    on_any("sra", Register, 0x4000_5033, "i"),
    on_any("or", Register, 0x0000_6033, "i"),
    on_any("and", Register, 0x0000_7033, "i"),
    on_any("fence", Fence, 0x0000_000f, "i"),
    on_64("addiw", Immediate, 0x0000_001b, "i"),
    on_64("slliw", ShiftWord, 0x0000_101b, "i"),
    on_64("srliw", ShiftWord, 0x0000_501b, "i"),
    on_64("sraiw", ShiftWord, 0x4000_501b, "i"),
    on_64("addw", Register, 0x0000_003b, "i"),
    on_64("subw", Register, 0x4000_003b, "i"),
    on_64("sllw", Register, 0x0000_103b, "i"),
    on_64("srlw", Register, 0x0000_503b, "i"),
    on_64("sraw", Register, 0x4000_503b, "i"),
    on_any("mul", Register, 0x0200_0033, "m"),
    on_any("mulh", Register, 0x0200_1033, "m"),
    on_any("mulhsu", Register, 0x0200_2033, "m"),
    on_any("mulhu", Register, 0x0200_3033, "m"),
    on_any("div", Register, 0x0200_4033, "m"),
    on_any("divu", Register, 0x0200_5033, "m"),
    on_any("rem", Register, 0x0200_6033, "m"),
    on_any("remu", Register, 0x0200_7033, "m"),
    on_64("mulw", Register, 0x0200_003b, "m"),
    on_64("divw", Register, 0x0200_403b, "m"),
    on_64("divuw", Register, 0x0200_503b, "m"),
    on_64("remw", Register, 0x0200_603b, "m"),
    on_64("remuw", Register, 0x0200_703b, "m"),
    on_any("lr.w", LoadReserved(4), 0x1000_202f, "a"),
    on_any("sc.w", StoreConditional(4), 0x1800_202f, "a"),
    on_any("amoswap.w", Atomic(4), 0x0800_202f, "a"),
    on_any("amoadd.w", Atomic(4), 0x0000_202f, "a"),
    on_any("amoxor.w", Atomic(4), 0x2000_202f, "a"),
    on_any("amoand.w", Atomic(4), 0x6000_202f, "a"),
    on_any("amoor.w", Atomic(4), 0x4000_202f, "a"),
    on_any("amomin.w", Atomic(4), 0x8000_202f, "a"),
    on_any("amomax.w", Atomic(4), 0xa000_202f, "a"),
    on_any("amominu.w", Atomic(4), 0xc000_202f, "a"),
    on_any("amomaxu.w", Atomic(4), 0xe000_202f, "a"),
    on_64("lr.d", LoadReserved(8), 0x1000_302f, "a"),
    on_64("sc.d", StoreConditional(8), 0x1800_302f, "a"),
    on_64("amoswap.d", Atomic(8), 0x0800_302f, "a"),
    on_64("amoadd.d", Atomic(8), 0x0000_302f, "a"),
    on_64("amoxor.d", Atomic(8), 0x2000_302f, "a"),
    on_64("amoand.d", Atomic(8), 0x6000_302f, "a"),
    on_64("amoor.d", Atomic(8), 0x4000_302f, "a"),
    on_64("amomin.d", Atomic(8), 0x8000_302f, "a"),
    on_64("amomax.d", Atomic(8), 0xa000_302f, "a"),
    on_64("amominu.d", Atomic(8), 0xc000_302f, "a"),
    on_64("amomaxu.d", Atomic(8), 0xe000_302f, "a"),
    on_any("sh1add", Register, 0x2000_2033, "zba"),
    on_any("sh2add", Register, 0x2000_4033, "zba"),
    on_any("sh3add", Register, 0x2000_6033, "zba"),
    on_64("add.uw", Register, 0x0800_003b, "zba"),
    on_64("sh1add.uw", Register, 0x2000_203b, "zba"),
    on_64("sh2add.uw", Register, 0x2000_403b, "zba"),
    on_64("sh3add.uw", Register, 0x2000_603b, "zba"),
    on_64("slli.uw", Shift, 0x0800_101b, "zba"),
    on_any("andn", Register, 0x4000_7033, "zbb"),
    on_any("orn", Register, 0x4000_6033, "zbb"),
    on_any("xnor", Register, 0x4000_4033, "zbb"),
    on_any("rol", Register, 0x6000_1033, "zbb"),
    on_any("ror", Register, 0x6000_5033, "zbb"),
    on_any("max", Register, 0x0a00_6033, "zbb"),
    on_any("maxu", Register, 0x0a00_7033, "zbb"),
    on_any("min", Register, 0x0a00_4033, "zbb"),
    on_any("minu", Register, 0x0a00_5033, "zbb"),
    on_any("rori", Shift, 0x6000_5013, "zbb"),
    on_any("clz", Unary, 0x6000_1013, "zbb"),
    on_any("ctz", Unary, 0x6010_1013, "zbb"),
    on_any("cpop", Unary, 0x6020_1013, "zbb"),
    on_any("sext.b", Unary, 0x6040_1013, "zbb"),
    on_any("sext.h", Unary, 0x6050_1013, "zbb"),
    on_any("orc.b", Unary, 0x2870_5013, "zbb"),
    on_32("rev8", Unary, 0x6980_5013, "zbb"),
    on_64("rev8", Unary, 0x6b80_5013, "zbb"),
    on_32("zext.h", Unary, 0x0800_4033, "zbb"),
    on_64("zext.h", Unary, 0x0800_403b, "zbb"),
    on_64("rolw", Register, 0x6000_103b, "zbb"),
    on_64("rorw", Register, 0x6000_503b, "zbb"),
    on_64("roriw", ShiftWord, 0x6000_501b, "zbb"),
    on_64("clzw", Unary, 0x6000_101b, "zbb"),
    on_64("ctzw", Unary, 0x6010_101b, "zbb"),
    on_64("cpopw", Unary, 0x6020_101b, "zbb"),
    on_any("bclr", Register, 0x4800_1033, "zbs"),
    on_any("bclri", Shift, 0x4800_1013, "zbs"),
    on_any("bext", Register, 0x4800_5033, "zbs"),
    on_any("bexti", Shift, 0x4800_5013, "zbs"),
    on_any("binv", Register, 0x6800_1033, "zbs"),
    on_any("binvi", Shift, 0x6800_1013, "zbs"),
    on_any("bset", Register, 0x2800_1033, "zbs"),
    on_any("bseti", Shift, 0x2800_1013, "zbs"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Words from the specifications' examples and GNU as.
    #[test]
    fn operands_stand_where_the_specification_puts_them() {
        let with = |rd, rs1, rs2, immediate| Operands { rd, rs1, rs2, immediate };
        for (name, operands, word) in [
            ("add", with(10, 11, 12, 0), 0x00c5_8533),
            ("addi", with(10, 11, 0, -1), 0xfff5_8513),
            ("srai", with(10, 11, 0, 63), 0x43f5_d513),
            ("lui", with(10, 0, 0, -4096), 0xffff_f537),
            ("lw", with(10, 11, 0, -2048), 0x8005_a503),
            ("sw", with(0, 11, 10, -4), 0xfea5_ae23),
            ("beq", with(0, 10, 11, -4096), 0x80b5_0063),
            ("bgeu", with(0, 10, 11, 4094), 0x7eb5_7fe3),
            ("jal", with(1, 0, 0, -4), 0xffdf_f0ef),
            ("jal", with(1, 0, 0, 0xf_fffe), 0x7fff_f0ef),
            ("jalr", with(1, 10, 0, -2), 0xffe5_00e7),
            ("amoadd.w", with(10, 11, 12, 0), 0x00c5_a52f),
            ("clz", with(10, 11, 0, 0), 0x6005_9513),
        ] {
            assert_eq!(kind(name).word(operands), word, "{name}");
        }
    }

    #[test]
    fn a_record_says_what_there_is() {
        let isa = |march: &str, xlen, extensions: &[&str], fence| Isa {
            march: march.into(),
            xlen,
            extensions: extensions.iter().map(|&name| name.into()).collect(),
            fence,
            ..zkshim_vendors::all()[0].isa.clone()
        };
        let has = |isa: &Isa, name: &str| kinds(isa).iter().any(|kind| kind.name == name);
        let small = isa("rv32i", 32, &[], Trap::Refused);
        assert!(has(&small, "add") && !has(&small, "addw") && !has(&small, "mul") && !has(&small, "fence"));
        let large = isa("rv64ima_zba", 64, &["zbb"], Trap::Supported);
        for name in ["addw", "mulw", "amoadd.d", "add.uw", "fence"] {
            assert!(has(&large, name), "{name}");
        }
        assert!(!has(&large, "bset"));
        assert_eq!(kinds(&large).iter().filter(|kind| kind.name == "rev8").count(), 1, "that of 64 bits");
    }
}
