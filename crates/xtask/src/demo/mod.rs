//! `cargo xtask demo`: a real C program, built for every vendor by nothing but its toolchain file, run
//! everywhere on the same private input, and compared with what it must say.

mod outcome;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::{Context, Result, bail};
use zkshim_report::Report;
use zkshim_vendors::{Mark, Vendor};

use self::outcome::{Expected, Row};
use crate::{
    cache::Cache,
    executors::{self, Which},
    kit,
    paths::Paths,
    run::{quietly, show as shown},
    setup::{self, Scope},
    ui::{Progress, Ui},
};

const PROGRAM: &str = "json-digest";

/// Sets up, builds, runs, and prints the table.
///
/// # Errors
/// Anything that can't be set up or built, and any row that is not ok.
pub fn show(ui: &Ui, paths: &Paths, cache: &Cache) -> Result<()> {
    let machine = setup::ensure(ui, cache, Scope::Demo)?;
    let left_out = executors::build(ui, paths, cache, Which::All)?;
    kit::build(ui, paths, cache, &machine)?;

    let demo = Demo::new(ui, paths)?;
    let mut rows = Vec::new();
    for vendor in zkshim_vendors::all() {
        ui.title(&vendor.title);
        let elf = demo.build(vendor)?;
        for place in demo.places(vendor) {
            rows.push(demo.run(vendor, place, &elf)?);
        }
    }
    print!("\n{}", outcome::table(&rows));
    let failures = outcome::failures(&rows);
    if !failures.is_empty() {
        bail!("not every row is ok\n{}", failures.join("\n"));
    }
    print!("\n{}", demo.expected.text(rows.len()));
    for name in left_out {
        println!("\nSKIPPED: {name} on its executor, which could not be built here (see above)");
    }
    Ok(())
}

struct Demo<'a> {
    ui: &'a Ui,
    paths: &'a Paths,
    /// The project's sources.
    project: PathBuf,
    input: PathBuf,
    expected: Expected,
}

impl<'a> Demo<'a> {
    fn new(ui: &'a Ui, paths: &'a Paths) -> Result<Self> {
        let project = paths.root.join("tests/projects").join(PROGRAM);
        let input = project.join("data/countries-110m.json");
        let read = |name: &str| {
            let path = project.join(name);
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let digest = String::from_utf8(read("expected.digest")?).context("expected.digest is no text")?;
        let expected = Expected { stdout: read("expected.stdout")?, digest: digest.trim().to_owned() };
        Ok(Self { ui, paths, project, input, expected })
    }

    /// Configures and builds the project for a vendor, the way a user does.
    fn build(&self, vendor: &Vendor) -> Result<PathBuf> {
        let folder = self.paths.target().join("demo").join(&vendor.name);
        let toolchain = self.paths.kit().join(format!("toolchain-files/zkvm-{}.cmake", vendor.name));
        if built(&folder).is_some_and(|built| built < changed(&self.paths.kit())) {
            fs::remove_dir_all(&folder)?; // CMake does not know that the kit is another.
        }
        let mut configure = Command::new("cmake");
        configure.arg("-S").arg(&self.project).arg("-B").arg(&folder).args(["-G", "Ninja"]);
        configure.arg(format!("-DCMAKE_TOOLCHAIN_FILE={}", toolchain.display()));
        self.ui.task(&format!("building {PROGRAM} for {}", vendor.name), |progress| {
            quietly(&mut configure, progress)?;
            quietly(Command::new("cmake").arg("--build").arg(&folder), progress)?;
            fs::write(folder.join(BUILT), "")?;
            Ok(())
        })?;
        Ok(folder.join(PROGRAM))
    }

    /// Where a vendor's guests can run: the machine, QEMU, the executor of each of the vendor's lines.
    fn places(&self, vendor: &Vendor) -> Vec<String> {
        let mut places = vec!["machine".to_owned()];
        places.extend(vendor.board.is_some().then(|| "qemu".to_owned()));
        for name in executors::names(self.paths) {
            let place = match name.strip_prefix(&vendor.name) {
                Some("") => "executor".to_owned(),
                Some(line) if line.starts_with('-') => format!("executor:{}", &line[1..]),
                _ => continue,
            };
            if self.paths.kit().join("bin").join(executors::program_name(&name)).is_file() {
                places.push(place);
            }
        }
        places
    }

    fn run(&self, vendor: &Vendor, place: String, elf: &Path) -> Result<Row> {
        let mark = Mark::of_elf(&fs::read(elf).with_context(|| format!("no program {}", elf.display()))?)
            .with_context(|| elf.display().to_string())?;
        let work = tempfile::tempdir()?;
        let report = work.path().join("report.json");
        let mut zkshim = Command::new(self.paths.kit().join("bin/zkshim"));
        zkshim
            .args(["run", "--on", &place, "--input"])
            .arg(&self.input)
            .arg("--report")
            .arg(&report)
            .arg(elf);
        let what = format!("running {PROGRAM} on {} ({place})", vendor.name);
        let output = self.ui.task(&what, |_: &Progress| {
            zkshim.output().with_context(|| format!("cannot start {}", shown(&zkshim)))
        })?;
        let report: Option<Report> =
            fs::read(&report).ok().map(|json| serde_json::from_slice(&json)).transpose()?;
        Ok(Row::new(vendor, place, mark, report, &output, &self.expected))
    }
}

/// Tells when a build folder was last built in.
const BUILT: &str = ".built";

fn built(folder: &Path) -> Option<SystemTime> {
    // Without the file the build was ended: as old as can be.
    let time = || folder.join(BUILT).metadata().and_then(|data| data.modified());
    folder.is_dir().then(|| time().unwrap_or(SystemTime::UNIX_EPOCH))
}

fn changed(path: &Path) -> SystemTime {
    path.metadata().and_then(|data| data.modified()).unwrap_or_else(|_| SystemTime::now())
}
