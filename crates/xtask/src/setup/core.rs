//! `core` for the guests' Rust targets, which few toolchains bring along.
//!
//! Three ways, tried in this order for each target: the prebuilt target of the toolchain at hand;
//! `-Zbuild-std` with that toolchain's own `rust-src`; Debian's matched `rustc-web` and `rust-web-src`
//! (only the matching compiler builds a version of `core`). Where neither of the first two is there,
//! rustup is asked once for what is missing, bounded in time. `ZKSHIM_RUST_CORE` forces a way.

use std::{
    collections::BTreeMap,
    env, fmt,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::debian_rust::{self, DebianRust};
use crate::{cache::Cache, run, ui::Ui};

const KNOB: &str = "ZKSHIM_RUST_CORE";
/// For rustup, which may have no way to its server: it goes on without.
const RUSTUP_TIME: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Prebuilt,
    BuildStd,
    Debian,
}

/// The cargo and rustc that build guest code for a target.
#[derive(Debug, Clone)]
pub struct Rust {
    pub way: Way,
    cargo: PathBuf,
    debian: Option<DebianRust>,
    /// What `rustc -vV` says.
    pub version: String,
}

impl Rust {
    /// cargo with this subcommand, so set up that `core` is there, and that no setting of the user's
    /// for the host (`RUSTFLAGS`, `CARGO_BUILD_TARGET`) reaches guest code.
    pub fn cargo(&self, subcommand: &str, target: &str) -> Command {
        let mut command = Command::new(&self.cargo);
        command.args([subcommand, "--target", target]);
        // Set but empty, it overrides the variables and the configuration files.
        command.env("CARGO_ENCODED_RUSTFLAGS", "").env_remove("CARGO_BUILD_TARGET");
        if self.way != Way::Prebuilt {
            command.arg("-Zbuild-std=core,compiler_builtins").env("RUSTC_BOOTSTRAP", "1");
        }
        if let Some(debian) = &self.debian {
            debian.set_up(&mut command);
        }
        command
    }
}

impl fmt::Display for Rust {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let release = self.version.lines().next().unwrap_or_default();
        match self.way {
            Way::Prebuilt => write!(f, "prebuilt, {release}"),
            Way::BuildStd => write!(f, "built from rust-src, {release}"),
            Way::Debian => write!(f, "built from Debian's rust-web-src, {release}"),
        }
    }
}

/// How `core` is had for the Rust target of each vendor.
///
/// # Errors
/// A target for which no way works.
pub fn for_all_vendors(ui: &Ui, cache: &Cache) -> Result<BTreeMap<String, Rust>> {
    let forced = forced_way(env::var(KNOB).ok().as_deref())?;
    let mut toolbox = ThisMachine::new(ui, cache)?;
    let mut all = BTreeMap::new();
    for vendor in zkshim_vendors::all() {
        let target = &vendor.isa.rust_target;
        if !all.contains_key(target) {
            let way = choose(target, forced, &mut toolbox)?;
            all.insert(target.clone(), toolbox.rust(way)?);
        }
    }
    Ok(all)
}

fn forced_way(knob: Option<&str>) -> Result<Option<Way>> {
    match knob {
        None | Some("") => Ok(None),
        Some("prebuilt") => Ok(Some(Way::Prebuilt)),
        Some("build-std") => Ok(Some(Way::BuildStd)),
        Some("debian") => Ok(Some(Way::Debian)),
        Some(other) => bail!("{KNOB}={other}: it is prebuilt, build-std or debian"),
    }
}

/// What the choice of a way asks of the machine.
trait Toolbox {
    fn has_prebuilt(&self, target: &str) -> bool;
    fn has_rust_src(&self) -> bool;
    /// Is Debian's compiler in the cache?
    fn has_debian(&self) -> bool;
    /// Asks rustup for the prebuilt target.
    fn add_target(&mut self, target: &str);
    /// Asks rustup for rust-src.
    fn add_rust_src(&mut self);
    /// Fetches Debian's compiler into the cache.
    fn fetch_debian(&mut self) -> Result<()>;
}

fn choose(target: &str, forced: Option<Way>, toolbox: &mut dyn Toolbox) -> Result<Way> {
    let allowed = |way| forced.is_none_or(|forced| forced == way);
    let find = |toolbox: &dyn Toolbox| {
        let there = [
            (Way::Prebuilt, toolbox.has_prebuilt(target)),
            (Way::BuildStd, toolbox.has_rust_src()),
            (Way::Debian, toolbox.has_debian()),
        ];
        there.into_iter().find(|&(way, there)| there && allowed(way)).map(|(way, _)| way)
    };
    if let Some(way) = find(toolbox) {
        return Ok(way);
    }
    if allowed(Way::Prebuilt) {
        toolbox.add_target(target);
        if toolbox.has_prebuilt(target) {
            return Ok(Way::Prebuilt);
        }
    }
    if allowed(Way::BuildStd) {
        toolbox.add_rust_src();
        if toolbox.has_rust_src() {
            return Ok(Way::BuildStd);
        }
    }
    if !allowed(Way::Debian) {
        bail!("{KNOB} forces a way to `core` for {target} that this toolchain does not have");
    }
    toolbox.fetch_debian().with_context(|| {
        format!(
            "no `core` for {target}: the toolchain has neither the target nor rust-src, rustup could add \
             neither, and Debian's compiler could not be had. `rustup component add rust-src` mends it"
        )
    })?;
    Ok(Way::Debian)
}

struct ThisMachine<'a> {
    ui: &'a Ui,
    cache: &'a Cache,
    sysroot: PathBuf,
    version: String,
    debian: Option<DebianRust>,
}

impl<'a> ThisMachine<'a> {
    fn new(ui: &'a Ui, cache: &'a Cache) -> Result<Self> {
        let sysroot = PathBuf::from(run::answer(Command::new(rustc()).args(["--print", "sysroot"]))?);
        let version = run::answer(Command::new(rustc()).arg("-vV"))?;
        Ok(Self { ui, cache, sysroot, version, debian: debian_rust::find(cache) })
    }

    fn rust(&self, way: Way) -> Result<Rust> {
        if way != Way::Debian {
            return Ok(Rust { way, cargo: cargo(), debian: None, version: self.version.clone() });
        }
        let debian = self.debian.clone().context("BUG: chosen, but not there")?;
        let (cargo, version) = (debian.cargo(), debian.version()?);
        Ok(Rust { way, cargo, debian: Some(debian), version })
    }

    /// Only where rustup started us: else what it adds goes to another toolchain than the one in use.
    fn ask_rustup(&self, question: &[&str]) {
        if env::var_os("RUSTUP_TOOLCHAIN").is_none() {
            return;
        }
        let mut rustup = Command::new("rustup");
        rustup.args(question).env("RUSTUP_MAX_RETRIES", "0");
        let what = format!("asking rustup: {}", question.join(" "));
        let added = self.ui.task(&what, |_| Ok(run::succeeds_within(&mut rustup, RUSTUP_TIME)));
        if !added.unwrap_or(false) {
            self.ui.note("rustup can't add it here; going on without");
        }
    }
}

impl Toolbox for ThisMachine<'_> {
    fn has_prebuilt(&self, target: &str) -> bool {
        let folder = self.sysroot.join("lib/rustlib").join(target).join("lib");
        let is_core = |name: &str| name.starts_with("libcore-") && name.ends_with(".rlib");
        folder.read_dir().is_ok_and(|mut entries| {
            entries.any(|entry| entry.is_ok_and(|entry| is_core(&entry.file_name().to_string_lossy())))
        })
    }

    fn has_rust_src(&self) -> bool {
        has_sources(&self.sysroot)
    }

    fn has_debian(&self) -> bool {
        self.debian.is_some()
    }

    fn add_target(&mut self, target: &str) {
        self.ask_rustup(&["target", "add", target]);
    }

    fn add_rust_src(&mut self) {
        self.ask_rustup(&["component", "add", "rust-src"]);
    }

    fn fetch_debian(&mut self) -> Result<()> {
        self.debian = Some(debian_rust::fetch(self.ui, self.cache)?);
        Ok(())
    }
}

/// Are the sources that `-Zbuild-std` wants in this sysroot? cargo looks for their lock file.
pub(super) fn has_sources(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
}

/// The cargo that runs this command.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

pub fn rustc() -> PathBuf {
    env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGET: &str = "riscv32im-unknown-none-elf";

    /// What a machine has, what it can get, and what it was asked for.
    #[derive(Default)]
    struct Fake {
        has: Vec<Way>,
        can_get: Vec<Way>,
        asked: Vec<Way>,
    }

    impl Fake {
        fn get(&mut self, way: Way) {
            self.asked.push(way);
            if self.can_get.contains(&way) {
                self.has.push(way);
            }
        }
    }

    impl Toolbox for Fake {
        fn has_prebuilt(&self, target: &str) -> bool {
            assert_eq!(target, TARGET);
            self.has.contains(&Way::Prebuilt)
        }
        fn has_rust_src(&self) -> bool {
            self.has.contains(&Way::BuildStd)
        }
        fn has_debian(&self) -> bool {
            self.has.contains(&Way::Debian)
        }
        fn add_target(&mut self, _: &str) {
            self.get(Way::Prebuilt);
        }
        fn add_rust_src(&mut self) {
            self.get(Way::BuildStd);
        }
        fn fetch_debian(&mut self) -> Result<()> {
            self.get(Way::Debian);
            anyhow::ensure!(self.has_debian(), "no apt-get");
            Ok(())
        }
    }

    use Way::{BuildStd, Debian, Prebuilt};

    fn chosen(has: &[Way], can_get: &[Way], forced: Option<Way>) -> (Option<Way>, Vec<Way>) {
        let mut fake = Fake { has: has.into(), can_get: can_get.into(), asked: Vec::new() };
        (choose(TARGET, forced, &mut fake).ok(), fake.asked)
    }

    #[test]
    fn what_is_there_is_taken_without_asking() {
        assert_eq!(chosen(&[Prebuilt, BuildStd, Debian], &[], None), (Some(Prebuilt), vec![]));
        assert_eq!(chosen(&[BuildStd, Debian], &[Prebuilt], None), (Some(BuildStd), vec![]));
        assert_eq!(chosen(&[Debian], &[Prebuilt, BuildStd], None), (Some(Debian), vec![]));
    }

    #[test]
    fn what_is_missing_is_asked_for_in_order() {
        assert_eq!(chosen(&[], &[Prebuilt, BuildStd, Debian], None), (Some(Prebuilt), vec![Prebuilt]));
        assert_eq!(chosen(&[], &[BuildStd, Debian], None), (Some(BuildStd), vec![Prebuilt, BuildStd]));
        assert_eq!(chosen(&[], &[Debian], None), (Some(Debian), vec![Prebuilt, BuildStd, Debian]));
        assert_eq!(chosen(&[], &[], None), (None, vec![Prebuilt, BuildStd, Debian]));
    }

    #[test]
    fn a_forced_way_is_the_only_one() {
        assert_eq!(chosen(&[Prebuilt, BuildStd, Debian], &[], Some(Debian)), (Some(Debian), vec![]));
        assert_eq!(chosen(&[Prebuilt], &[Debian], Some(Debian)), (Some(Debian), vec![Debian]));
        assert_eq!(chosen(&[Prebuilt, Debian], &[], Some(BuildStd)), (None, vec![BuildStd]));
        assert_eq!(chosen(&[BuildStd, Debian], &[], Some(Prebuilt)), (None, vec![Prebuilt]));
    }

    #[test]
    fn if_nothing_works_the_message_says_what_would() {
        let error = choose(TARGET, None, &mut Fake::default()).unwrap_err();
        let text = format!("{error:#}");
        assert!(text.contains(TARGET) && text.contains("rustup component add rust-src"), "{text}");
        assert!(text.ends_with("no apt-get"), "{text}");
    }

    #[test]
    fn the_knob_has_three_values() {
        assert_eq!(forced_way(None).unwrap(), None);
        assert_eq!(forced_way(Some("")).unwrap(), None);
        assert_eq!(forced_way(Some("debian")).unwrap(), Some(Debian));
        assert!(forced_way(Some("nightly")).is_err());
    }
}
