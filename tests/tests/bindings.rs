//! The guest library's view of the C library (`crates/zkshim/src/bindings/`) is what bindgen makes
//! of picolibc's headers, per XLEN. `ZKSHIM_BLESS=1` writes the files anew.

use std::{env, fs, path::PathBuf, process::Command};

use zkshim_tests::{build::flags, kit, sample::Knobs};
use zkshim_vendors::Vendor;

/// Layout assertions are part of the generated files: every build for the target checks them.
fn generate(vendor: &Vendor) -> String {
    let isa = &vendor.isa;
    let library = kit::path().join("sysroot").join(isa.multilib.replace('/', "-")).join("include");
    let header = "#include <errno.h>\n#include <fcntl.h>\n#include <signal.h>\n#include <stdio.h>\n\
                  #include <sys/stat.h>\n#include <sys/times.h>\n#include <sys/time.h>\n#include <unistd.h>\n";
    bindgen::Builder::default()
        .header_contents("picolibc.h", header)
        .use_core()
        .layout_tests(true)
        .clang_args([
            format!("--target=riscv{}-unknown-elf", isa.xlen),
            format!("-march={}", isa.march),
            format!("-mabi={}", isa.abi),
            "-nostdinc".into(),
            format!("-isystem{}", library.display()),
            format!("-isystem{}", compiler_headers(vendor).display()),
            "-D_GNU_SOURCE".into(),
        ])
        .allowlist_type("stat|off_t|mode_t|timeval|timespec|tms|clock_t|pid_t|__file|FILE")
        .allowlist_var("E[A-Z0-9]+|O_[A-Z]+|S_IF[A-Z]+|SEEK_[A-Z]+|SIG[A-Z]+")
        .derive_default(true)
        .raw_line(
            "// Made by bindgen from picolibc's headers; tests/tests/bindings.rs compares and renews it.",
        )
        .raw_line(
            "#![allow(non_camel_case_types, non_upper_case_globals, non_snake_case, dead_code, clippy::all)]",
        )
        .generate()
        .expect("bindgen reads picolibc's headers")
        .to_string()
}

/// stddef.h and its like come from the cross compiler.
fn compiler_headers(vendor: &Vendor) -> PathBuf {
    let compiler = &flags(&vendor.name, &Knobs::default()).expect("flags").compiler;
    let folder =
        kit::output_of(Command::new(compiler).arg("-print-file-name=include")).expect("the compiler answers");
    PathBuf::from(folder.trim())
}

fn compare(xlen: u32) {
    let vendor = zkshim_vendors::all().iter().find(|vendor| vendor.isa.xlen == xlen).expect("a vendor");
    let path = kit::root().join(format!("crates/zkshim/src/bindings/picolibc_rv{xlen}.rs"));
    let fresh = generate(vendor);
    if env::var_os("ZKSHIM_BLESS").is_some() {
        fs::write(&path, &fresh).expect("the bindings can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == fresh, "{} is not what the headers say; renew it with ZKSHIM_BLESS=1", path.display());
}

#[test]
fn rv32_bindings_are_what_the_headers_say() {
    compare(32);
}

#[test]
fn rv64_bindings_are_what_the_headers_say() {
    compare(64);
}
