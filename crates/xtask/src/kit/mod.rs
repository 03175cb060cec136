//! The kit, built into target/kit and laid out as an installed prefix.

mod abi;
mod archive;
mod check;
mod guest;
mod layout;
mod libstdcxx;
mod sysroot;
mod vendor_cmake;

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result};

use crate::{
    cache::Cache,
    executors,
    paths::Paths,
    run::quietly,
    setup::{self, Machine},
    ui::Ui,
};

/// Builds what changed, assembles the kit beside the old one and swaps them, so that nothing half-made
/// is ever there.
///
/// # Errors
/// A part that can't be built; the old kit stays.
pub fn build(ui: &Ui, paths: &Paths, cache: &Cache, machine: &Machine) -> Result<()> {
    ui.title("kit");
    let program = build_cli(ui, paths)?;
    let archives = zkshim_vendors::all()
        .iter()
        .map(|vendor| Ok((vendor, guest::archive(ui, paths, cache, machine, vendor)?)))
        .collect::<Result<Vec<_>>>()?;
    let sysroots = sysroot::build(ui, paths, cache, machine)?;
    let swapped = layout::replace(&paths.kit(), |kit| {
        kit.program("zkshim", &program)?;
        for (name, program) in executors::up_to_date(paths, cache)? {
            kit.program(&executors::program_name(&name), &program)?;
        }
        for folder in ["toolchain-files", "cmake", "linker"] {
            kit.folder(folder, &paths.root.join(folder))?;
        }
        kit.folder("include", &paths.libc_shim().join("include"))?;
        for (vendor, archive) in &archives {
            kit.file(&format!("lib/{}/libzkshim.a", vendor.name), archive)?;
            kit.text(&format!("lib/{}/vendor.cmake", vendor.name), &vendor_cmake::text(vendor))?;
        }
        sysroots.put_into(kit, paths, machine)?;
        check::libraries(ui, kit.path(), &program)
    })?;
    ui.note(&format!("{} {}", paths.kit().display(), if swapped { "is new" } else { "is up to date" }));
    Ok(())
}

fn build_cli(ui: &Ui, paths: &Paths) -> Result<PathBuf> {
    let target = paths.cargo_target();
    ui.task("building zkshim", |progress| {
        let mut cargo = Command::new(setup::cargo());
        cargo.args(["build", "--release", "--package", "zkshim-cli", "--target-dir"]).arg(&target);
        quietly(cargo.current_dir(&paths.root), progress)
    })?;
    let program = target.join("release").join("zkshim");
    program.is_file().then_some(program).context("the package zkshim-cli makes no program `zkshim`")
}
