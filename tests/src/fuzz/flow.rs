//! The way through a stream: forward over pieces, taken or not, and back in loops with a counter.

use super::{
    generate::{Generator, split},
    isa::{self, Kind, Operands},
};

/// Loops within loops.
const DEEPEST: usize = 2;

/// A jump to a later piece, not placed yet.
struct Forward {
    at: usize,
    /// Pieces until its target.
    pieces: u64,
    jump: Jump,
}

#[derive(Clone, Copy)]
enum Jump {
    /// A branch or `jal` with these operands.
    Near(&'static Kind, Operands),
    /// `auipc` at the address, `jalr` so many words behind it. The lowest bit of `jalr`'s sum does not count.
    Far { scratch: usize, rd: usize, behind: usize, odd: bool },
}

impl Generator<'_> {
    /// A sequence of pieces, and where in it jumps go.
    pub(super) fn block(&mut self, length: usize, depth: usize) {
        let end = self.words.len() + length;
        let mut forwards: Vec<Forward> = Vec::new();
        while self.words.len() < end {
            for forward in &mut forwards {
                forward.pieces -= 1;
            }
            let (here, later) = forwards.into_iter().partition(|forward| forward.pieces == 0);
            forwards = later;
            self.place(here);
            match self.random.below(100) {
                0..28 => self.plain(),
                28..48 => self.fresh(),
                48..58 => self.at_the_ends(),
                58..80 => self.access(),
                80..88 => forwards.push(self.branch()),
                88..91 => forwards.push(self.jump()),
                91..94 => self.computed_jump(),
                94..96 => self.call(),
                _ if depth < DEEPEST => self.repeat(depth),
                _ => self.plain(),
            }
        }
        self.place(forwards);
    }

    /// Lets jumps go to what comes next.
    fn place(&mut self, forwards: Vec<Forward>) {
        let here = self.words.len();
        for Forward { at, jump, .. } in forwards {
            self.set_jump(at, here, jump);
        }
    }

    fn set_jump(&mut self, at: usize, to: usize, jump: Jump) {
        let distance = (to as i64 - at as i64) * 4;
        match jump {
            Jump::Near(kind, operands) => {
                self.words[at] = kind.word(Operands { immediate: distance, ..operands });
            }
            Jump::Far { scratch, rd, behind, odd } => {
                let (high, low) = split(distance);
                let auipc = Operands { rd: scratch, immediate: high, ..Operands::default() };
                self.words[at] = isa::kind("auipc").word(auipc);
                let jalr = Operands { rd, rs1: scratch, immediate: low | i64::from(odd), rs2: 0 };
                self.words[at + behind] = isa::kind("jalr").word(jalr);
            }
        }
    }

    fn ahead(&mut self, at: usize, jump: Jump) -> Forward {
        Forward { at, pieces: self.random.below(8) + 1, jump }
    }

    fn branch(&mut self) -> Forward {
        let kind = *self.random.one_of(&self.branches);
        let rs1 = self.source();
        // Random values are hardly ever equal.
        let rs2 = match self.random.below(4) {
            0 => rs1,
            1 => 0,
            _ => self.source(),
        };
        self.words.push(0);
        self.ahead(self.words.len() - 1, Jump::Near(kind, Operands { rs1, rs2, ..Operands::default() }))
    }

    fn jump(&mut self) -> Forward {
        let (at, rd) = (self.words.len(), self.target());
        if self.random.percent(50) {
            self.words.push(0);
            return self.ahead(at, Jump::Near(isa::kind("jal"), Operands { rd, ..Operands::default() }));
        }
        let scratch = self.scratch();
        let rd = if self.random.percent(50) { scratch } else { rd };
        let odd = self.random.percent(25);
        self.words.push(0);
        let apart = self.random.percent(50);
        if apart {
            // Some see the two together as one.
            self.beside(scratch, Self::plain);
        }
        self.words.push(0);
        self.ahead(at, Jump::Far { scratch, rd, behind: 1 + usize::from(apart), odd })
    }

    /// A jump by a value, over one instruction or to it.
    fn computed_jump(&mut self) {
        let (choice, value) = (self.scratch(), self.source());
        let address = self.beside(choice, Self::scratch);
        self.emit_named("andi", choice, value, 4);
        self.emit_named("auipc", address, 0, 0);
        self.emit(isa::kind("add"), Operands { rd: address, rs1: address, rs2: choice, immediate: 0 });
        let rd = self.target();
        self.emit_named("jalr", rd, address, 12);
        self.plain();
    }

    /// A call of some instructions and the return from them.
    fn call(&mut self) {
        let link = self.scratch();
        self.emit_named("jal", link, 0, 8);
        let over = self.words.len();
        self.words.push(0);
        for _ in 0..self.random.below(4) {
            self.beside(link, Self::plain);
        }
        let rd = self.target();
        self.emit_named("jalr", rd, link, 0);
        let (jal, to) = (isa::kind("jal"), self.words.len());
        let rd = self.target();
        self.set_jump(over, to, Jump::Near(jal, Operands { rd, ..Operands::default() }));
    }

    /// A loop around a block. Its counter stays what the loop makes of it.
    fn repeat(&mut self, depth: usize) {
        let counter = self.scratch();
        let rounds = self.random.within(1..=8 >> (2 * depth));
        let length = self.random.within(1..=40) as usize;
        let near = |name, rs1, rs2| Jump::Near(isa::kind(name), Operands { rs1, rs2, ..Operands::default() });
        let shape = self.random.below(6);
        let (start, step) = match shape {
            0 => (-rounds, 1),
            1 => (rounds - 1, -1),
            _ => (rounds, -1),
        };
        self.emit_named("addi", counter, 0, start);
        let top = self.words.len();
        if shape == 5 {
            self.words.push(0);
        }
        self.beside(counter, |this| this.block(length, depth + 1));
        self.emit_named("addi", counter, counter, step);
        let at = self.words.len();
        match shape {
            0 => self.back(at, top, near("blt", counter, 0)),
            1 => self.back(at, top, near("bge", counter, 0)),
            2 => self.back(at, top, near("bne", counter, 0)),
            3 => self.back(at, top, near("bltu", 0, counter)),
            4 => {
                // The test skips the way back.
                let (scratch, rd) = (self.beside(counter, Self::scratch), self.beside(counter, Self::target));
                self.words.extend([0; 3]);
                self.set_jump(at, top, Jump::Far { scratch, rd, behind: 2, odd: false });
                self.set_jump(at + 1, at + 3, near("beq", counter, 0));
            }
            _ => {
                let rd = self.beside(counter, Self::target);
                self.back(at, top, Jump::Near(isa::kind("jal"), Operands { rd, ..Operands::default() }));
                self.set_jump(top, at + 1, near("beq", counter, 0));
            }
        }
    }

    fn back(&mut self, at: usize, top: usize, jump: Jump) {
        self.words.push(0);
        self.set_jump(at, top, jump);
    }
}
