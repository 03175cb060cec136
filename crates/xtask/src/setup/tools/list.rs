//! Every tool, in the order in which they are listed and installed.

use std::path::PathBuf;

use super::{Cross, Package, Picolibc, Scope, Tool, gcc_source, libclang};
use crate::run::which;

const GCC_SOURCE: Package =
    Package::Source("github.com/riscv-collab/riscv-gnu-toolchain, configured with --enable-multilib");
const GCC_TARBALL: Package = Package::Source("ftp.gnu.org/gnu/gcc");
const GOOGLETEST_SOURCE: Package = Package::Source("github.com/google/googletest");
const PICOLIBC_SOURCE: Package = Package::Source("github.com/picolibc/picolibc");

pub const TOOLS: &[Tool] = &[
    Tool {
        name: "cross GCC",
        scope: Scope::Kit,
        find: || Cross::find().map(|cross| cross.gcc),
        answers_version: true,
        debian: &["gcc-riscv64-unknown-elf"],
        fedora: GCC_SOURCE,
        arch: Package::Named("riscv64-elf-gcc"),
        homebrew: Package::Named("riscv64-elf-gcc"),
        by_hand: Some("put its bin folder on PATH"),
    },
    Tool {
        name: "cross binutils",
        scope: Scope::Kit,
        find: || match Cross::find() {
            Some(cross) => cross.binutils(),
            None => Cross::PREFIXES.iter().find_map(|prefix| Cross::binutils_named(prefix)),
        },
        answers_version: true,
        debian: &["binutils-riscv64-unknown-elf"],
        fedora: GCC_SOURCE,
        arch: Package::Named("riscv64-elf-binutils"),
        homebrew: Package::Named("riscv64-elf-binutils"),
        by_hand: None,
    },
    Tool {
        name: "picolibc",
        scope: Scope::Kit,
        find: || Some(Picolibc::find(Cross::find().as_ref())?.folder),
        answers_version: false,
        debian: &["picolibc-riscv64-unknown-elf"],
        fedora: PICOLIBC_SOURCE,
        arch: PICOLIBC_SOURCE,
        homebrew: PICOLIBC_SOURCE,
        by_hand: Some("set ZKSHIM_PICOLIBC to the folder that has its include and lib"),
    },
    // libstdc++ is built from the sources of the compiler that uses it.
    Tool {
        name: "GCC's sources",
        scope: Scope::Kit,
        find: gcc_source,
        answers_version: false,
        debian: &["gcc-12-source"],
        fedora: GCC_TARBALL,
        arch: GCC_TARBALL,
        homebrew: GCC_TARBALL,
        by_hand: Some("set ZKSHIM_GCC_SOURCE to gcc-12.2.0.tar.xz"),
    },
    Tool {
        name: "xz",
        scope: Scope::Kit,
        find: || which("xz"),
        answers_version: true,
        debian: &["xz-utils"],
        fedora: Package::Named("xz"),
        arch: Package::Named("xz"),
        homebrew: Package::Named("xz"),
        by_hand: None,
    },
    Tool {
        name: "make",
        scope: Scope::Kit,
        find: || which("make"),
        answers_version: true,
        debian: &["make"],
        fedora: Package::Named("make"),
        arch: Package::Named("make"),
        homebrew: Package::Named("make"),
        by_hand: None,
    },
    Tool {
        name: "CMake",
        scope: Scope::Demo,
        find: || which("cmake"),
        answers_version: true,
        debian: &["cmake"],
        fedora: Package::Named("cmake"),
        arch: Package::Named("cmake"),
        homebrew: Package::Named("cmake"),
        by_hand: None,
    },
    Tool {
        name: "Ninja",
        scope: Scope::Demo,
        find: || which("ninja"),
        answers_version: true,
        debian: &["ninja-build"],
        fedora: Package::Named("ninja-build"),
        arch: Package::Named("ninja"),
        homebrew: Package::Named("ninja"),
        by_hand: None,
    },
    // RISC Zero's 5.0 line has C++ in its crates.
    Tool {
        name: "C++ compiler",
        scope: Scope::Demo,
        find: || which("c++").or_else(|| which("g++")),
        answers_version: true,
        debian: &["g++"],
        fedora: Package::Named("gcc-c++"),
        arch: Package::Named("gcc"),
        homebrew: Package::Named("gcc"),
        by_hand: None,
    },
    Tool {
        name: "QEMU riscv32",
        scope: Scope::Demo,
        find: || which("qemu-system-riscv32"),
        answers_version: true,
        debian: &["qemu-system-misc"],
        fedora: Package::Named("qemu-system-riscv"),
        arch: Package::Named("qemu-system-riscv"),
        homebrew: Package::Named("qemu"),
        by_hand: None,
    },
    Tool {
        name: "QEMU riscv64",
        scope: Scope::Demo,
        find: || which("qemu-system-riscv64"),
        answers_version: true,
        debian: &["qemu-system-misc"],
        fedora: Package::Named("qemu-system-riscv"),
        arch: Package::Named("qemu-system-riscv"),
        homebrew: Package::Named("qemu"),
        by_hand: None,
    },
    // Works out what the demos must print.
    Tool {
        name: "Python 3",
        scope: Scope::Test,
        find: || which("python3"),
        answers_version: true,
        debian: &["python3"],
        fedora: Package::Named("python3"),
        arch: Package::Named("python"),
        homebrew: Package::Named("python3"),
        by_hand: None,
    },
    // A test builds an ordinary project's unit tests with it.
    Tool {
        name: "GoogleTest's sources",
        scope: Scope::Test,
        find: || {
            Some(PathBuf::from("/usr/src/googletest")).filter(|path| path.join("CMakeLists.txt").is_file())
        },
        answers_version: false,
        debian: &["googletest"],
        fedora: GOOGLETEST_SOURCE,
        arch: GOOGLETEST_SOURCE,
        homebrew: GOOGLETEST_SOURCE,
        by_hand: Some("put them at /usr/src/googletest"),
    },
    Tool {
        name: "libclang",
        scope: Scope::Test,
        find: libclang,
        answers_version: false,
        debian: &["libclang1-14", "libclang1-19"],
        fedora: Package::Named("clang-libs"),
        arch: Package::Named("clang"),
        homebrew: Package::Named("llvm"),
        by_hand: None,
    },
];
