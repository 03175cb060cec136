//! The kit, built into target/kit and laid out as an installed prefix.

mod abi;
mod archive;
mod guest;
mod layout;
mod vendor_cmake;

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result};
use zkshim_vendors::Vendor;

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
            sysroot(kit, machine, vendor)?;
        }
        Ok(())
    })?;
    ui.note(&format!("{} {}", paths.kit().display(), if swapped { "is new" } else { "is up to date" }));
    Ok(())
}

/// The C library and libgcc for a vendor, in the folder of its multilib, which vendors may share.
fn sysroot(kit: &layout::NewKit, machine: &Machine, vendor: &Vendor) -> Result<()> {
    let multilib = &vendor.isa.multilib;
    let sysroot = format!("sysroot/{}", vendor_cmake::multilib_folder(vendor));
    kit.folder(&format!("{sysroot}/include"), &machine.picolibc.include())?;
    let lib = machine.picolibc.lib(multilib)?;
    // libm.a and libg.a are empty, but programs name them.
    for archive in ["libc.a", "libm.a", "libg.a"].into_iter().filter(|archive| lib.join(archive).is_file()) {
        kit.file(&format!("{sysroot}/lib/{archive}"), &lib.join(archive))?;
    }
    kit.file(&format!("{sysroot}/lib/libgcc.a"), &machine.cross.libgcc(multilib)?)
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
