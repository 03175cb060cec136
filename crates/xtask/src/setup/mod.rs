//! Set-up: finds what the kit is built and tested with, installs what is missing where it may, and
//! says what to install where it may not.

mod apt;
mod core;
mod debian_rust;
mod missing;
mod tools;

use std::{collections::BTreeMap, path::PathBuf, process::Command};

use anyhow::{Result, bail};

pub use self::{
    apt::install_packages as packages,
    core::{Rust, cargo, rustc},
};
pub use tools::{Cross, Picolibc, Scope};
use tools::{TOOLS, Tool};

use crate::{cache::Cache, run, ui::Ui};

/// What was found on this machine.
pub struct Machine {
    pub cross: Cross,
    pub picolibc: Picolibc,
    /// The archive of GCC's sources, of the cross compiler's version.
    pub gcc_source: PathBuf,
    /// How `core` is had for each Rust target of the vendors.
    pub rust: BTreeMap<String, Rust>,
}

/// Makes sure of all that this scope needs.
///
/// # Errors
/// Something is missing and can't be installed; the message says how to.
pub fn ensure(ui: &Ui, cache: &Cache, scope: Scope) -> Result<Machine> {
    Picolibc::check_named()?;
    tools::check_named_gcc_source()?;
    let missing = missing_tools(scope);
    if !missing.is_empty() {
        install(ui, &missing)?;
        let still: Vec<_> = missing_tools(scope).iter().map(|tool| tool.name).collect();
        if !still.is_empty() {
            bail!("installed, but still not found: {}", still.join(", "));
        }
    }
    let cross = Cross::find().expect("just made sure of");
    let picolibc = Picolibc::find(Some(&cross)).expect("just made sure of");
    let gcc_source = tools::gcc_source().expect("just made sure of");
    Ok(Machine { cross, picolibc, gcc_source, rust: core::for_all_vendors(ui, cache)? })
}

/// `cargo xtask setup`: makes sure of everything and lists what was found.
///
/// # Errors
/// As [`ensure`].
pub fn show(ui: &Ui, cache: &Cache) -> Result<()> {
    let machine = ensure(ui, cache, Scope::Test)?;
    ui.title("tools");
    for tool in TOOLS {
        if let Some(found) = tool.find() {
            let version = if tool.answers_version { version(&found) } else { None };
            ui.line(tool.name, version.as_deref().unwrap_or(&found.display().to_string()));
        }
    }
    ui.title("core for the guests' Rust targets");
    for (target, rust) in &machine.rust {
        ui.line(target, &rust.to_string());
    }
    Ok(())
}

fn missing_tools(scope: Scope) -> Vec<&'static Tool> {
    TOOLS.iter().filter(|tool| tool.scope <= scope && tool.find().is_none()).collect()
}

fn install(ui: &Ui, missing: &[&'static Tool]) -> Result<()> {
    match missing::plan(missing, apt::may_install()) {
        missing::Plan::Install(tools) => apt::install(ui, &tools),
        missing::Plan::Stop(message) => bail!("{message}"),
    }
}

fn version(program: &std::path::Path) -> Option<String> {
    let text = run::answer(Command::new(program).arg("--version")).ok()?;
    text.lines().next().map(str::to_owned)
}
