//! The vendors' own executors: `crates/executors/<vendor>`, and `<vendor>-<line>` for another release line of
//! the vendor's, each a workspace with a lock file of its own, built once (that takes minutes) and kept in
//! the cache.

mod needs;

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use self::needs::Needs;
use crate::{
    cache::{Cache, Key, KeyMaker, Shelf},
    files,
    inputs::{Inputs, forget_our_crates},
    paths::{ExecutorCrate, Paths},
    run::{answer, quietly, visibly},
    setup,
    ui::Ui,
};

/// Programs are small beside the workshops (half a gigabyte each) they are built in.
const PROGRAMS_KEPT: usize = 4;
const WORKSHOPS_KEPT: usize = 2;

/// The program of an executor.
pub fn program_name(executor: &str) -> String {
    format!("zkshim-exec-{executor}")
}

/// Which executors to build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    /// Without the heavy ones, which are used where they were built before.
    Light,
}

/// Builds the executors that are not in the cache. Gives the names of those that were left out, and says so.
///
/// # Errors
/// A build that fails.
pub fn build(ui: &Ui, paths: &Paths, cache: &Cache, which: Which) -> Result<Vec<String>> {
    ui.title("executors");
    let mut left_out = Vec::new();
    for executor in Executor::all(paths, cache) {
        let program = program_name(executor.name());
        let needs = Needs::of(&executor.source.folder)?;
        if executor.find()?.is_some() {
            ui.line(&program, "is up to date");
        } else if needs.heavy && which == Which::Light {
            ui.line(&program, "NOT BUILT: it takes long; `cargo xtask executors` builds it");
            left_out.push(executor.source.name);
        } else if let Err(why) = setup::packages(ui, &needs.missing()) {
            ui.line(&program, &format!("NOT BUILT: {why:#}"));
            left_out.push(executor.source.name);
        } else {
            executor.build(ui)?;
        }
    }
    Ok(left_out)
}

/// The executors whose programs are in the cache, built from just these sources: name and program.
///
/// # Errors
/// Sources that can't be read.
pub fn up_to_date(paths: &Paths, cache: &Cache) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for executor in Executor::all(paths, cache) {
        if let Some(program) = executor.find()? {
            found.push((executor.name().to_owned(), program));
        }
    }
    Ok(found)
}

/// The executors' names: the vendors', and one for each further release line of a vendor.
pub fn names(paths: &Paths) -> Vec<String> {
    paths.executors().into_iter().map(|executor| executor.name).collect()
}

/// Runs the tests of an executor where it was built, and shows their output. Nobody else may build there
/// meanwhile: the tests start the program that lies there.
///
/// # Errors
/// A test that fails.
pub fn test(ui: &Ui, paths: &Paths, cache: &Cache, name: &str) -> Result<()> {
    let all = Executor::all(paths, cache);
    let executor = all.iter().find(|executor| executor.name() == name).context("BUG: no such executor")?;
    let (workshop, _lock) = ui.task("waiting for its workshop", |progress| {
        executor.workshops().workshop(&executor.workshop_key()?, progress)
    })?;
    forget_our_crates(&workshop.join("release"))?;
    visibly(&mut executor.cargo("test", &workshop))
}

struct Executor<'a> {
    source: ExecutorCrate,
    inputs: Inputs,
    cache: &'a Cache,
}

impl<'a> Executor<'a> {
    fn all(paths: &Paths, cache: &'a Cache) -> Vec<Self> {
        let executor = |source: ExecutorCrate| {
            // An executor knows only zkshim-report, whose manifest takes from the root's, and what it
            // shares with another of the vendor's lines.
            let own = format!("crates/executors/{}", source.name);
            let shared = format!("crates/executors/shared/{}", source.vendor);
            let inputs = [own.as_str(), shared.as_str(), "crates/zkshim-report", "Cargo.toml"];
            Self { inputs: Inputs::new(&paths.root, inputs), source, cache }
        };
        paths.executors().into_iter().map(executor).collect()
    }

    fn name(&self) -> &str {
        &self.source.name
    }

    fn find(&self) -> Result<Option<PathBuf>> {
        let entry = self.programs().find(&self.key()?);
        Ok(entry.map(|entry| entry.join(program_name(self.name()))))
    }

    fn build(&self, ui: &Ui) -> Result<()> {
        let program = program_name(self.name());
        ui.task(&format!("building {program}"), |progress| {
            self.programs().find_or_make(&self.key()?, progress, |entry| {
                let (workshop, _lock) = self.workshops().workshop(&self.workshop_key()?, progress)?;
                let made = workshop.join("release");
                forget_our_crates(&made)?;
                quietly(&mut self.cargo("build", &workshop), progress)?;
                self.inputs.cover(&made.join(format!("{program}.d")))?;
                files::copy(&made.join(&program), &entry.join(&program))
            })
        })?;
        Ok(())
    }

    fn cargo(&self, subcommand: &str, target: &Path) -> Command {
        let mut cargo = Command::new(setup::cargo());
        cargo.args([subcommand, "--release", "--locked", "--target-dir"]).arg(target);
        cargo.current_dir(&self.source.folder);
        cargo
    }

    fn programs(&self) -> Shelf {
        self.cache.shelf(&format!("executor/{}", self.name()), PROGRAMS_KEPT)
    }

    fn workshops(&self) -> Shelf {
        self.cache.shelf(&format!("executor-build/{}", self.name()), WORKSHOPS_KEPT)
    }

    /// Everything that goes into the program.
    fn key(&self) -> Result<Key> {
        Ok(self.inputs.hash(toolchain(KeyMaker::new("executor 1"))?)?.finish())
    }

    /// Only what makes everything be built anew. Of the lock file and the profile cargo keeps account
    /// itself: when they change, what they don't concern is not built again.
    fn workshop_key(&self) -> Result<Key> {
        Ok(toolchain(KeyMaker::new("executor build 1"))?.finish())
    }
}

fn toolchain(key: KeyMaker) -> Result<KeyMaker> {
    let version = answer(Command::new(setup::rustc()).arg("-vV"))?;
    let flags = env::var("RUSTFLAGS").unwrap_or_default();
    Ok(key.text("rustc -vV", &version).text("RUSTFLAGS", &flags))
}
