//! `cargo xtask`: everything that is done to the kit, from a bare machine to its tests.

mod cache;
mod demo;
mod executors;
mod files;
mod fuzz;
mod inputs;
mod kit;
mod paths;
mod run;
mod setup;
mod table;
mod test;
mod ui;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{cache::Cache, executors::Which, fuzz::Fuzz, paths::Paths, setup::Scope, ui::Ui};

/// Builds, shows and tests the zkshim kit. Each command does all the set-up it needs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true, after_help = VARIABLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const VARIABLES: &str = "\
Environment:
  ZKSHIM_CACHE      Folder for what is slow to build (default: ~/.cache/zkshim)
  ZKSHIM_PICOLIBC   Folder that has picolibc's include and lib (default: where Debian has it)
  ZKSHIM_GCC_SOURCE Archive of GCC's sources, for libstdc++ (default: where Debian's gcc-12-source has it)
  ZKSHIM_RUST_CORE  Force the way to `core` for the guests: prebuilt, build-std (the toolchain's rust-src)
                    or debian (Debian's rustc-web and rust-web-src, unpacked into the cache)";

#[derive(Subcommand)]
enum Command {
    /// Find or install what the kit is built with: cross GCC, picolibc, CMake, QEMU, `core` for the guests
    Setup,
    /// Build the kit into target/kit, laid out as an installed prefix
    Kit,
    /// Build the vendors' own executors into target/kit/bin (minutes the first time)
    Executors,
    /// Build real programs in C and C++ for every vendor, run them everywhere, and compare
    Demo,
    /// Run all tests
    Test,
    /// Run random programs on the strict machine and on executors and QEMU, and compare
    Fuzz(Fuzz),
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> Result<()> {
    let ui = Ui::new();
    let paths = Paths::of_this_workspace();
    let cache = Cache::open()?;
    match command {
        Command::Setup => setup::show(&ui, &cache),
        Command::Kit => {
            let machine = setup::ensure(&ui, &cache, Scope::Kit)?;
            kit::build(&ui, &paths, &cache, &machine)
        }
        Command::Executors => {
            let machine = setup::ensure(&ui, &cache, Scope::Kit)?;
            let left_out = executors::build(&ui, &paths, &cache, Which::All)?;
            kit::build(&ui, &paths, &cache, &machine)?;
            anyhow::ensure!(left_out.is_empty(), "not built, see above: {}", left_out.join(", "));
            Ok(())
        }
        Command::Demo => demo::show(&ui, &paths, &cache),
        Command::Test => test::run_all(&ui, &paths, &cache),
        Command::Fuzz(fuzz) => fuzz.run(&ui, &paths, &cache),
    }
}
