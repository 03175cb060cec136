//! With the real cross tools, on a raw archive made of small assembly files.

use super::*;
use crate::ui::Ui;

const CRT0: &str = "
    .section .text.zkshim.start,\"ax\",@progbits
    .globl _start
_start: call main
    call helper
    .section .text.write,\"ax\",@progbits
    .globl write
write: ret
    .section .rodata.zkshim.segment,\"a\",@progbits
    .zero 8
    .section .data.zkshim.segment,\"aw\",@progbits
    .zero 8
    .section .zkshim,\"\",@progbits
    .zero 80
";
/// Of two functions one is called; the other needs what is not to be had.
const RUST: &str = "
    .section .text.helper,\"ax\",@progbits
    .globl helper
helper: ret
    .section .text.unused,\"ax\",@progbits
    .globl unused
unused: call nowhere
";
const BUILTINS: &str = "
    .weak memcpy
memcpy: ret
";
const STDIO: &str = "
    .data
    .globl stdout
stdout: .dword write
";

struct Bench {
    folder: tempfile::TempDir,
    cross: Cross,
}

impl Bench {
    fn new() -> Self {
        let cross = Cross::find().expect("no cross compiler: `cargo xtask test` sets one up");
        Self { folder: tempfile::tempdir().unwrap(), cross }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn raw(&self, members: &[(&str, &str)]) -> PathBuf {
        let raw = self.path("raw.a");
        for (name, source) in members {
            let (text, object) = (self.path("source.s"), self.path(name));
            fs::write(&text, source).unwrap();
            let gcc = Command::new(&self.cross.gcc)
                .args(["-march=rv64im", "-mabi=lp64", "-c", "-o"])
                .args([&object, &text])
                .status();
            assert!(gcc.unwrap().success());
            assert!(self.cross.tool("ar").arg("rcs").args([&raw, &object]).status().unwrap().success());
        }
        raw
    }

    fn assemble(&self, members: &[(&str, &str)], lists: &Lists) -> Result<PathBuf> {
        let (raw, out) = (self.raw(members), self.path("libzkshim.a"));
        let make = |progress: &Progress| assemble(&self.cross, "elf64lriscv", &raw, &out, lists, progress);
        Ui::new().task("assembling", make).map(|()| out)
    }
}

const MEMBERS: [(&str, &str); 4] = [
    ("0123456789abcdef-crt0.o", CRT0),
    ("zkshim-1.zkshim.2-cgu.0.rcgu.o", RUST),
    ("compiler_builtins-1.compiler_builtins.2-cgu.00.rcgu.o", BUILTINS),
    ("0123456789abcdef-stdio.o", STDIO),
];

fn set(symbols: &[&str]) -> Symbols {
    symbols.iter().map(|symbol| (*symbol).to_owned()).collect()
}

fn lists(always: &[&str], needs: &[&str]) -> Lists {
    let stdio = super::super::abi::Member { name: "stdio".into(), symbols: set(&["stdout"]) };
    Lists { always: set(always), on_demand: vec![stdio], needs: set(needs) }
}

#[test]
fn one_object_and_the_members_on_demand_with_only_the_abi_in_sight() {
    let bench = Bench::new();
    let out = bench.assemble(&MEMBERS, &lists(&["_start", "write"], &["main"])).unwrap();
    let names = answer(bench.cross.tool("ar").arg("t").arg(&out)).unwrap();
    assert_eq!(names.lines().collect::<Vec<_>>(), ["zkshim.o", "stdio.o"]);
    let symbols = answer(bench.cross.tool("nm").args(["-P", "-g"]).arg(&out)).unwrap();
    let kinds: BTreeSet<_> = symbols
        .lines()
        .filter(|line| !line.ends_with(':'))
        .map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
        .collect();
    // `write` twice: defined weakly by one object, needed by the other. A symbol without a type is W.
    let expected = ["_start T", "main U", "stdout W", "write U", "write W"].map(str::to_owned);
    assert_eq!(kinds, BTreeSet::from(expected));
}

#[test]
fn what_nothing_calls_does_not_get_in() {
    let bench = Bench::new();
    let out = bench.assemble(&MEMBERS, &lists(&["_start", "write"], &["main"])).unwrap();
    let sections = answer(bench.cross.tool("objdump").args(["-h", "-w"]).arg(&out)).unwrap();
    assert!(sections.contains(".text.helper"), "{sections}");
    assert!(!sections.contains(".text.unused"), "{sections}");
}

#[test]
fn a_listed_symbol_that_is_missing_is_an_error() {
    let error = Bench::new().assemble(&MEMBERS, &lists(&["_start", "write", "reed"], &["main"])).unwrap_err();
    assert!(error.to_string().contains("zkshim.o does not define: reed"), "{error}");
}

#[test]
fn a_need_that_is_not_listed_is_an_error() {
    let error = Bench::new().assemble(&MEMBERS, &lists(&["_start", "write"], &[])).unwrap_err();
    assert!(error.to_string().ends_with("does not list: main"), "{error}");
    let error =
        Bench::new().assemble(&MEMBERS, &lists(&["_start", "write", "unused"], &["main"])).unwrap_err();
    assert!(error.to_string().ends_with("does not list: nowhere"), "{error}");
}

#[test]
fn a_lost_section_is_an_error() {
    let crt0 = CRT0.replace(".zkshim,", ".zkshin,");
    let mut members = MEMBERS;
    members[0].1 = &crt0;
    let error = Bench::new().assemble(&members, &lists(&["_start", "write"], &["main"])).unwrap_err();
    assert!(error.to_string().contains("section .zkshim "), "{error}");
}

#[test]
fn a_member_on_demand_that_is_missing_is_an_error() {
    let error = Bench::new().assemble(&MEMBERS[..3], &lists(&["_start", "write"], &["main"])).unwrap_err();
    assert!(error.to_string().contains("`stdio`"), "{error}");
}

#[test]
fn rustc_naming_its_objects_otherwise_is_noticed() {
    let members = [MEMBERS[0], MEMBERS[1], MEMBERS[3]];
    let error = Bench::new().assemble(&members, &lists(&["_start", "write"], &["main"])).unwrap_err();
    assert!(error.to_string().contains("does rustc name them otherwise"), "{error}");
}
