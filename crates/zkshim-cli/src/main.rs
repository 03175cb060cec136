//! The command `zkshim`. Each subcommand is a module of its own.

mod check;
mod executor;
mod pack;
mod run;

use std::{env, process::ExitCode};

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
    Check(check::Check),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // Nothing is left to say it to if stderr is closed.
            let _ = usage.print();
            return if usage.use_stderr() {
                ExitCode::from(status_of_a_mistake())
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    let done = match cli.command {
        Command::Run(run) => run.execute(),
        Command::Pack(pack) => pack.execute(),
        Command::Check(check) => Ok(check.execute()),
    };
    done.unwrap_or_else(|error| {
        eprintln!("zkshim: {error:#}");
        ExitCode::from(FAILED)
    })
}

/// `check` runs no guest, whose status there could be to tell from its own.
fn status_of_a_mistake() -> u8 {
    let checks = env::args_os().nth(1).is_some_and(|command| command == "check");
    if checks { check::UNCHECKED } else { FAILED }
}
