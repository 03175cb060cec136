//! `zkshim check`: does a file hold only what a vendor can execute?

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use zkshim_check::archive::{self, Conclusion};
use zkshim_vendors::Vendor;

/// Check static libraries and objects before they are linked
///
/// Every instruction must be one that the vendor has, and the ABI must be the vendor's. Exits with 0 if all is
/// well, with 1 if it is not, what is wrong being on stderr, and with 2 if there is a file that can't be checked.
#[derive(Debug, Args)]
pub struct Check {
    /// Whom the files are for; give it again to check for several
    #[arg(long = "vendor", value_name = "VENDOR", required = true, value_parser = vendor)]
    vendors: Vec<&'static Vendor>,
    /// Static libraries (.a) and objects (.o)
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// The status of a file that can't be checked, and of a mistake on the command line.
pub const UNCHECKED: u8 = 2;

/// What a file came to. The worst one of all is the command's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Good,
    Wrong,
    Unchecked,
}

impl Check {
    /// Checks every file for every vendor and says what comes of it: a line on stdout, or what is wrong on
    /// stderr.
    pub fn execute(&self) -> ExitCode {
        let worst = self.files.iter().map(|file| self.check(file)).max().unwrap_or(Verdict::Good);
        ExitCode::from(match worst {
            Verdict::Good => 0,
            Verdict::Wrong => 1,
            Verdict::Unchecked => UNCHECKED,
        })
    }

    fn check(&self, path: &Path) -> Verdict {
        let name = path.display().to_string();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(why) => return unchecked(&name, &why.to_string()),
        };
        let mut worst = Verdict::Good;
        for vendor in &self.vendors {
            match archive::check(&bytes, vendor) {
                Ok(checked) => worst = worst.max(say(checked.conclude(&name, vendor))),
                // For every vendor, so it is said once.
                Err(why) => return unchecked(&name, &why.to_string()),
            }
        }
        worst
    }
}

fn say(conclusion: Conclusion) -> Verdict {
    match conclusion {
        Conclusion::Good(line) => {
            // Nothing is left to say it to if stdout is closed.
            let _ = writeln!(io::stdout(), "{line}");
            Verdict::Good
        }
        Conclusion::Wrong(lines) => {
            eprintln!("zkshim: {lines}");
            Verdict::Wrong
        }
        Conclusion::Unchecked(line) => {
            eprintln!("zkshim: {line}");
            Verdict::Unchecked
        }
    }
}

fn unchecked(name: &str, why: &str) -> Verdict {
    eprintln!("zkshim: {name}: {why}");
    Verdict::Unchecked
}

fn vendor(name: &str) -> Result<&'static Vendor, String> {
    zkshim_vendors::find(name).map_err(|unknown| unknown.to_string())
}
