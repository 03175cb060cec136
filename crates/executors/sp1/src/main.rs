//! `zkshim-exec-sp1`: SP1's own executor behind zkshim's command line.

mod console;
mod executor;

use std::process::ExitCode;

fn main() -> ExitCode {
    zkshim_report::executor_main::<executor::Sp1>()
}
