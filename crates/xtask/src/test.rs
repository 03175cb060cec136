//! `cargo xtask test`: everything there is to test, after all the set-up it needs.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{
    cache::Cache,
    executors::{self, Which},
    kit,
    paths::Paths,
    run::visibly,
    setup::{self, Scope},
    ui::Ui,
};

/// Runs the workspace's tests against the kit, then each executor's own. A part that fails does not keep
/// the others from running.
///
/// # Errors
/// Anything that can't be set up, and any test that fails.
pub fn run_all(ui: &Ui, paths: &Paths, cache: &Cache) -> Result<()> {
    let machine = setup::ensure(ui, cache, Scope::Test)?;
    let not_built = executors::build(ui, paths, cache, Which::Light)?;
    kit::build(ui, paths, cache, &machine)?;

    let kit = paths.kit();
    let workspace = || {
        let mut cargo = Command::new(setup::cargo());
        cargo.args(["test", "--workspace", "--no-fail-fast"]).current_dir(&paths.root);
        // What would run on these executors is skipped, and counted as that.
        visibly(cargo.env("ZKSHIM_KIT", &kit).env("ZKSHIM_EXECUTORS_NOT_BUILT", not_built.join(" ")))
    };
    let mut parts: Vec<Part> = vec![("the workspace".into(), Box::new(workspace))];
    for executor in executors::names(paths).into_iter().filter(|name| !not_built.contains(name)) {
        let name = format!("the executor {executor}");
        parts.push((name, Box::new(move || executors::test(ui, paths, cache, &executor))));
    }

    let mut failed = Vec::new();
    for (name, run) in &parts {
        ui.title(&format!("\ntests of {name}"));
        if let Err(error) = run() {
            failed.push(format!("  tests of {name}: {error}"));
        }
    }
    if !failed.is_empty() {
        bail!("tests failed\n{}", failed.join("\n"));
    }
    let names: Vec<_> = parts.iter().map(|(name, _)| name.as_str()).collect();
    ui.title(&format!("\nall tests passed: {}", names.join(", ")));
    for name in &not_built {
        ui.title(&format!(
            "SKIPPED: the executor {name}, not built here (`cargo xtask executors` builds it)"
        ));
    }
    Ok(())
}

/// Its name, and what runs it.
type Part<'a> = (String, Box<dyn Fn() -> Result<()> + 'a>);
