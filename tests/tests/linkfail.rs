//! Programs that must not link: each breaks one limit of a linker script, and the message says what to do.
//! `tests/guests/linkfail/golden.txt` holds the messages as users see them (`ZKSHIM_BLESS=1` writes it anew).

use std::{collections::BTreeMap, fs, sync::Mutex};

use libtest_mimic::{Arguments, Failed, Trial};
use regex::Regex;
use serde::Deserialize;
use zkshim_tests::{
    build, kit,
    sample::{self, Knobs},
};
use zkshim_vendors::Vendor;

const GOLDEN: &str = "tests/guests/linkfail/golden.txt";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[allow(dead_code, reason = "for people")]
    what: String,
    /// Those whose script has this limit; without it all have it.
    vendors: Option<Vec<String>>,
    #[serde(default)]
    link: Knobs,
    /// A regular expression of what the linker must say.
    message: String,
}

fn main() {
    let arguments = Arguments::from_args();
    let golden = fs::read_to_string(kit::root().join(GOLDEN)).unwrap_or_default();
    let golden: &'static BTreeMap<String, String> = Box::leak(Box::new(parse(&golden)));
    let seen: &'static Mutex<BTreeMap<String, String>> = Box::leak(Box::default());
    let mut trials = Vec::new();
    for (name, source, text) in sample::pairs("tests/guests/linkfail") {
        let expected: Expected = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}.toml: {e}"));
        let listed =
            |vendor: &&Vendor| expected.vendors.as_ref().is_none_or(|all| all.contains(&vendor.name));
        for vendor in zkshim_vendors::all().iter().filter(listed) {
            let case = format!("{name}::{}", vendor.name);
            let (source, link, message) = (source.clone(), expected.link.clone(), expected.message.clone());
            trials.push(Trial::test(case.clone(), move || {
                let Err(said) = build::program(vendor, &source, ("O2", "-O2"), &[], &link) else {
                    return Err(Failed::from("it links"));
                };
                if !Regex::new(&message).expect("a regex").is_match(&said) {
                    return Err(format!("the linker does not say {message}:\n{said}").into());
                }
                let ours = own_message(&said);
                seen.lock().expect("no panic while locked").insert(case.clone(), ours.clone());
                match golden.get(&case) {
                    Some(line) if *line == ours => Ok(()),
                    _ if blessing() => Ok(()),
                    line => Err(format!("golden {line:?}\nsaid   {ours:?}").into()),
                }
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if blessing() && !conclusion.has_failed() {
        let lines = seen.lock().expect("no panic while locked");
        let text: String = lines.iter().map(|(case, line)| format!("{case}: {line}\n")).collect();
        fs::write(kit::root().join(GOLDEN), text).expect("golden.txt can be written");
    }
    conclusion.exit();
}

fn blessing() -> bool {
    std::env::var_os("ZKSHIM_BLESS").is_some()
}

/// The kit's own first message, else the linker's last part about a symbol; without the linker's path.
fn own_message(said: &str) -> String {
    let ours = said.lines().find_map(|line| line.find("zkshim(").map(|at| &line[at..]));
    let theirs = said.lines().find_map(|line| line.find("undefined reference").map(|at| &line[at..]));
    ours.or(theirs).unwrap_or("").to_string()
}

fn parse(golden: &str) -> BTreeMap<String, String> {
    golden
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(case, line)| (case.into(), line.into()))
        .collect()
}
