//! `libzkshim.a` of a vendor: built by cargo for the vendor's Rust target, then assembled anew.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use zkshim_vendors::Vendor;

use super::{abi::Lists, archive, vendor_cmake};
use crate::{
    cache::{Cache, Key, KeyMaker},
    inputs::{Inputs, forget_our_crates},
    paths::Paths,
    run::{answer, quietly},
    setup::{Machine, Rust},
    ui::{Progress, Ui},
};

const ARCHIVE: &str = "libzkshim.a";

/// Archives are small: enough for some weeks of work on four vendors.
const ARCHIVES_KEPT: usize = 8;
/// Each holds one build of `core` for every target.
const WORKSHOPS_KEPT: usize = 2;

/// The vendor's archive, from the cache or built.
///
/// # Errors
/// A build that fails, or an archive that is not what the ABI lists say.
pub fn archive(ui: &Ui, paths: &Paths, cache: &Cache, machine: &Machine, vendor: &Vendor) -> Result<PathBuf> {
    let rust = machine.rust.get(&vendor.isa.rust_target).context("BUG: a vendor without its Rust target")?;
    let guest = Guest { paths, machine, vendor, rust, inputs: inputs(paths) };
    let shelf = cache.shelf(&format!("guest/{}", vendor.name), ARCHIVES_KEPT);
    let key = guest.key()?;
    if let Some(entry) = shelf.find(&key) {
        return Ok(entry.join(ARCHIVE));
    }
    let entry = ui.task(&format!("building {ARCHIVE} for {}", vendor.name), |progress| {
        shelf.find_or_make(&key, progress, |folder| guest.build(cache, folder, progress))
    })?;
    Ok(entry.join(ARCHIVE))
}

fn inputs(paths: &Paths) -> Inputs {
    Inputs::new(&paths.root, ["crates/zkshim", "libc-shim", "Cargo.toml", "Cargo.lock", ".cargo/config.toml"])
}

struct Guest<'a> {
    paths: &'a Paths,
    machine: &'a Machine,
    vendor: &'a Vendor,
    rust: &'a Rust,
    inputs: Inputs,
}

impl Guest<'_> {
    fn key(&self) -> Result<Key> {
        let gcc = answer(Command::new(&self.machine.cross.gcc).arg("--version"))?;
        let key = KeyMaker::new("libzkshim.a 1")
            .text("vendor", &self.vendor.name)
            .text("target", &self.vendor.isa.rust_target)
            .text("rustc", &self.rust.to_string())
            .text("rustc -vV", &self.rust.version)
            .text("gcc", &gcc)
            .tree("picolibc", &self.machine.picolibc.include())?;
        Ok(self.inputs.hash(key)?.finish())
    }

    fn build(&self, cache: &Cache, out: &Path, progress: &Progress) -> Result<()> {
        // One workshop for every vendor and checkout, so that `core` is built once; the lock is held
        // until its output is read, since the next build has another vendor's in the same place.
        let key = KeyMaker::new("guest build 1")
            .text("rustc", &self.rust.to_string())
            .text("-vV", &self.rust.version);
        let (workshop, _lock) =
            cache.shelf("guest-build", WORKSHOPS_KEPT).workshop(&key.finish(), progress)?;
        let target = &self.vendor.isa.rust_target;
        let made = workshop.join(target).join("release");
        forget_our_crates(&made)?;
        forget_our_crates(&workshop.join("release"))?;
        let cross = &self.machine.cross;
        let mut cargo = self.rust.cargo("rustc", target);
        cargo
            .args(["--package", "zkshim", "--lib", "--release", "--crate-type", "staticlib", "--target-dir"])
            .arg(&workshop)
            .env("ZKSHIM_VENDOR", &self.vendor.name)
            .env("ZKSHIM_CC", &cross.gcc)
            .env("ZKSHIM_AR", cross.tool_name("ar"))
            .env("ZKSHIM_INCLUDE", self.machine.picolibc.include());
        quietly(cargo.current_dir(&self.paths.root), progress)?;
        self.inputs.cover(&made.join("libzkshim.d"))?;

        progress.at("assembling the archive");
        let lists = Lists::read(&self.paths.libc_shim().join("abi"), self.vendor.isa.xlen)?;
        let emulation = vendor_cmake::linker_emulation(self.vendor.isa.xlen);
        archive::assemble(cross, &emulation, &made.join(ARCHIVE), &out.join(ARCHIVE), &lists, progress)
    }
}
