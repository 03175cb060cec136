//! `zkshim pack`: the file that the vendor's own host takes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::Args;
use zkshim_machine::Image;
use zkshim_report::{check_writable, write_whole};

use crate::executor;

/// Write the file that the vendor's own host takes
///
/// That is the ELF itself, once it has passed the rules of the vendor's loader. Some hosts take a container
/// instead, the ELF and a kernel that runs it: the vendor's executor makes that, and `cargo xtask executors`
/// builds the executor.
#[derive(Debug, Args)]
pub struct Pack {
    /// Where to write it (default: the guest's name with .bin after it)
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// For a host of the vendor's release line N, where it is not the one the kit is built for
    #[arg(long, value_name = "N", value_parser = executor::line)]
    line: Option<String>,
    /// The guest
    elf: PathBuf,
}

impl Pack {
    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// A guest that the vendor refuses, a missing executor, files that can't be read or written.
    pub fn execute(&self) -> Result<ExitCode> {
        let elf = fs::read(&self.elf).with_context(|| format!("the guest {}", self.elf.display()))?;
        let image = Image::load(&elf).map_err(|refusal| anyhow!("refused: {refusal}"))?;
        if let Some(board) = &image.vendor.board {
            bail!("{} has no host to pack for: {} takes the ELF itself", image.vendor.title, board.program);
        }
        let output = self.output.clone().unwrap_or_else(|| self.elf.with_added_extension("bin"));
        let named = || format!("the output {}", output.display());
        ensure!(!is_same(&output, &self.elf), "{} is the guest itself: name another file", named());
        check_writable(&output).with_context(named)?;
        if !image.vendor.loader.container {
            write_whole(&output, &elf).with_context(named)?;
            return Ok(ExitCode::SUCCESS);
        }
        let program = executor::find(image.vendor, self.line.as_deref()).map_err(|why| anyhow!(why))?;
        let arguments =
            ["--pack".into(), output.into_os_string(), "--".into(), self.elf.clone().into_os_string()];
        let status = executor::start(&program, &arguments).map_err(|why| anyhow!(why))?;
        Ok(ExitCode::from(status))
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}
