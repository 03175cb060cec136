//! `sysroot/<multilib>`: what guests link with beside libzkshim.a, the same for all vendors of a multilib.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;

use super::{
    layout::NewKit,
    libstdcxx::{self, Exceptions},
    vendor_cmake::multilib_folder,
};
use crate::{cache::Cache, paths::Paths, setup::Machine, ui::Ui};

/// libstdc++ with and without exceptions.
struct Libstdcxx {
    with: PathBuf,
    without: PathBuf,
}

/// The parts of all sysroots that are built and not only copied, by the multilib.
pub struct Built(BTreeMap<String, Libstdcxx>);

/// Builds what is not in the cache.
///
/// # Errors
/// A build that fails.
pub fn build(ui: &Ui, paths: &Paths, cache: &Cache, machine: &Machine) -> Result<Built> {
    let mut built = BTreeMap::new();
    for vendor in zkshim_vendors::all() {
        let multilib = &vendor.isa.multilib;
        if built.contains_key(multilib) {
            continue;
        }
        let library = |exceptions| libstdcxx::library(ui, paths, cache, machine, multilib, exceptions);
        let libraries = Libstdcxx { with: library(Exceptions::On)?, without: library(Exceptions::Off)? };
        built.insert(multilib.clone(), libraries);
    }
    Ok(Built(built))
}

impl Built {
    /// Puts all sysroots into a kit.
    ///
    /// # Errors
    /// A C library or libgcc without one of the multilibs; those of the file system.
    pub fn put_into(&self, kit: &NewKit, paths: &Paths, machine: &Machine) -> Result<()> {
        for (multilib, libstdcxx) in &self.0 {
            let sysroot = format!("sysroot/{}", multilib_folder(multilib));
            kit.folder(&format!("{sysroot}/include"), &machine.picolibc.include())?;
            kit.folder(&format!("{sysroot}/include/c++"), &libstdcxx.with.join("include/c++"))?;
            let lib = machine.picolibc.lib(multilib)?;
            // libm.a and libg.a are empty, but programs name them.
            for archive in
                ["libc.a", "libm.a", "libg.a"].into_iter().filter(|archive| lib.join(archive).is_file())
            {
                kit.file(&format!("{sysroot}/lib/{archive}"), &lib.join(archive))?;
            }
            kit.file(&format!("{sysroot}/lib/libgcc.a"), &machine.cross.libgcc(multilib)?)?;
            kit.folder(&format!("{sysroot}/lib"), &libstdcxx.with.join("lib"))?;
            // Searched first by links with -fno-exceptions (cmake/zkvm.specs).
            kit.folder(&format!("{sysroot}/lib/noexcept"), &libstdcxx.without.join("lib"))?;
            let no_unwind = paths.root.join("linker/no-unwind.ld");
            kit.file(&format!("{sysroot}/lib/noexcept/zkshim-unwind.ld"), &no_unwind)?;
        }
        Ok(())
    }
}
