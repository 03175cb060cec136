//! Debian's packages, where we may install them.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{missing::Installer, tools::Tool};
use crate::{
    run::{answer, quietly, which},
    ui::Ui,
};

/// Another apt may be at work, as it is after a machine's first start: wait for it.
const WAIT_FOR_LOCK: &str = "DPkg::Lock::Timeout=600";

/// May this user install packages with apt, without being asked for a password?
pub fn may_install() -> Installer {
    if which("apt-get").is_none() {
        return Installer::None("there is no apt-get on this system");
    }
    let root = answer(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    let sudo = || answer(Command::new("sudo").args(["-n", "true"])).is_ok();
    if root {
        Installer::Apt { sudo: false }
    } else if sudo() {
        Installer::Apt { sudo: true }
    } else {
        Installer::None("this user is not root and has no sudo without a password")
    }
}

/// Installs the Debian packages of these tools.
///
/// # Errors
/// A package that the configured sources don't have, or apt's own.
pub fn install(ui: &Ui, tools: &[&Tool]) -> Result<()> {
    let Installer::Apt { sudo } = may_install() else { bail!("BUG: nothing may be installed") };
    ui.title("setup");
    if packages(tools).is_err() {
        update(ui, sudo)?;
    }
    install_named(ui, sudo, || packages(tools))
}

/// Installs packages by name; none is fine.
///
/// # Errors
/// Packages that may not be installed from here, each by name; apt's own.
pub fn install_packages(ui: &Ui, names: &[&str]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    match may_install() {
        Installer::Apt { sudo } => install_named(ui, sudo, || Ok(names.to_vec())),
        Installer::None(why) => {
            bail!("it needs Debian's packages {} or their like, and {why}", names.join(" "))
        }
    }
}

fn install_named<'a>(ui: &Ui, sudo: bool, packages: impl Fn() -> Result<Vec<&'a str>>) -> Result<()> {
    if get_install(ui, sudo, &packages()?).is_ok() {
        return Ok(());
    }
    // The lists may be older than the newest packages: what they name may be gone from the archive.
    update(ui, sudo)?;
    get_install(ui, sudo, &packages()?)
}

/// For each tool the first of its packages that the lists have.
fn packages(tools: &[&Tool]) -> Result<Vec<&'static str>> {
    let mut packages = Vec::new();
    for tool in tools {
        let known = tool.debian.iter().find(|name| is_known(name));
        packages.push(*known.with_context(|| format!("apt knows no package {}", tool.debian.join(" or ")))?);
    }
    packages.dedup();
    Ok(packages)
}

fn is_known(package: &str) -> bool {
    answer(Command::new("apt-cache").args(["policy", package]).env("LC_ALL", "C"))
        .is_ok_and(|text| text.contains("Candidate:") && !text.contains("Candidate: (none)"))
}

fn update(ui: &Ui, sudo: bool) -> Result<()> {
    ui.task("fetching apt's package lists", |progress| quietly(apt_get(sudo).arg("update"), progress))
}

fn get_install(ui: &Ui, sudo: bool, packages: &[&str]) -> Result<()> {
    ui.task(&format!("installing {}", packages.join(" ")), |progress| {
        quietly(apt_get(sudo).args(["install", "-y", "--no-install-recommends"]).args(packages), progress)
    })
}

fn apt_get(sudo: bool) -> Command {
    let mut command = Command::new(if sudo { "sudo" } else { "env" });
    if sudo {
        command.args(["-n", "env"]);
    }
    command.args(["LC_ALL=C", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", WAIT_FOR_LOCK]);
    command
}
