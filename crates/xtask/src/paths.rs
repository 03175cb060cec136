//! Where things are in the checkout.

use std::{
    env, fs,
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

    /// The executors' crates, by name. Not every vendor has one, some have several, and beside them are
    /// folders that they share.
    pub fn executors(&self) -> Vec<ExecutorCrate> {
        let folder = self.root.join("crates/executors");
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        let executor = |name: String| {
            let vendor = vendor_of(&name)?;
            Some(ExecutorCrate { folder: folder.join(&name), name, vendor })
        };
        names.into_iter().filter_map(executor).filter(|it| it.folder.join("Cargo.toml").is_file()).collect()
    }
}

/// The crate of a vendor's executor.
pub struct ExecutorCrate {
    /// `risc0`, or, for a release line beside the vendor's first, `risc0-5`; its folder's name.
    pub name: String,
    pub vendor: &'static str,
    pub folder: PathBuf,
}

fn vendor_of(executor: &str) -> Option<&'static str> {
    let is_of = |vendor: &str| {
        let rest = executor.strip_prefix(vendor);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    zkshim_vendors::names().into_iter().find(|vendor| is_of(vendor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executor_is_named_after_its_vendor() {
        assert_eq!(vendor_of("risc0"), Some("risc0"));
        assert_eq!(vendor_of("risc0-5"), Some("risc0"));
        for other in ["testkit", "shared", "risc05", "5-risc0"] {
            assert_eq!(vendor_of(other), None);
        }
    }
}
