//! `zkshim-exec-risc0-5`: the executor of RISC Zero's next line, 5.0, behind zkshim's command line.

mod line;
#[path = "../../shared/risc0/mod.rs"]
mod shared;

use std::process::ExitCode;

fn main() -> ExitCode {
    zkshim_report::executor_main::<shared::Risc0>()
}
