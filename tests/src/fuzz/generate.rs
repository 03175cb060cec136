//! Streams of instructions: random, but each ends and stays within its windows, whatever values it meets.
//!
//! A stream is a sequence of *pieces*, each whole in itself: what needs an address makes it first. A few
//! registers are reserved, another set in each program: the bases, which point into the middle of the windows,
//! and the counters of the loops around. Everything else, x0 too, is written to. Control moves forward, to the
//! start of a later piece, or back in a loop with a counter.

use std::ops::RangeInclusive;

use zkshim_vendors::{CodeRights, Isa, Vendor};

use super::{
    isa::{self, Format, Kind, Operands},
    random::Random,
    template::{Layout, WINDOW, WINDOWS},
};

/// Instructions of a stream before its end, which stores the registers.
const SHORTEST: i64 = 50;
const LONGEST: i64 = 400;
/// From a base to the start of its window.
pub(super) const HALF: i64 = WINDOW as i64 / 2;
/// What an immediate can be.
pub(super) const REACH: RangeInclusive<i64> = -2048..=2047;

/// What is patched into the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The stream, from the start of its room on.
    pub words: Vec<u32>,
    /// How many of the words are random; the rest stores the registers.
    pub random: usize,
    /// What is in the registers before it.
    pub registers: [u64; 32],
    /// Where its windows begin.
    pub windows: [u64; WINDOWS],
    /// What they are filled from.
    pub fill: u32,
}

/// The program of a seed.
pub fn program(seed: u64, vendor: &Vendor, layout: &Layout) -> Program {
    Generator::new(seed, vendor, layout).finish()
}

/// A program of these instructions.
#[cfg(test)]
pub fn bare(seed: u64, words: &[u32], vendor: &Vendor, layout: &Layout) -> Program {
    let mut generator = Generator::new(seed, vendor, layout);
    generator.words = words.to_vec();
    generator.end()
}

pub(super) struct Generator<'a> {
    pub(super) random: Random,
    pub(super) isa: &'a Isa,
    pub(super) layout: &'a Layout,
    pub(super) kinds: Vec<&'static Kind>,
    /// Those whose operands may be anything.
    plain: Vec<&'static Kind>,
    pub(super) branches: Vec<&'static Kind>,
    pub(super) words: Vec<u32>,
    pub(super) windows: [u64; WINDOWS],
    /// The register that points into each.
    pub(super) bases: [usize; WINDOWS],
    /// One bit per register that must stay.
    pub(super) reserved: u32,
    /// Registers written last, which are read more often: a wrong value should not be lost.
    recent: Vec<usize>,
    /// The byte of each window that was accessed last.
    pub(super) last: [i64; WINDOWS],
    pub(super) code_is_readable: bool,
}

impl<'a> Generator<'a> {
    fn new(seed: u64, vendor: &'a Vendor, layout: &'a Layout) -> Self {
        let kinds = isa::kinds(&vendor.isa);
        let of = |wanted: &dyn Fn(Format) -> bool| -> Vec<&'static Kind> {
            kinds.iter().copied().filter(|kind| wanted(kind.format)).collect()
        };
        let (plain, branches) = (of(&is_plain), of(&|format| format == Format::Branch));
        let mut generator = Self {
            random: Random::new(seed),
            isa: &vendor.isa,
            layout,
            plain,
            branches,
            kinds,
            words: Vec::new(),
            windows: [0; WINDOWS],
            bases: [0; WINDOWS],
            reserved: 1,
            recent: vec![1],
            last: [0; WINDOWS],
            code_is_readable: vendor.loader.code == CodeRights::ReadExecute,
        };
        let mut windows = layout.windows.to_vec();
        for window in 0..WINDOWS {
            let chosen = generator.random.below(windows.len() as u64) as usize;
            generator.windows[window] = windows.swap_remove(chosen);
            generator.bases[window] = generator.scratch();
            generator.reserved |= 1 << generator.bases[window];
        }
        generator
    }

    fn finish(mut self) -> Program {
        let length = self.random.within(SHORTEST..=LONGEST) as usize;
        self.block(length, 0);
        self.end()
    }

    /// The program of what there is of a stream.
    fn end(mut self) -> Program {
        let fill = self.random.word() as u32 | 1;
        let mut registers = std::array::from_fn(|_| self.start_value());
        registers[0] = 0;
        for (base, window) in self.bases.into_iter().zip(self.windows) {
            registers[base] = window + HALF as u64;
        }
        let random = self.words.len();
        self.store_registers();
        Program { words: self.words, random, registers, windows: self.windows, fill }
    }

    fn start_value(&mut self) -> u64 {
        let ends = [0, 1, u64::MAX, 1 << 63, u64::MAX >> 1, 1 << 31, !(1 << 31), 0x7fff_ffff, 0xffff_ffff];
        let value = self.random.word();
        let value = match self.random.below(4) {
            0 => *self.random.one_of(&ends),
            1 => value >> self.random.below(64),
            _ => value,
        };
        value & u64::MAX >> (64 - self.isa.xlen)
    }

    pub(super) fn emit(&mut self, kind: &Kind, operands: Operands) {
        self.words.push(kind.word(operands));
        if operands.rd != 0 {
            self.recent.push(operands.rd);
        }
    }

    pub(super) fn emit_named(&mut self, name: &str, rd: usize, rs1: usize, immediate: i64) {
        self.emit(isa::kind(name), Operands { rd, rs1, rs2: 0, immediate });
    }

    /// A register to write to: none that must stay, but x0 now and then.
    pub(super) fn target(&mut self) -> usize {
        if self.random.percent(6) { 0 } else { self.scratch() }
    }

    /// As [`Self::target`], more often one of those that the instruction reads.
    pub(super) fn target_among(&mut self, sources: &[usize]) -> usize {
        let source = *self.random.one_of(sources);
        let free = self.reserved >> source & 1 == 0;
        if free && self.random.percent(20) { source } else { self.target() }
    }

    /// A register that is free, and is one.
    pub(super) fn scratch(&mut self) -> usize {
        loop {
            let register = self.random.below(32) as usize;
            if self.reserved >> register & 1 == 0 {
                return register;
            }
        }
    }

    /// Does something that leaves a register as it is.
    pub(super) fn beside<T>(&mut self, register: usize, doing: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.reserved;
        self.reserved |= 1 << register;
        let done = doing(self);
        self.reserved = before;
        done
    }

    /// A register to read: any.
    pub(super) fn source(&mut self) -> usize {
        if self.random.percent(50) {
            let last = self.recent.len().saturating_sub(5);
            *self.random.one_of(&self.recent[last..])
        } else {
            self.random.below(32) as usize
        }
    }

    /// An instruction that computes.
    pub(super) fn plain(&mut self) {
        let kind = *self.random.one_of(&self.plain);
        let (rs1, rs2) = (self.source(), self.source());
        let rd = self.target_among(&[rs1, rs2]);
        self.compute(kind, rd, rs1, rs2);
    }

    /// An instruction that computes, with values that are still random (those in registers become small, and many
    /// become 0), and a result that is not lost.
    pub(super) fn fresh(&mut self) {
        let kind = *self.random.one_of(&self.plain);
        let (rs1, rs2) = (self.scratch(), self.scratch());
        self.load_value(rs1);
        if kind.format == Format::Register {
            self.load_value(rs2);
        }
        let rd = self.target_among(&[rs1, rs2]);
        self.compute(kind, rd, rs1, rs2);
        self.store_value(rd);
    }

    fn compute(&mut self, kind: &Kind, rd: usize, rs1: usize, rs2: usize) {
        let xlen = i64::from(self.isa.xlen);
        let operands = Operands { rd, rs1, ..Operands::default() };
        let operands = match kind.format {
            Format::Register => Operands { rs2, ..operands },
            Format::Immediate => Operands { immediate: self.small_immediate(), ..operands },
            Format::Shift => Operands { immediate: self.random.within(0..=xlen - 1), ..operands },
            Format::ShiftWord => Operands { immediate: self.random.within(0..=31), ..operands },
            Format::Upper => Operands { rs1: 0, immediate: self.large_immediate(), ..operands },
            // What is ordered before what; rd and rs1 are reserved.
            Format::Fence => Operands { immediate: self.random.within(0..=0xff), ..Operands::default() },
            _ => operands,
        };
        self.emit(kind, operands);
    }

    fn small_immediate(&mut self) -> i64 {
        match self.random.below(3) {
            0 => *self.random.one_of(&[0, 1, -1, 2047, -2048, -2047, 31, 32, 63, 64]),
            _ => self.random.within(REACH),
        }
    }

    fn large_immediate(&mut self) -> i64 {
        let upper = match self.random.below(3) {
            0 => *self.random.one_of(&[0, 1, -1, 0x7_ffff, -0x8_0000]),
            _ => self.random.within(-0x8_0000..=0x7_ffff),
        };
        upper << 12
    }

    /// An instruction with both operands at the ends of their range, as division asks for.
    pub(super) fn at_the_ends(&mut self) {
        let (left, right) = (self.scratch(), self.scratch());
        self.end_of_range(left);
        self.end_of_range(right);
        let registers: Vec<_> =
            self.plain.iter().copied().filter(|kind| kind.format == Format::Register).collect();
        let kind = *self.random.one_of(&registers);
        let rd = self.target();
        self.compute(kind, rd, left, right);
        if self.random.percent(50) {
            self.store_value(rd);
        }
    }

    /// 0, 1, -1, the least and the greatest number, of the register or of 32 bits.
    fn end_of_range(&mut self, rd: usize) {
        let wide = self.isa.xlen == 64;
        let top = i64::from(self.isa.xlen) - 1;
        match self.random.below(if wide { 9 } else { 7 }) {
            0 => self.emit_named("addi", rd, 0, 0),
            1 => self.emit_named("addi", rd, 0, 1),
            2 => self.emit_named("addi", rd, 0, -1),
            3 => self.emit_named("lui", rd, 0, i64::from(i32::MIN)),
            4 => {
                self.emit_named("addi", rd, 0, 1);
                self.emit_named("slli", rd, rd, top);
            }
            5 => {
                self.emit_named("addi", rd, 0, -1);
                self.emit_named("srli", rd, rd, 1);
            }
            6 => {
                let immediate = self.small_immediate();
                self.emit_named("addi", rd, 0, immediate);
            }
            7 => {
                self.emit_named("addi", rd, 0, -1);
                self.emit_named("srli", rd, rd, 32);
            }
            _ => {
                self.emit_named("addi", rd, 0, -1);
                self.emit_named("srli", rd, rd, 33);
            }
        }
    }
}

/// Instructions that compute, and may be executed at any time.
fn is_plain(format: Format) -> bool {
    use Format::{Fence, Immediate, Register, Shift, ShiftWord, Unary, Upper};
    matches!(format, Register | Unary | Immediate | Shift | ShiftWord | Upper | Fence)
}

/// What `auipc` or `lui` and a following immediate are to add up to.
pub(super) fn split(value: i64) -> (i64, i64) {
    let low = (value & 0xfff) << 52 >> 52;
    (value - low, low)
}
