//! Random programs on the strict machine and on the vendor's executor, one against the other.
//!
//! Everything about a program follows from the vendor's record, the linked template and a 64-bit seed; a run
//! that disagrees is said to be so with the seed, the command that repeats it, and a stream reduced to
//! the instructions it takes.

mod flow;
mod generate;
mod isa;
mod memory;
mod random;
mod reduce;
mod template;

use std::fs;

use zkshim_report::Outcome;
use zkshim_vendors::Vendor;

use self::{generate::Program, template::Template};
use crate::{
    kit,
    run::{self, Run},
    verdict,
};

/// The seed of a program by its number; that of number 0 is the seed itself, so that a program can be run
/// alone. The step is none of the generator's own.
pub fn seed_of(seed: u64, number: u64) -> u64 {
    seed.wrapping_add(number.wrapping_mul(0xd134_2543_de82_ef95))
}

/// As in `zkshim run --on`.
const MACHINE: &str = "machine";

/// A vendor's programs, and where they run besides the machine.
pub struct Fuzzer {
    vendor: &'static Vendor,
    template: Template,
    /// As in `zkshim run --on`.
    other: String,
    /// What the other side gets for an instruction: the same, but in the test of the test.
    distort: fn(u32) -> u32,
}

/// How a program ran on both.
struct Comparison {
    machine: Run,
    other: Run,
    /// A line for every difference, with the values below it.
    wrong: String,
}

impl Comparison {
    /// Which things differ, whatever the values.
    fn things(&self) -> Vec<&str> {
        let lines = self.wrong.lines().filter(|line| !line.starts_with(' '));
        lines.map(|line| line.trim_end_matches(':')).collect()
    }

    /// What a reduced program must have in common with the whole one.
    fn signature(&self) -> (Outcome, Outcome, Vec<&str>) {
        let outcome = |run: &Run| run.report.execution.outcome;
        (outcome(&self.machine), outcome(&self.other), self.things())
    }
}

/// Bounds that no program meets: one executes some hundred thousand instructions. A reduced one may, and for
/// the machine, which comes first, that is to be found out soon.
const OTHERS_BOUND: [&str; 2] = ["--timeout", "120"];
const MACHINES_BOUND: [&str; 2] = ["--max-instructions", "2000000"];

impl Fuzzer {
    /// Links the vendor's template.
    ///
    /// # Errors
    /// What compiler and linker say.
    pub fn new(vendor: &'static Vendor, other: &str) -> Result<Self, String> {
        let template = Template::of(vendor)?;
        Ok(Self { vendor, template, other: other.to_owned(), distort: |word| word })
    }

    /// Runs the program of a seed on both.
    ///
    /// # Errors
    /// A run that could not be made, and a disagreement: in `detail` with all that is needed to look into it.
    pub fn check(&self, seed: u64, detail: bool) -> Result<(), String> {
        let program = self.program(seed);
        let compared = self.compare(&program)?;
        if compared.wrong.is_empty() {
            return Ok(());
        }
        let Self { vendor, other, .. } = self;
        let brief = format!(
            "{}: machine and {other} disagree about {}\n\
             again: cargo xtask fuzz --vendor {} --seed {seed:#x} --programs 1\n",
            vendor.title,
            compared.things().join(", "),
            vendor.name
        );
        Err(if detail { brief + &self.detail(seed, &program, &compared)? } else { brief })
    }

    fn program(&self, seed: u64) -> Program {
        generate::program(seed, self.vendor, &self.template.layout)
    }

    fn compare(&self, program: &Program) -> Result<Comparison, String> {
        let machine = self.on_machine(program)?;
        let other = self.run(&self.other, &self.distorted(program))?;
        let mut wrong = verdict::differences(&machine, &other);
        let ours = &machine.report.execution;
        if (ours.outcome, ours.code) != (Outcome::Exited, Some(0)) {
            let reason = ours.reason.as_deref().unwrap_or("by a code of its own");
            wrong += &format!("the exit with 0 that a program must have:\n  {}: {reason}\n", ours.outcome);
        }
        Ok(Comparison { machine, other, wrong })
    }

    fn on_machine(&self, program: &Program) -> Result<Run, String> {
        self.run(MACHINE, program)
    }

    fn distorted(&self, program: &Program) -> Program {
        Program { words: program.words.iter().map(|&word| (self.distort)(word)).collect(), ..program.clone() }
    }

    fn run(&self, on: &str, program: &Program) -> Result<Run, String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let file = folder.path().join("program");
        fs::write(&file, self.template.patched(program)).map_err(|e| e.to_string())?;
        let bound = if on == MACHINE { MACHINES_BOUND } else { OTHERS_BOUND };
        run::zkshim_run_within(&bound, on, &file, &[])
    }

    /// What is to be known about a disagreement; keeps its program.
    fn detail(&self, seed: u64, program: &Program, compared: &Comparison) -> Result<String, String> {
        let reason = compared.other.report.execution.reason.as_deref().unwrap_or_default();
        let mut text = format!("the machine first:\n{}{reason}\n", compared.wrong);
        text += &self.keep(&format!("{seed:x}"), program)?;
        let reduced = self.reduce(program, compared)?;
        text += &format!("reduced to {} instructions\n", reduced.instructions().count());
        text += &self.keep(&format!("{seed:x}-reduced"), &reduced)?;
        Ok(text + &self.listing(&reduced))
    }

    fn keep(&self, name: &str, program: &Program) -> Result<String, String> {
        let file = kit::scratch("fuzz").join(format!("{}-{name}", self.vendor.name));
        fs::write(&file, self.template.patched(program)).map_err(|e| e.to_string())?;
        Ok(format!("the program: {}\n", file.display()))
    }

    /// Addresses and words; `objdump -d` on the file says the rest.
    fn listing(&self, program: &Program) -> String {
        let start = self.template.layout.body.start;
        let instructions = program.instructions();
        let mut text: String = instructions
            .map(|(index, word)| format!("  {:#x}: {word:08x}\n", start + 4 * index as u64))
            .collect();
        text += "registers before:";
        for (number, value) in program.registers.iter().enumerate().skip(1) {
            text += &format!("{}x{number}={value:#x}", if number % 4 == 1 { "\n  " } else { " " });
        }
        text + "\n"
    }
}

#[cfg(test)]
mod tests;
