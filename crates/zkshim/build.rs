//! Chooses the vendor and compiles `libc-shim/` into the guest archive.
//!
//! For a guest target `ZKSHIM_VENDOR` names the vendor, `ZKSHIM_CC` and `ZKSHIM_AR` the cross tools,
//! `ZKSHIM_INCLUDE` the C library's headers (the kit sets all four). On the host there is no vendor:
//! only the parts that need none are built, for their tests.

use std::{
    env,
    path::{Path, PathBuf},
};

const SOURCES: &[&str] = &[
    "crt0.S",
    "names.S",
    "hooks.S",
    "atomic.c",
    "errno.c",
    "exit.c",
    "assert.c",
    "deadlock.c",
    "throw.c",
    "virtual.c",
    "unwind.c",
    "fgets.c",
    "stdio.c",
    "wide.c",
    "wide_std.c",
];

fn main() {
    println!("cargo::rustc-check-cfg=cfg(zkshim_guest)");
    println!("cargo::rustc-check-cfg=cfg(zkshim_vendor, values(any()))");
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("none") {
        return;
    }
    let vendor = variable("ZKSHIM_VENDOR");
    println!("cargo::rustc-cfg=zkshim_guest");
    println!("cargo::rustc-cfg=zkshim_vendor=\"{vendor}\"");
    compile_libc_shim(&vendor);
}

fn compile_libc_shim(vendor: &str) {
    let shim = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("../../libc-shim");
    println!("cargo::rerun-if-changed={}", shim.display());
    cc::Build::new()
        .compiler(variable("ZKSHIM_CC"))
        .archiver(variable("ZKSHIM_AR"))
        .files(SOURCES.iter().map(|source| shim.join(source)))
        .include(&shim)
        .include(shim.join("include"))
        .flag("-isystem")
        .flag(Path::new(&variable("ZKSHIM_INCLUDE")))
        .flag("-mcmodel=medany")
        .flag("-ftls-model=local-exec")
        .flag("-mstrict-align")
        .flag("-std=gnu11")
        .define("ZKSHIM_VENDOR", format!("\"{vendor}\"").as_str())
        .opt_level(2)
        .debug(false)
        .warnings_into_errors(true)
        .extra_warnings(true)
        .compile("libc_shim");
}

fn variable(name: &str) -> String {
    println!("cargo::rerun-if-env-changed={name}");
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: build guests with `cargo xtask kit`"))
}
