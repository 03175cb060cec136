//! Names for what is no vendor's: floating point, CSRs where there are none, privileged and vector instructions
//! (RISC-V unprivileged ISA, "RV32/64G Instruction Set Listings"; privileged ISA, "Instruction Set Listings").

use super::findings::Kind;

/// The kind of an instruction that some vendor's CPU has and another lacks, by the extension's name.
pub(super) fn kind(extension: &str) -> Kind {
    match extension {
        "a" => Kind::Atomic,
        "zba" => Kind::BitManipulation("Zba"),
        "zbb" => Kind::BitManipulation("Zbb"),
        "zbc" => Kind::BitManipulation("Zbc"),
        "zbs" => Kind::BitManipulation("Zbs"),
        _ => Kind::NoInstruction,
    }
}

/// What a word that no vendor's CPU knows is, if it is an instruction of these extensions.
pub(super) fn name(word: u32) -> Option<(Kind, String)> {
    let (opcode, funct3) = (word & 0x7f, word >> 12 & 7);
    match opcode {
        0x07 => memory(funct3, "fl", "vector load"),
        0x27 => memory(funct3, "fs", "vector store"),
        0x43 | 0x47 | 0x4b | 0x4f => {
            let name = ["fmadd", "fmsub", "fnmsub", "fnmadd"][(opcode as usize - 0x43) / 4];
            Some(sized(name, word))
        }
        0x53 => float(word),
        0x57 => Some((Kind::Vector, "vector arithmetic".into())),
        0x73 => system(word),
        _ => None,
    }
}

/// Loads and stores of floating point registers share their opcodes with the vector ones.
fn memory(width: u32, start: &str, vector: &str) -> Option<(Kind, String)> {
    let (kind, size) = match width {
        1 => (Kind::HalfFloat, 'h'),
        2 => (Kind::Float, 'w'),
        3 => (Kind::Double, 'd'),
        4 => (Kind::Quad, 'q'),
        _ => return Some((Kind::Vector, vector.into())),
    };
    Some((kind, format!("{start}{size}")))
}

/// OP-FP, by its funct5. Conversions and moves go by one name each, whatever they lead to.
fn float(word: u32) -> Option<(Kind, String)> {
    let (funct3, funct5) = (word >> 12 & 7, word >> 27);
    let name = match (funct5, funct3) {
        (0x00, _) => "fadd",
        (0x01, _) => "fsub",
        (0x02, _) => "fmul",
        (0x03, _) => "fdiv",
        (0x0b, _) => "fsqrt",
        (0x04, 0) => "fsgnj",
        (0x04, 1) => "fsgnjn",
        (0x04, 2) => "fsgnjx",
        (0x05, 0) => "fmin",
        (0x05, 1) => "fmax",
        (0x14, 0) => "fle",
        (0x14, 1) => "flt",
        (0x14, 2) => "feq",
        (0x1c, 1) => "fclass",
        (0x08 | 0x18 | 0x1a, _) => return Some((size(word).0, "fcvt".into())),
        (0x1c | 0x1e, 0) => return Some((size(word).0, "fmv".into())),
        _ => return None,
    };
    Some(sized(name, word))
}

fn sized(name: &str, word: u32) -> (Kind, String) {
    let (kind, letter) = size(word);
    (kind, format!("{name}.{letter}"))
}

/// The field `fmt`.
fn size(word: u32) -> (Kind, char) {
    [(Kind::Float, 's'), (Kind::Double, 'd'), (Kind::HalfFloat, 'h'), (Kind::Quad, 'q')]
        [(word >> 25 & 0b11) as usize]
}

fn system(word: u32) -> Option<(Kind, String)> {
    const NAMES: [&str; 8] = ["", "csrrw", "csrrs", "csrrc", "", "csrrwi", "csrrsi", "csrrci"];
    let (funct3, csr) = (word >> 12 & 7, word >> 20);
    match funct3 {
        0 | 4 => Some((Kind::Privileged, privileged(word).into())),
        _ => Some((Kind::Csr, format!("{} of CSR {csr:#x}", NAMES[funct3 as usize]))),
    }
}

fn privileged(word: u32) -> &'static str {
    match word {
        0x1020_0073 => "sret",
        0x1050_0073 => "wfi",
        0x3020_0073 => "mret",
        _ if word >> 25 == 0x09 => "sfence.vma",
        _ => "system instruction",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_have_the_manuals_names() {
        for (word, expected, kind) in [
            (0x0005_2507, "flw", Kind::Float),
            (0x0005_3507, "fld", Kind::Double),
            (0x00a5_2027, "fsw", Kind::Float),
            (0x00a5_3027, "fsd", Kind::Double),
            (0x02b5_7553, "fadd.d", Kind::Double),
            (0x18b5_7553, "fdiv.s", Kind::Float),
            (0x5805_7553, "fsqrt.s", Kind::Float),
            (0xa2b5_2553, "feq.d", Kind::Double),
            (0xd205_0553, "fcvt", Kind::Double),
            (0xf000_0553, "fmv", Kind::Float),
            (0x68b5_7543, "fmadd.s", Kind::Float),
            (0x68b5_754b, "fnmsub.s", Kind::Float),
            (0x6ab5_754f, "fnmadd.d", Kind::Double),
            (0x0205_6007, "vector load", Kind::Vector),
            (0x0000_0057, "vector arithmetic", Kind::Vector),
            (0xc000_2573, "csrrs of CSR 0xc00", Kind::Csr),
            (0x3000_5073, "csrrwi of CSR 0x300", Kind::Csr),
            (0x3020_0073, "mret", Kind::Privileged),
            (0x1200_0073, "sfence.vma", Kind::Privileged),
        ] {
            assert_eq!(name(word), Some((kind, expected.into())), "{word:#010x}");
        }
        for word in [0, 0x13, u32::MAX, 0xffff_ff53] {
            assert_eq!(name(word), None, "{word:#010x}");
        }
    }
}
