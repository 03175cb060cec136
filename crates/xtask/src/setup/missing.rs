//! What to do about missing tools: install them, or say which packages have them.

use super::tools::{Package, Tool};
use crate::table::{Align, Table};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Installer {
    Apt {
        sudo: bool,
    },
    /// Nothing may be installed, and why.
    None(&'static str),
}

pub enum Plan<'a> {
    Install(Vec<&'a Tool>),
    Stop(String),
}

pub fn plan<'a>(missing: &[&'a Tool], installer: Installer) -> Plan<'a> {
    match installer {
        Installer::Apt { .. } => Plan::Install(missing.to_vec()),
        Installer::None(why) => Plan::Stop(message(missing, why)),
    }
}

/// The systems whose packages are known, each with the start of the command that installs them.
const SYSTEMS: [(&str, &str); 4] = [
    ("Debian, Ubuntu", "sudo apt-get install --no-install-recommends"),
    ("Fedora", "sudo dnf install"),
    ("Arch", "sudo pacman -S"),
    ("Homebrew", "brew install"),
];

/// In the order of [`SYSTEMS`].
fn packages(tool: &Tool) -> [Package; 4] {
    [Package::Named(tool.debian[0]), tool.fedora, tool.arch, tool.homebrew]
}

fn message(missing: &[&Tool], why: &str) -> String {
    let mut table = Table::new([
        ("missing", Align::Left),
        (SYSTEMS[0].0, Align::Left),
        (SYSTEMS[1].0, Align::Left),
        (SYSTEMS[2].0, Align::Left),
        (SYSTEMS[3].0, Align::Left),
    ]);
    for tool in missing {
        let [debian, fedora, arch, homebrew] = packages(tool).map(|package| match package {
            Package::Named(name) => name.to_owned(),
            Package::Source(_) => "none: build from source".to_owned(),
        });
        table.row([tool.name.to_owned(), debian, fedora, arch, homebrew]);
    }
    format!(
        "some tools are missing, and they can't be installed from here: {why}\n\n{table}\n\
         Install them, and run the command again:\n\n{}{}",
        commands(missing),
        sources(missing)
    )
}

/// One command for each system that has any of the packages.
fn commands(missing: &[&Tool]) -> Table {
    let mut table = Table::untitled(2);
    for (index, (system, install)) in SYSTEMS.iter().enumerate() {
        let mut names = Vec::new();
        for tool in missing {
            if let Package::Named(name) = packages(tool)[index]
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        if !names.is_empty() {
            table.row([(*system).to_owned(), format!("{install} {}", names.join(" "))]);
        }
    }
    table
}

/// Where the sources are of what some system has no package for, and what to do after building it.
fn sources(missing: &[&Tool]) -> String {
    let mut table = Table::untitled(2);
    for tool in missing {
        let source = packages(tool).into_iter().find_map(|package| match package {
            Package::Source(place) => Some(place),
            Package::Named(_) => None,
        });
        if let Some(place) = source {
            let then = tool.by_hand.map(|then| format!("; then {then}")).unwrap_or_default();
            table.row([tool.name.to_owned(), format!("{place}{then}")]);
        }
    }
    if table.is_empty() { String::new() } else { format!("\nSources of what has no package:\n\n{table}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::tools::TOOLS;

    fn tools(names: &[&str]) -> Vec<&'static Tool> {
        let found: Vec<_> = TOOLS.iter().filter(|tool| names.contains(&tool.name)).collect();
        assert_eq!(found.len(), names.len());
        found
    }

    #[test]
    fn with_apt_every_missing_tool_is_installed() {
        let missing = tools(&["CMake", "picolibc"]);
        let Plan::Install(planned) = plan(&missing, Installer::Apt { sudo: true }) else { panic!("stopped") };
        assert_eq!(planned.iter().map(|tool| tool.name).collect::<Vec<_>>(), ["picolibc", "CMake"]);
    }

    #[test]
    fn without_apt_the_message_names_every_systems_packages() {
        let missing = tools(&["cross GCC", "picolibc", "Ninja", "QEMU riscv32", "QEMU riscv64", "libclang"]);
        let why = "this user is not root and has no sudo without a password";
        let Plan::Stop(message) = plan(&missing, Installer::None(why)) else { panic!("would install") };
        assert_eq!(message, include_str!("missing.golden.txt"));
    }

    #[test]
    fn one_package_that_has_two_tools_is_named_once() {
        let commands = commands(&tools(&["QEMU riscv32", "QEMU riscv64"])).to_string();
        assert!(commands.contains("--no-install-recommends qemu-system-misc\n"), "{commands}");
    }
}
