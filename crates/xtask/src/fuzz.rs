//! `cargo xtask fuzz`: random programs on the strict machine and on the vendors' executors and QEMU, more of them
//! than `cargo xtask test` runs.

use std::{process::Command, time::SystemTime};

use anyhow::{Result, bail};

use crate::{
    cache::Cache,
    executors::{self, Which},
    kit,
    paths::Paths,
    run::visibly,
    setup::{self, Scope},
    ui::Ui,
};

#[derive(clap::Args)]
pub struct Fuzz {
    /// How many programs for each executor (and board)
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    programs: u64,
    /// Seed of the first program, decimal or with 0x (default: another one each time)
    #[arg(long, value_name = "SEED", value_parser = parse_seed)]
    seed: Option<u64>,
    /// Only this vendor or board
    #[arg(long, value_name = "VENDOR")]
    vendor: Option<String>,
}

fn parse_seed(text: &str) -> Result<u64, String> {
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.map_err(|e| e.to_string())
}

impl Fuzz {
    /// Runs them, after all the set-up they need. Each hundred programs is a line.
    ///
    /// # Errors
    /// Anything that can't be set up, and any disagreement.
    pub fn run(&self, ui: &Ui, paths: &Paths, cache: &Cache) -> Result<()> {
        if let Some(vendor) = &self.vendor {
            zkshim_vendors::find(vendor)?;
        }
        let machine = setup::ensure(ui, cache, Scope::Test)?;
        let not_built = executors::build(ui, paths, cache, Which::Light)?;
        kit::build(ui, paths, cache, &machine)?;
        if let Some(vendor) = self.vendor.as_ref().filter(|vendor| not_built.contains(vendor)) {
            bail!("the executor of {vendor} is not built: `cargo xtask executors` builds it");
        }

        let seed = self.seed.unwrap_or_else(by_the_clock);
        ui.title(&format!("\n{} programs for each executor, seed {seed:#x}", self.programs));
        let mut cargo = Command::new(setup::cargo());
        cargo.args(["test", "--package", "zkshim-tests", "--test", "fuzz"]).current_dir(&paths.root);
        cargo.env("ZKSHIM_KIT", paths.kit()).env("ZKSHIM_EXECUTORS_NOT_BUILT", not_built.join(" "));
        cargo.env("ZKSHIM_FUZZ_SEED", seed.to_string());
        cargo.env("ZKSHIM_FUZZ_PROGRAMS", self.programs.to_string());
        cargo.env_remove("ZKSHIM_FUZZ_VENDOR");
        if let Some(vendor) = &self.vendor {
            cargo.env("ZKSHIM_FUZZ_VENDOR", vendor);
        }
        visibly(&mut cargo)
    }
}

/// New ground each time.
fn by_the_clock() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_as_it_was_printed() {
        assert_eq!(parse_seed("0x5eed"), Ok(0x5eed));
        assert_eq!(parse_seed("24301"), Ok(24301));
        assert!(parse_seed("5eed").is_err());
    }
}
