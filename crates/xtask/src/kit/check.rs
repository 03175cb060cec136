//! Checks a new kit before it takes the place of the old: every library in it must be of the instruction set and
//! ABI of each vendor that links it. Debian, or whoever has packed the compiler, may have put another multilib's
//! library there, and it would link without a word.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use zkshim_vendors::Vendor;

use super::vendor_cmake::multilib_folder;
use crate::{files, run::quietly, ui::Ui};

/// Lets the new kit's command `zkshim` check all libraries for all vendors, in some tenths of a second.
///
/// # Errors
/// A library that is not the vendor's, with what is wrong in it; a vendor without libraries.
pub fn libraries(ui: &Ui, kit: &Path, zkshim: &Path) -> Result<()> {
    ui.task("checking the libraries", |progress| {
        for vendor in zkshim_vendors::all() {
            progress.at(&vendor.title);
            let mut check = Command::new(zkshim);
            // Within the kit, so that messages have no path of a folder that will be gone.
            check.current_dir(kit).args(["check", "--vendor", &vendor.name]).args(linked_by(kit, vendor)?);
            quietly(&mut check, progress)
                .with_context(|| format!("the kit's libraries for {}", vendor.title))?;
        }
        Ok(())
    })
}

/// The archives that programs of a vendor are linked with, by their paths within the kit.
fn linked_by(kit: &Path, vendor: &Vendor) -> Result<Vec<PathBuf>> {
    let mut archives = Vec::new();
    for folder in
        [format!("sysroot/{}/lib", multilib_folder(&vendor.isa.multilib)), format!("lib/{}", vendor.name)]
    {
        let listed = files::list(&kit.join(&folder))?;
        let before = archives.len();
        archives.extend(
            listed
                .keys()
                .filter(|path| path.extension().is_some_and(|end| end == "a"))
                .map(|path| Path::new(&folder).join(path)),
        );
        ensure!(archives.len() > before, "BUG: no libraries in {folder} of the kit");
    }
    Ok(archives)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_vendor_links_all_archives_of_its_multilib_and_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let vendor = zkshim_vendors::find("sp1").unwrap();
        let put = |path: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        };
        put("sysroot/rv64im-lp64/lib/libc.a");
        assert!(linked_by(folder.path(), vendor).is_err(), "without libzkshim.a");
        for path in ["lib/sp1/libzkshim.a", "lib/sp1/vendor.cmake", "lib/zisk/libzkshim.a"] {
            put(path);
        }
        for path in
            ["rv64im-lp64/lib/noexcept/libstdc++.a", "rv32im-ilp32/lib/libc.a", "rv64im-lp64/include/a.h"]
        {
            put(&format!("sysroot/{path}"));
        }
        let expected = [
            "sysroot/rv64im-lp64/lib/libc.a",
            "sysroot/rv64im-lp64/lib/noexcept/libstdc++.a",
            "lib/sp1/libzkshim.a",
        ];
        assert_eq!(linked_by(folder.path(), vendor).unwrap(), expected.map(PathBuf::from));
    }
}
