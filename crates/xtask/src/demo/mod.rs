//! `cargo xtask demo`: real programs in C and C++, built for every vendor by nothing but its toolchain file, run
//! everywhere on the same private input, and compared with what they must say.

mod outcome;
mod program;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::{Context, Result, bail};
use zkshim_report::Report;
use zkshim_vendors::{Mark, Vendor};

use self::{outcome::Row, program::Program};
use crate::{
    cache::Cache,
    executors::{self, Which},
    kit,
    paths::Paths,
    run::{quietly, show as shown},
    setup::{self, Scope},
    ui::{Progress, Ui},
};

/// Sets up, builds, runs, and prints a table for each program.
///
/// # Errors
/// Anything that can't be set up or built, and any row that is not ok.
pub fn show(ui: &Ui, paths: &Paths, cache: &Cache) -> Result<()> {
    let machine = setup::ensure(ui, cache, Scope::Demo)?;
    let left_out = executors::build(ui, paths, cache, Which::All)?;
    kit::build(ui, paths, cache, &machine)?;

    let mut failures = Vec::new();
    for program in program::all(&paths.root)? {
        let demo = Demo { ui, paths, program };
        failures.extend(demo.show()?);
    }
    if !failures.is_empty() {
        bail!("not every row is ok\n{}", failures.join("\n"));
    }
    for name in left_out {
        println!("\nSKIPPED: {name} on its executor, which could not be built here (see above)");
    }
    Ok(())
}

struct Demo<'a> {
    ui: &'a Ui,
    paths: &'a Paths,
    program: Program,
}

impl Demo<'_> {
    /// Builds and runs the program everywhere, prints its table, and gives why rows are not ok.
    fn show(&self) -> Result<Vec<String>> {
        let Program { name, language, expected, .. } = &self.program;
        let mut rows = Vec::new();
        for vendor in zkshim_vendors::all() {
            self.ui.title(&format!("{name} on {}", vendor.title));
            let elf = self.build(vendor)?;
            for place in self.places(vendor) {
                rows.push(self.run(vendor, place, &elf)?);
            }
        }
        print!("\n{name}, in {language}\n\n{}\n", outcome::table(&rows));
        let failures = outcome::failures(name, &rows);
        if failures.is_empty() {
            println!("{}", expected.text(name, rows.len()));
        }
        Ok(failures)
    }

    /// Configures and builds the project for a vendor, the way a user does.
    fn build(&self, vendor: &Vendor) -> Result<PathBuf> {
        let folder = self.paths.target().join("demo").join(&self.program.name).join(&vendor.name);
        let toolchain = self.paths.kit().join(format!("toolchain-files/zkvm-{}.cmake", vendor.name));
        if built(&folder).is_some_and(|built| built < changed(&self.paths.kit())) {
            fs::remove_dir_all(&folder)?; // CMake does not know that the kit is another.
        }
        let mut configure = Command::new("cmake");
        configure.arg("-S").arg(&self.program.project).arg("-B").arg(&folder).args(["-G", "Ninja"]);
        configure.arg(format!("-DCMAKE_TOOLCHAIN_FILE={}", toolchain.display()));
        self.ui.task(&format!("building for {}", vendor.name), |progress| {
            quietly(&mut configure, progress)?;
            quietly(Command::new("cmake").arg("--build").arg(&folder), progress)?;
            fs::write(folder.join(BUILT), "")?;
            Ok(())
        })?;
        Ok(folder.join(&self.program.name))
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
            .arg(&self.program.input)
            .arg("--report")
            .arg(&report)
            .arg(elf);
        let what = format!("running on {} ({place})", vendor.name);
        let output = self.ui.task(&what, |_: &Progress| {
            zkshim.output().with_context(|| format!("cannot start {}", shown(&zkshim)))
        })?;
        let report: Option<Report> =
            fs::read(&report).ok().map(|json| serde_json::from_slice(&json)).transpose()?;
        Ok(Row::new(vendor, place, mark, report, &output, &self.program.expected))
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
