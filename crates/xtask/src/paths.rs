//! Where things are in the checkout.

use std::{
    env,
    path::{Path, PathBuf},
};

pub struct Paths {
    /// The root of the checkout.
    pub root: PathBuf,
}

impl Paths {
    pub fn of_this_workspace() -> Self {
        // cargo says at run time too where we are: the checkout may have moved since the build.
        let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let here = here.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).into());
        let root = here.join("../..");
        Self { root: root.canonicalize().unwrap_or(root) }
    }

    /// What this command makes: the kit, the demo's builds.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Where cargo builds the workspace, which users may have moved.
    pub fn cargo_target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.target(), |moved| self.root.join(moved))
    }

    pub fn kit(&self) -> PathBuf {
        self.target().join("kit")
    }

    pub fn libc_shim(&self) -> PathBuf {
        self.root.join("libc-shim")
    }

    /// The executors' crates: name of the vendor and folder. Not every vendor has one, and beside them are
    /// folders that they share.
    pub fn executors(&self) -> Vec<(String, PathBuf)> {
        let folder = self.root.join("crates/executors");
        let names = zkshim_vendors::names().into_iter();
        names
            .map(|name| (name.to_owned(), folder.join(name)))
            .filter(|(_, path)| path.join("Cargo.toml").is_file())
            .collect()
    }
}
