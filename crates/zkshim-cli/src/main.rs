//! The command `zkshim`. Each subcommand is a module of its own.

mod executor;
mod pack;
mod run;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The status of anything that went wrong outside of the guest.
const FAILED: u8 = 125;

/// C and C++ on zkVMs: run what a toolchain file of zkshim has built
#[derive(Parser)]
#[command(name = "zkshim", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Run),
    Pack(pack::Pack),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // Nothing is left to say it to if stderr is closed.
            let _ = usage.print();
            return if usage.use_stderr() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS };
        }
    };
    let done = match cli.command {
        Command::Run(run) => run.execute(),
        Command::Pack(pack) => pack.execute(),
    };
    done.unwrap_or_else(|error| {
        eprintln!("zkshim: {error:#}");
        ExitCode::from(FAILED)
    })
}
