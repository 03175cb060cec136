//! `zkshim-exec-zisk`: ZisK's own emulator behind zkshim's command line.

mod executor;
mod instructions;

use std::process::ExitCode;

fn main() -> ExitCode {
    zkshim_report::executor_main::<executor::Zisk>()
}
