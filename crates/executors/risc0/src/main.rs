//! `zkshim-exec-risc0`: RISC Zero's own executor behind zkshim's command line.

mod line;
#[path = "../../shared/risc0/mod.rs"]
mod shared;

use std::process::ExitCode;

fn main() -> ExitCode {
    zkshim_report::executor_main::<shared::Risc0>()
}
