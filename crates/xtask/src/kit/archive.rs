//! Makes libzkshim.a of what rustc and the C compiler made.
//!
//! rustc's static library has our crate, libc-shim's objects, all of `core`, and compiler_builtins. The
//! kit's has one object, `zkshim.o`, that is always linked, and the members that are linked on demand:
//! - compiler_builtins goes: its memcpy and soft float are slower than those of libc and libgcc, and as
//!   an archive member it would beat them by the order of libraries alone;
//! - the rest is linked into one object, of which only what the ABI list names stays, and global;
//! - those symbols become weak: they still beat every archive, and lose to the program's own.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::abi::{Lists, Symbols};
use crate::{
    run::{answer, quietly},
    setup::Cross,
    ui::Progress,
};

/// Sections that no symbol refers to, and that `linker/sections.ld` wants all the same: the bytes by
/// which no segment is empty, and the mark.
const KEPT: [&str; 3] = [".rodata.zkshim.segment", ".data.zkshim.segment", ".zkshim"];

/// What the Rust objects have and no guest needs: unwind tables (a panic aborts), bitcode, and the
/// debug information of a prebuilt `core`, which is larger than everything else.
const DROPPED: [&str; 3] = [".eh_frame", ".llvmbc", ".llvmcmd"];

/// Assembles the archive `out` from rustc's static library `raw`.
///
/// # Errors
/// A symbol of the ABI lists that isn't there, one that is undefined and not in `needs.txt`, a section of
/// [`KEPT`] that got lost; a failing tool.
pub fn assemble(
    cross: &Cross,
    emulation: &str,
    raw: &Path,
    out: &Path,
    lists: &Lists,
    progress: &Progress,
) -> Result<()> {
    let work = tempfile::tempdir()?;
    let job = Job { cross, lists, progress, folder: work.path() };
    let mut objects = job.extract(raw)?;
    objects.retain(|object| !is_compiler_builtins(object));
    job.strip_rust_objects(&objects)?;
    let members = job.take_members(&mut objects)?;
    let always = job.link(&objects, emulation)?;

    let given = job.lists.of_members();
    job.make_abi(&always, &job.lists.always)?;
    job.check(&always, &job.lists.always, &given)?;
    let all_given = job.lists.always.union(&given).cloned().collect();
    for (member, symbols) in &members {
        job.make_abi(member, symbols)?;
        job.check(member, symbols, &all_given)?;
    }
    let all = std::iter::once(&always).chain(members.iter().map(|(member, _)| member));
    quietly(cross.tool("ar").arg("rcsD").arg(out).args(all), progress)
}

struct Job<'a> {
    cross: &'a Cross,
    lists: &'a Lists,
    progress: &'a Progress,
    folder: &'a Path,
}

impl Job<'_> {
    /// The members of the raw archive, as files.
    fn extract(&self, raw: &Path) -> Result<Vec<PathBuf>> {
        let raw = raw.canonicalize().with_context(|| format!("no archive {}", raw.display()))?;
        let listed = answer(self.cross.tool("ar").arg("t").arg(&raw))?;
        let names: Vec<_> = listed.lines().collect();
        if names.iter().collect::<BTreeSet<_>>().len() != names.len() {
            bail!("{} has two members of the same name: extracting would lose one", raw.display());
        }
        if !names.iter().any(|name| name.starts_with(COMPILER_BUILTINS)) {
            bail!(
                "{} has no members `{COMPILER_BUILTINS}*`: does rustc name them otherwise now?",
                raw.display()
            );
        }
        let folder = self.folder.join("raw");
        fs::create_dir(&folder)?;
        quietly(self.cross.tool("ar").arg("x").arg(&raw).current_dir(&folder), self.progress)?;
        Ok(names.iter().map(|name| folder.join(name)).collect())
    }

    fn strip_rust_objects(&self, objects: &[PathBuf]) -> Result<()> {
        for object in objects.iter().filter(|object| is_of_rust(object)) {
            let mut objcopy = self.cross.tool("objcopy");
            objcopy.arg("--strip-debug").args(DROPPED.map(|section| format!("--remove-section={section}")));
            quietly(objcopy.arg(object), self.progress)?;
        }
        Ok(())
    }

    /// Takes out the members that are linked on demand, each under the name it has in the list.
    fn take_members(&self, objects: &mut Vec<PathBuf>) -> Result<Vec<(PathBuf, Symbols)>> {
        let mut members = Vec::new();
        for member in &self.lists.on_demand {
            let mut found = None;
            for (index, object) in objects.iter().enumerate().filter(|(_, object)| !is_of_rust(object)) {
                if !Nm::of(self.cross, object)?.defined.is_disjoint(&member.symbols) {
                    found = Some(index);
                }
            }
            let index = found.with_context(|| {
                format!("no object of libc-shim defines what on-demand.txt lists for `{}`", member.name)
            })?;
            let path = self.folder.join(format!("{}.o", member.name));
            fs::rename(objects.remove(index), &path)?;
            members.push((path, member.symbols.clone()));
        }
        Ok(members)
    }

    /// Links what the ABI's symbols need of the objects into one.
    fn link(&self, objects: &[PathBuf], emulation: &str) -> Result<PathBuf> {
        let (archive, script) = (self.folder.join("rest.a"), self.folder.join("keep.ld"));
        let linked = self.folder.join("zkshim.o");
        quietly(self.cross.tool("ar").arg("rcsD").arg(&archive).args(objects), self.progress)?;
        let rules = KEPT.map(|section| format!("{section} 0 : {{ KEEP(*({section})) }}\n"));
        fs::write(&script, format!("SECTIONS {{\n{}}}\n", rules.concat()))?;
        let mut ld = self.cross.tool("ld");
        ld.args(["-r", "-m", emulation, "--gc-sections", "-T"]).arg(&script);
        ld.args(self.lists.always.iter().flat_map(|symbol| ["-u", symbol.as_str()]));
        quietly(ld.arg(&archive).arg("-o").arg(&linked), self.progress)?;
        self.check_sections(&linked)?;
        Ok(linked)
    }

    fn check_sections(&self, object: &Path) -> Result<()> {
        let headers = answer(self.cross.tool("objdump").args(["-h", "-w"]).arg(object))?;
        let names: BTreeSet<_> = headers.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
        if let Some(lost) = KEPT.iter().find(|section| !names.contains(*section)) {
            bail!("the section {lost} of libc-shim/crt0.S is not in zkshim.o");
        }
        Ok(())
    }

    /// Makes everything but these symbols local, and these weak, but for the entry. What only sections
    /// needed that the linker left out is no longer undefined: GNU ld keeps such symbols.
    fn make_abi(&self, object: &Path, symbols: &Symbols) -> Result<()> {
        let undefined = Nm::of(self.cross, object)?.undefined;
        let weak = symbols.iter().filter(|symbol| *symbol != "_start").cloned().collect();
        let mut objcopy = self.cross.tool("objcopy");
        for (option, listed) in [
            ("--keep-global-symbols", symbols),
            ("--weaken-symbols", &weak),
            ("--strip-unneeded-symbols", &undefined),
        ] {
            let list = self.folder.join(format!("list{option}"));
            fs::write(&list, listed.iter().map(|symbol| format!("{symbol}\n")).collect::<String>())?;
            objcopy.arg(format!("{option}={}", list.display()));
        }
        quietly(objcopy.arg(object), self.progress)
    }

    /// The object defines exactly these symbols, and needs no others than are listed or given here.
    fn check(&self, object: &Path, symbols: &Symbols, given: &Symbols) -> Result<()> {
        let name = object.file_name().unwrap_or_default().to_string_lossy();
        let nm = Nm::of(self.cross, object)?;
        let missing: Vec<_> = symbols.difference(&nm.defined).cloned().collect();
        if !missing.is_empty() {
            bail!("libc-shim/abi lists symbols that {name} does not define: {}", missing.join(" "));
        }
        let allowed: Symbols = self.lists.needs.union(given).cloned().collect();
        let unlisted: Vec<_> = nm.undefined.difference(&allowed).cloned().collect();
        if !unlisted.is_empty() {
            bail!("{name} needs symbols that libc-shim/abi/needs.txt does not list: {}", unlisted.join(" "));
        }
        Ok(())
    }
}

const COMPILER_BUILTINS: &str = "compiler_builtins-";

fn is_compiler_builtins(object: &Path) -> bool {
    object.file_name().is_some_and(|name| name.to_string_lossy().starts_with(COMPILER_BUILTINS))
}

/// rustc's objects, by the name of a codegen unit's; the others are libc-shim's.
fn is_of_rust(object: &Path) -> bool {
    object.to_string_lossy().ends_with(".rcgu.o")
}

/// The global symbols of an object.
struct Nm {
    defined: Symbols,
    undefined: Symbols,
}

impl Nm {
    fn of(cross: &Cross, object: &Path) -> Result<Self> {
        let mut nm: Command = cross.tool("nm");
        Ok(Self::parse(&answer(nm.args(["-P", "-g"]).arg(object))?))
    }

    /// Lines `name type ...`; U, v and w are undefined (the latter two weakly).
    fn parse(text: &str) -> Self {
        let mut symbols = Self { defined: Symbols::new(), undefined: Symbols::new() };
        for line in text.lines() {
            let mut words = line.split_whitespace();
            if let (Some(name), Some(kind)) = (words.next(), words.next()) {
                let undefined = matches!(kind, "U" | "v" | "w");
                let set = if undefined { &mut symbols.undefined } else { &mut symbols.defined };
                set.insert(name.to_owned());
            }
        }
        symbols
    }
}

#[cfg(test)]
mod tests;
