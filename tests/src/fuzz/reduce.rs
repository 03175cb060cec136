//! Makes a program that disagrees small: instructions become `nop` as long as the disagreement stays.

use zkshim_report::Outcome;

use super::{Comparison, Fuzzer, generate::Program};

const NOP: u32 = 0x0000_0013;
/// Each try starts two processes.
const MOST_TRIES: usize = 1500;

impl Program {
    /// The random instructions that are left, and where.
    pub(super) fn instructions(&self) -> impl Iterator<Item = (usize, u32)> {
        let random = self.words[..self.random].iter().copied().enumerate();
        random.filter(|&(_, word)| word != NOP)
    }
}

impl Fuzzer {
    /// A program of the same seed, with as few instructions as can be found, that disagrees in the same.
    ///
    /// # Errors
    /// A run that could not be made.
    pub(super) fn reduce(&self, program: &Program, compared: &Comparison) -> Result<Program, String> {
        let mut program = program.clone();
        let mut tries = 0;
        let mut size = program.random.div_ceil(2);
        loop {
            let before = program.instructions().count();
            let mut at = 0;
            while at < program.random && tries < MOST_TRIES {
                let mut smaller = program.clone();
                let end = (at + size).min(program.random);
                smaller.words[at..end].fill(NOP);
                if smaller != program {
                    tries += 1;
                    if self.disagrees_alike(&smaller, compared)? {
                        program = smaller;
                    }
                }
                at += size;
            }
            let stuck = program.instructions().count() == before;
            if tries >= MOST_TRIES || (size == 1 && stuck) {
                return Ok(program);
            }
            size = size.div_ceil(2);
        }
    }

    fn disagrees_alike(&self, program: &Program, compared: &Comparison) -> Result<bool, String> {
        // Without its counter a loop may run for ever, without its address an access may go anywhere: that
        // would be another matter.
        let outcome = |run: &crate::run::Run| run.report.execution.outcome;
        let machine = self.on_machine(program)?;
        if outcome(&machine) != outcome(&compared.machine) || outcome(&machine) == Outcome::TimedOut {
            return Ok(false);
        }
        Ok(self.compare(program)?.signature() == compared.signature())
    }
}
