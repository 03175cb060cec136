//! Real CMake projects, given nothing but a toolchain file.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use zkshim_tests::{build, condition::Condition, elf::Program, kit, run, sample};
use zkshim_vendors::{Mark, Vendor};

fn project(name: &str) -> PathBuf {
    kit::root().join("tests/projects").join(name)
}

/// An empty folder outside the checkout: a project there can find nothing of the kit by chance.
fn outside() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn cmake(arguments: &[&str]) -> Result<String, String> {
    kit::output_of(Command::new("cmake").args(arguments))
}

fn ctest(build: &Path) -> Result<String, String> {
    kit::output_of(Command::new("ctest").args(["--output-on-failure", "--no-tests=error"]).current_dir(build))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn toolchain(vendor: &Vendor) -> String {
    format!("-DCMAKE_TOOLCHAIN_FILE={}", kit::toolchain_file(&vendor.name).display())
}

/// Configures, builds, runs ctest and installs.
fn works(source: &Path, vendor: &Vendor, generator: &str) {
    let folder = outside();
    let build = folder.path().join("build");
    let steps = || -> Result<String, String> {
        cmake(&["-S", text(source), "-B", text(&build), "-G", generator, &toolchain(vendor)])?;
        cmake(&["--build", text(&build)])?;
        let tested = ctest(&build)?;
        cmake(&["--install", text(&build), "--prefix", text(&folder.path().join("prefix"))])?;
        Ok(tested)
    };
    let tested = steps().unwrap_or_else(|e| panic!("{} with {generator}: {e}", vendor.name));
    assert!(tested.contains("100% tests passed"), "{} with {generator}: {tested}", vendor.name);
}

#[test]
fn an_ordinary_project_builds_tests_and_installs_with_ninja() {
    zkshim_vendors::all().iter().for_each(|vendor| works(&project("ordinary"), vendor, "Ninja"));
}

#[test]
fn an_ordinary_project_builds_tests_and_installs_with_makefiles() {
    zkshim_vendors::all().iter().for_each(|vendor| works(&project("ordinary"), vendor, "Unix Makefiles"));
}

/// What a C++ project finds out about the system, and that its unit tests run: GoogleTest, which wants to
/// know how long its tests take.
#[test]
fn an_ordinary_cxx_project_gets_true_answers_and_runs_its_unit_tests() {
    for vendor in zkshim_vendors::all() {
        let name = &vendor.name;
        let build = outside();
        let (source, folder) = (project("cxx-ordinary"), text(build.path()));
        let steps = || -> Result<(String, String), String> {
            let stopped = "-DZKVM_CLOCK=stopped";
            let said =
                cmake(&["-S", text(&source), "-B", folder, "-G", "Ninja", stopped, &toolchain(vendor)])?;
            cmake(&["--build", folder])?;
            Ok((said, ctest(build.path())?))
        };
        let (said, tested) = steps().unwrap_or_else(|e| panic!("{name}: {e}"));
        for answer in [
            "HAVE_MUTEX=yes",
            "HAVE_STD_THREAD=no",
            "HAVE_FILESYSTEM=no",
            "Threads_FOUND=no",
            "HAVE_FORMAT=no", // GCC 12 has none
        ] {
            assert!(said.contains(&format!("answer {answer}\n")), "{name}: no {answer} in {said}");
        }
        assert!(tested.contains("100% tests passed, 0 tests failed out of 3"), "{name}: {tested}");
    }
}

#[test]
fn presets_need_only_the_toolchain_file_added() {
    for vendor in zkshim_vendors::all() {
        for preset in ["release", "lowercase", "lto"] {
            let build = outside();
            let steps = || -> Result<String, String> {
                let source = project("ordinary");
                let mut configure = Command::new("cmake");
                configure.args(["--preset", preset, "-B", text(build.path()), &toolchain(vendor)]);
                kit::output_of(configure.current_dir(&source))?;
                cmake(&["--build", text(build.path())])?;
                ctest(build.path())
            };
            let tested = steps().unwrap_or_else(|e| panic!("{preset} on {}: {e}", vendor.name));
            assert!(tested.contains("100% tests passed"), "{preset} on {}: {tested}", vendor.name);
        }
    }
}

/// The knobs project, built in one folder with one set of knobs after another.
struct Knobs {
    vendor: &'static Vendor,
    folder: tempfile::TempDir,
}

impl Knobs {
    fn new(vendor: &'static Vendor) -> Self {
        Self { vendor, folder: outside() }
    }

    /// Configures the folder again with these settings, builds, and gives the program's mark and console.
    fn set(&self, settings: &[&str]) -> (Mark, String) {
        let (source, build) = (project("knobs"), self.folder.path());
        let mut arguments = vec!["-S", text(&source), "-B", text(build), "-G", "Ninja"];
        let toolchain = toolchain(self.vendor);
        arguments.push(&toolchain);
        arguments.extend(settings);
        let built = cmake(&arguments).and_then(|_| cmake(&["--build", text(build)]));
        built.unwrap_or_else(|e| panic!("{} {settings:?}: {e}", self.vendor.name));
        let elf = build.join("knobs");
        let run = run::zkshim_run("machine", &elf, b"").expect("a report");
        assert_eq!(run.status, Some(0), "{} {settings:?}: {run:?}", self.vendor.name);
        let mark = Mark::of_elf(&Program::read(&elf).bytes).expect("a mark");
        (mark, String::from_utf8(run.stdout).expect("text"))
    }
}

#[test]
fn a_knob_changed_in_an_existing_build_folder_takes_effect() {
    for vendor in zkshim_vendors::all() {
        let name = &vendor.name;
        let knobs = Knobs::new(vendor);
        let (default, console) = knobs.set(&[]);
        assert!(console.contains("printf 0.25\n"), "{name}: {console}");

        let (mark, console) = knobs.set(&["-DZKVM_HEAP_SIZE=8M"]);
        assert_eq!(mark.heap.size(), 8 << 20, "{name}");
        assert!(console.contains("heap 8388608\n"), "{name}: {console}");

        let mebibytes = if Condition::Stack16m.holds(vendor) { 16 } else { 4 };
        let (mark, _) = knobs.set(&[&format!("-DZKVM_STACK_SIZE={mebibytes}M"), "-DZKVM_INPUT_SIZE=2M"]);
        assert!(mark.stack.size() >= mebibytes << 20, "{name}: {}", mark.stack);
        assert_eq!(mark.heap.size(), 8 << 20, "{name}: the other knob stays");
        if vendor.input.window.is_none() {
            assert!((2 << 20..(2 << 20) + 32).contains(&mark.input.size()), "{name}: {}", mark.input);
        }

        let (_, console) = knobs.set(&["-DZKVM_PRINTF=integer"]);
        assert!(!console.contains("printf 0.25"), "{name}: an integer printf has no fractions: {console}");

        let script = format!("-DZKVM_EXTRA_LD={}", project("knobs").join("knob_set.ld").display());
        let (_, console) = knobs.set(&[&script, "-DKNOBS_SET=ON"]);
        assert!(console.contains("set 3\n"), "{name}: {console}");

        let (mark, _) = knobs.set(&[
            "-DZKVM_HEAP_SIZE=",
            "-DZKVM_STACK_SIZE=",
            "-DZKVM_INPUT_SIZE=",
            "-DZKVM_EXTRA_LD=",
            "-DKNOBS_SET=OFF",
            "-DZKVM_PRINTF=double",
        ]);
        assert_eq!(
            (mark.heap.end, mark.stack),
            (default.heap.end, default.stack),
            "{name}: back to the default"
        );
    }
}

/// What CMake says of a configure run that must fail: its errors, with white space folded.
fn refused(arguments: &[&str], path: Option<&Path>) -> String {
    let build = outside();
    let source = project("knobs");
    let mut command = Command::new("cmake");
    command.args(["-S", text(&source), "-B", text(build.path()), "-G", "Ninja"]).args(arguments);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let said = kit::output_of(&mut command).expect_err("the configure run fails");
    assert_eq!(said.matches("CMake Error").count(), 1, "one error: {said}");
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A copy of these parts of the kit, to spoil it.
fn kit_copy(parts: &[&str]) -> tempfile::TempDir {
    let copy = outside();
    let parts = parts.iter().map(|part| kit::path().join(part));
    let copied = kit::output_of(Command::new("cp").arg("-R").args(parts).arg(copy.path()));
    copied.expect("a copy of the kit");
    copy
}

fn kit_without(missing: &str) -> tempfile::TempDir {
    let copy = kit_copy(&["toolchain-files", "cmake", "linker", "lib", "bin"]);
    let path = copy.path().join(missing);
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("it was there");
    copy
}

#[test]
fn what_is_missing_is_one_error_that_names_the_command() {
    for vendor in zkshim_vendors::all() {
        let name = &vendor.name;
        for missing in [format!("lib/{name}"), format!("lib/{name}/libzkshim.a"), "bin/zkshim".into()] {
            let kit = kit_without(&missing);
            let file =
                format!("-DCMAKE_TOOLCHAIN_FILE={}/toolchain-files/zkvm-{name}.cmake", kit.path().display());
            let said = refused(&[&file], None);
            assert!(said.contains("Run `cargo xtask kit`"), "{name} without {missing}: {said}");
        }
    }
}

/// The compiler's libgcc of another multilib, in a kit's sysroot by mistake.
#[test]
fn a_library_of_another_instruction_set_is_refused_before_anything_is_linked() {
    let copy = kit_copy(&["toolchain-files", "cmake", "linker", "lib", "bin", "sysroot", "include"]);
    for vendor in zkshim_vendors::all() {
        let name = &vendor.name;
        let flags = build::flags(name, &sample::Knobs::default()).expect("flags");
        let compressed = format!("-march=rv{0}imac", vendor.isa.xlen);
        let mut gcc = Command::new(&flags.compiler);
        gcc.args([&compressed, &format!("-mabi={}", vendor.isa.abi), "-print-libgcc-file-name"]);
        let libgcc = kit::output_of(&mut gcc).expect("a path");
        let sysroot = format!("sysroot/{}/lib/libgcc.a", vendor.isa.multilib.replace('/', "-"));
        fs::copy(libgcc.trim(), copy.path().join(sysroot)).expect("a copy");
        let file =
            format!("-DCMAKE_TOOLCHAIN_FILE={}/toolchain-files/zkvm-{name}.cmake", copy.path().display());
        let said = refused(&[&file], None);
        for part in ["the kit's libraries are not those of", "libgcc.a", "compressed instruction (C)"] {
            assert!(said.contains(part), "{name}: no `{part}` in {said}");
        }
    }
}

#[test]
fn a_missing_compiler_is_one_error_that_names_tool_package_and_variable() {
    let tools = outside();
    for tool in ["cmake", "ninja"] {
        let path = env::var_os("PATH").expect("PATH");
        let real = env::split_paths(&path).map(|folder| folder.join(tool)).find(|file| file.is_file());
        let real = real.expect("the tool is installed");
        std::os::unix::fs::symlink(real, tools.path().join(tool)).expect("a link");
    }
    let vendor = &zkshim_vendors::all()[0];
    // find_program looks at system folders too, whatever PATH says
    let said = refused(&[&toolchain(vendor), "-DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF"], Some(tools.path()));
    for part in
        ["riscv64-unknown-elf-gcc", "gcc-riscv64-unknown-elf", "`cargo xtask setup`", "-DZKVM_C_COMPILER="]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_bad_knob_is_one_error_that_names_it() {
    for vendor in zkshim_vendors::all() {
        for (setting, message) in [
            ("-DZKVM_HEAP_SIZE=lots", "ZKVM_HEAP_SIZE is `lots`, which is not a size"),
            ("-DZKVM_STACK_SIZE=-1", "ZKVM_STACK_SIZE is `-1`, which is not a size"),
            ("-DZKVM_PRINTF=long", "ZKVM_PRINTF is `long`: give double, float or integer"),
            ("-DZKVM_CLOCK=now", "ZKVM_CLOCK is `now`: give none or stopped"),
            ("-DZKVM_EXTRA_LD=nowhere.ld", "nowhere.ld, which does not exist"),
            ("-DZKVM_MARCH_EXTRA=zba_f", "ZKVM_MARCH_EXTRA names `"),
        ] {
            let said = refused(&[&toolchain(vendor), setting], None);
            assert!(said.contains(message), "{setting}: {said}");
        }
    }
}

/// Build scripts of Rust crates with C parts use the crate `cmake`: it must get along with a toolchain file.
#[test]
fn the_cmake_crate_builds_with_a_toolchain_file() {
    for vendor in zkshim_vendors::all() {
        let folder = outside();
        let prefix = cmake::Config::new(project("knobs"))
            .define("CMAKE_TOOLCHAIN_FILE", kit::toolchain_file(&vendor.name))
            .target(&vendor.isa.rust_target)
            .host("x86_64-unknown-linux-gnu")
            .profile("Release")
            .generator("Ninja")
            .no_default_flags(true)
            .out_dir(folder.path())
            .build_target("knobs")
            .build();
        let run = run::zkshim_run("machine", &prefix.join("build/knobs"), b"").expect("a report");
        assert_eq!(run.status, Some(0), "{}: {run:?}", vendor.name);
    }
}
