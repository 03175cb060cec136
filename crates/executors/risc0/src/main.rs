//! `zkshim-exec-risc0`: RISC Zero's own executor behind zkshim's command line.

mod executor;
mod host;
mod journal;

use std::process::ExitCode;

fn main() -> ExitCode {
    zkshim_report::executor_main::<executor::Risc0>()
}
