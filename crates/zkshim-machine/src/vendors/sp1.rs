//! SP1's host calls, as of sp1-core-executor 6.10.0 (`src/minimal/{ecall,hint,write}.rs`), with what
//! only the prover refuses refused as well.

use sha2::{Digest, Sha256};
use zkshim_report::{Console, Stream};
use zkshim_vendors::Span;

use super::{Flow, Host, Model, Setup};
use crate::{
    cpu::{Guest, reg},
    fault::{Fault, Stop},
};

pub(super) const SP1: Model = Model { decodes, ..Model::new("sp1", |setup| Box::new(Sp1::new(setup))) };

const HALT: u64 = 0x00;
const WRITE: u64 = 0x02;
const COMMIT: u64 = 0x10;
const COMMIT_DEFERRED_PROOFS: u64 = 0x1A;
const HINT_LEN: u64 = 0xF0;
const HINT_READ: u64 = 0xF1;

/// The calls that SP1 has and the machine does not model: sp1-core-executor@6.10.0
/// `src/syscall_code.rs`, `SyscallCode`.
const NOT_MODELLED: &[(u64, &str)] = &[
    (0x0000_0003, "ENTER_UNCONSTRAINED"),
    (0x0000_0004, "EXIT_UNCONSTRAINED"),
    (0x0030_0105, "SHA_EXTEND"),
    (0x0001_0106, "SHA_COMPRESS"),
    (0x0001_0107, "ED_ADD"),
    (0x0000_0108, "ED_DECOMPRESS"),
    (0x0001_0109, "KECCAK_PERMUTE"),
    (0x0001_010A, "SECP256K1_ADD"),
    (0x0000_010B, "SECP256K1_DOUBLE"),
    (0x0000_010C, "SECP256K1_DECOMPRESS"),
    (0x0001_010E, "BN254_ADD"),
    (0x0000_010F, "BN254_DOUBLE"),
    (0x0000_001B, "VERIFY_SP1_PROOF"),
    (0x0000_011C, "BLS12381_DECOMPRESS"),
    (0x0001_011D, "UINT256_MUL"),
    (0x0001_012F, "U256XU2048_MUL"),
    (0x0001_011E, "BLS12381_ADD"),
    (0x0000_011F, "BLS12381_DOUBLE"),
    (0x0001_0120, "BLS12381_FP_ADD"),
    (0x0001_0121, "BLS12381_FP_SUB"),
    (0x0001_0122, "BLS12381_FP_MUL"),
    (0x0001_0123, "BLS12381_FP2_ADD"),
    (0x0001_0124, "BLS12381_FP2_SUB"),
    (0x0001_0125, "BLS12381_FP2_MUL"),
    (0x0001_0126, "BN254_FP_ADD"),
    (0x0001_0127, "BN254_FP_SUB"),
    (0x0001_0128, "BN254_FP_MUL"),
    (0x0001_0129, "BN254_FP2_ADD"),
    (0x0001_012A, "BN254_FP2_SUB"),
    (0x0001_012B, "BN254_FP2_MUL"),
    (0x0001_012C, "SECP256R1_ADD"),
    (0x0000_012D, "SECP256R1_DOUBLE"),
    (0x0000_012E, "SECP256R1_DECOMPRESS"),
    (0x0001_0130, "UINT256_ADD_CARRY"),
    (0x0001_0131, "UINT256_MUL_CARRY"),
    (0x0000_0132, "MPROTECT"),
    (0x0000_0133, "POSEIDON2"),
    (0x0000_0134, "SIG_RETURN"),
    (0x0000_0035, "HINT_MPROTECT_FLUSH"),
    (0x0000_0040, "DUMP_ELF"),
    (0x0000_0041, "INSERT_PROFILER_SYMBOLS"),
    (0x0000_0042, "DELETE_PROFILER_SYMBOLS"),
];

/// Descriptors of WRITE: sp1-primitives@6.10.0 `src/consts.rs`, module `fd`.
const STDOUT: u64 = 1;
const STDERR: u64 = 2;
const PUBLIC_VALUES: u64 = 13;
/// FD_HINT, then the hooks.
const HINT_AND_HOOKS: std::ops::RangeInclusive<u64> = 14..=21;

const SYSCALLS: &str = "sp1-core-executor@6.10.0 src/syscall_code.rs";
const HINTS: &str = "sp1-core-executor@6.10.0 src/minimal/hint.rs";
const FRESH_HINTS: &str = "SP1's prover initialises hinted memory from the hint \
    (sp1-prover src/worker/controller/global.rs, emit_global_memory_shards)";
const DIGESTS: &str =
    "COMMIT's eight words are the SHA-256 of the public output: SP1's verifier compares them";
const COMMITS: &str = "sp1-core-executor@6.10.0 src/record.rs eval_committed_value_digest";
const DEFERRED: &str =
    "SP1's recursion asks for it (sp1-recursion-circuit src/machine/complete.rs assert_complete)";

struct Sp1 {
    /// The one hint record, until it is read. An empty input is an empty record, not none.
    hint: Option<Vec<u8>>,
    public: Vec<u8>,
    committed: [Option<u32>; 8],
    deferred_committed: bool,
}

impl Sp1 {
    fn new(setup: Setup) -> Self {
        Self { hint: Some(setup.input), public: Vec::new(), committed: [None; 8], deferred_committed: false }
    }

    fn write(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<(), Stop> {
        let descriptor = guest.register(reg::A0);
        let bytes = guest.read(guest.register(reg::A1), guest.register(reg::A2))?;
        match descriptor {
            STDOUT => print_lines(&bytes, Stream::Stdout, console),
            STDERR => print_lines(&bytes, Stream::Stderr, console),
            PUBLIC_VALUES => {
                self.public.extend(bytes);
                Ok(())
            }
            known if HINT_AND_HOOKS.contains(&known) => {
                Err(not_modelled(&format!("WRITE to descriptor {known} (hints and hooks)")))
            }
            other => {
                let rule = "sp1-core-executor@6.10.0 src/minimal/write.rs, which drops the bytes";
                Err(Fault::new(format!("host call WRITE to the unknown descriptor {other}"), rule).into())
            }
        }
    }

    /// sp1-core-executor indexes eight words and wants each to fit in 32 bits.
    fn commit(&mut self, guest: &mut dyn Guest) -> Result<(), Stop> {
        let (index, word) = (guest.register(reg::A0), guest.register(reg::A1));
        let Some(slot) = usize::try_from(index).ok().and_then(|index| self.committed.get_mut(index)) else {
            return Err(Fault::new(format!("host call COMMIT of word {index}: there are 8"), SYSCALLS).into());
        };
        let Ok(word) = u32::try_from(word) else {
            let what = format!("host call COMMIT of {word:#x}: a word of the digest has 32 bits");
            return Err(Fault::new(what, SYSCALLS).into());
        };
        if slot.is_some_and(|before| before != word) {
            let what = format!("host call COMMIT of word {index}: another value than before");
            return Err(Fault::new(what, COMMITS).into());
        }
        *slot = Some(word);
        Ok(())
    }

    /// The machine is given no proofs to verify, so that the digest of those verified is zero.
    fn commit_deferred_proofs(&mut self, guest: &mut dyn Guest) -> Result<(), Stop> {
        let (index, word) = (guest.register(reg::A0), guest.register(reg::A1));
        if index >= 8 || word != 0 {
            let what =
                format!("host call COMMIT_DEFERRED_PROOFS of word {index} as {word:#x}: eight zeros are due");
            return Err(Fault::new(what, DEFERRED).into());
        }
        self.deferred_committed = true;
        Ok(())
    }

    fn hint_read(&mut self, guest: &mut dyn Guest) -> Result<(), Stop> {
        let (address, length) = (guest.register(reg::A0), guest.register(reg::A1));
        let fault =
            |why: &str, rule| Err(Fault::at(address, format!("host call HINT_READ: {why}"), rule).into());
        let Some(mut bytes) = self.hint.take() else {
            return fault("there is no input left", HINTS);
        };
        if bytes.len() as u64 != length {
            return fault(&format!("{length} bytes asked of a record of {}", bytes.len()), HINTS);
        }
        if !address.is_multiple_of(8) {
            return fault(&format!("the address {address:#x} is not a multiple of 8"), HINTS);
        }
        // Whole words, and always one more for what is left, be it nothing.
        bytes.resize((bytes.len() / 8 + 1) * 8, 0);
        let cells = Span { start: address, end: address.saturating_add(bytes.len() as u64) };
        if guest.has_used(cells) {
            return fault(&format!("the guest has used memory in {cells} before"), FRESH_HINTS);
        }
        guest.write(address, &bytes)
    }

    fn halt(&self, guest: &dyn Guest) -> Result<Flow, Stop> {
        let digest = Sha256::digest(&self.public);
        let bound = digest.chunks(4).map(|word| u32::from_le_bytes(word.try_into().expect("4 bytes")));
        if !bound.eq(self.committed.iter().map(|word| word.unwrap_or(0))) {
            return Err(Fault::new("the committed digest is not that of the public output", DIGESTS).into());
        }
        if !self.deferred_committed {
            return Err(Fault::new("HALT without COMMIT_DEFERRED_PROOFS", DEFERRED).into());
        }
        Ok(Flow::Exit(guest.register(reg::A0) as u32))
    }
}

impl Host for Sp1 {
    fn ecall(&mut self, guest: &mut dyn Guest, console: &mut dyn Console) -> Result<Flow, Stop> {
        let number = guest.register(reg::T0);
        // Without a result of its own a call returns its number.
        let mut result = number;
        match number {
            HALT => return self.halt(guest),
            WRITE => self.write(guest, console)?,
            COMMIT => self.commit(guest)?,
            COMMIT_DEFERRED_PROOFS => self.commit_deferred_proofs(guest)?,
            HINT_LEN => result = self.hint.as_ref().map_or(u64::MAX, |record| record.len() as u64),
            HINT_READ => self.hint_read(guest)?,
            other => match NOT_MODELLED.iter().find(|(known, _)| *known == other) {
                Some((_, name)) => return Err(not_modelled(name)),
                None => return Err(Fault::new(format!("unknown host call {other:#x}"), SYSCALLS).into()),
            },
        }
        guest.set_register(reg::T0, result);
        Ok(Flow::Continue)
    }

    fn public_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.public)
    }
}

fn not_modelled(name: &str) -> Stop {
    Fault::new(format!("host call {name}: known to SP1, not modelled: use --on executor"), SYSCALLS).into()
}

/// `handle_output` of sp1-core-executor@6.10.0 `src/minimal/write.rs`: text with what is not UTF-8
/// replaced, line by line, each ended.
fn print_lines(bytes: &[u8], stream: Stream, console: &mut dyn Console) -> Result<(), Stop> {
    let text: String = String::from_utf8_lossy(bytes).lines().flat_map(|line| [line, "\n"]).collect();
    Ok(console.write(stream, text.as_bytes())?)
}

/// The words that rrs-succinct@0.2.0 (`src/process_instruction.rs`) decodes; SP1's loader panics at
/// any other. Some of them are no RISC-V instructions, and fault if they are reached.
fn decodes(word: u32) -> bool {
    let (funct3, funct7) = (word >> 12 & 7, word >> 25);
    match word & 0x7f {
        // LUI, AUIPC, JAL, JALR
        0b011_0111 | 0b001_0111 | 0b110_1111 | 0b110_0111 => true,
        // Branches
        0b110_0011 => !matches!(funct3, 0b010 | 0b011),
        // Loads and stores
        0b000_0011 => funct3 != 0b111,
        0b010_0011 => funct3 <= 0b011,
        // OP-IMM: the low bit of funct7 is the sixth of a 64-bit shift.
        0b001_0011 => funct3 != 0b101 || matches!(funct7 & !1, 0b000_0000 | 0b010_0000),
        // OP
        0b011_0011 => matches!((funct3, funct7), (_, 0 | 1) | (0b000 | 0b101, 0b010_0000)),
        // OP-IMM-32
        0b001_1011 => matches!((funct3, funct7), (0b000 | 0b001, _) | (0b101, 0b000_0000 | 0b010_0000)),
        // OP-32
        0b011_1011 => match funct3 {
            0b000 | 0b101 => matches!(funct7, 0b000_0000 | 0b000_0001 | 0b010_0000),
            0b001 | 0b100 | 0b110 | 0b111 => true,
            _ => false,
        },
        // FENCE, but not FENCE.I
        0b000_1111 => funct3 == 0b000,
        // ECALL, EBREAK, WFI, MRET; CSR instructions
        0b111_0011 => match funct3 {
            0b000 => matches!(word, 0x0000_0073 | 0x0010_0073 | 0x1050_0073 | 0x3020_0073),
            0b100 => false,
            _ => true,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use rrs_succinct::{InstructionProcessor, instruction_formats::*, process_instruction};

    use super::*;

    /// Takes any instruction that the vendor's decoder finds.
    struct Anything;

    macro_rules! accept {
        ($($name:ident: $format:ty),* $(,)?) => {
            impl InstructionProcessor for Anything {
                type InstructionResult = ();
                fn process_ecall(&mut self) {}
                fn process_ebreak(&mut self) {}
                fn process_wfi(&mut self) {}
                fn process_mret(&mut self) {}
                $(fn $name(&mut self, _: $format) {})*
            }
        };
    }

    accept!(
        process_add: RType, process_sub: RType, process_sll: RType, process_slt: RType, process_sltu: RType,
        process_xor: RType, process_srl: RType, process_sra: RType, process_or: RType, process_and: RType,
        process_addi: IType, process_slli: ITypeShamt, process_slti: IType, process_sltui: IType,
        process_xori: IType, process_srli: ITypeShamt, process_srai: ITypeShamt, process_ori: IType,
        process_andi: IType, process_lui: UType, process_auipc: UType, process_beq: BType, process_bne: BType,
        process_blt: BType, process_bltu: BType, process_bge: BType, process_bgeu: BType, process_lb: IType,
        process_lbu: IType, process_lh: IType, process_lhu: IType, process_lw: IType, process_sb: SType,
        process_sh: SType, process_sw: SType, process_jal: JType, process_jalr: IType, process_mul: RType,
        process_mulh: RType, process_mulhu: RType, process_mulhsu: RType, process_div: RType,
        process_divu: RType, process_rem: RType, process_remu: RType, process_fence: IType,
        process_csrrw: ITypeCSR, process_csrrs: ITypeCSR, process_csrrc: ITypeCSR, process_csrrwi: ITypeCSR,
        process_csrrsi: ITypeCSR, process_csrrci: ITypeCSR, process_addw: RType, process_subw: RType,
        process_sllw: RType, process_srlw: RType, process_sraw: RType, process_addiw: IType,
        process_slliw: ITypeShamtW, process_srliw: ITypeShamtW, process_sraiw: ITypeShamtW, process_lwu: IType,
        process_ld: IType, process_sd: SType, process_mulw: RType, process_divw: RType, process_divuw: RType,
        process_remw: RType, process_remuw: RType,
    );

    fn agrees(word: u32) {
        let theirs = process_instruction(&mut Anything, word).is_some();
        assert_eq!(decodes(word), theirs, "{word:#010x}");
    }

    /// Every opcode with every funct3 and funct7, and a few values of what is between them.
    #[test]
    fn the_loader_decodes_what_the_vendors_decoder_does() {
        for high in 0..1 << 7 {
            for low in 0..1 << 10 {
                let (funct3, opcode) = (low >> 7, low & 0x7f);
                for (rs2, rs1, rd) in
                    [(0, 0, 0), (1, 0, 0), (2, 0, 0), (5, 0, 0), (0, 1, 0), (0, 0, 1), (31, 31, 31)]
                {
                    agrees(high << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | opcode);
                }
            }
        }
    }
}
