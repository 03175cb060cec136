//! `zkshim-exec-openvm`: OpenVM's own executor behind zkshim's command line.

mod executor;
mod notice;
mod stderr;
mod stdout;

use std::process::ExitCode;

fn main() -> ExitCode {
    zkshim_report::executor_main::<executor::OpenVm>()
}
