//! An executor whose guests are words that say what it shall do.

use std::{
    env,
    process::{Command, ExitCode, exit, id},
    thread,
    time::Duration,
};

use anyhow::{Result, bail};
use zkshim_report::{Console, Execution, Executor, GuestConsole, Limits, Stream, executor_main};

struct Fake {
    script: String,
    input: Vec<u8>,
    limits: Limits,
}

impl Fake {
    fn load(elf: &[u8], input: Vec<u8>, limits: &Limits) -> Result<Self> {
        let script = String::from_utf8(elf.to_vec())?;
        if script.contains("characters") {
            print!("a warning: \u{e9}");
        }
        match script.as_str() {
            "refuse" => bail!("not a guest"),
            "panic at load" => panic!("a word that does not decode"),
            "die at load" => die("ILL"),
            _ => Ok(Self { script, input, limits: *limits }),
        }
    }

    fn run(self, console: &mut dyn Console) -> Execution {
        match self.script.as_str() {
            "print" => {
                console.write(Stream::Stdout, b"out\xff without an end").unwrap();
                console.write(Stream::Stderr, b"err").unwrap();
                Execution::exited(0)
            }
            "print lines" => {
                eprintln!("stdout: one\nmy own words\nstderr: two\nstdout: three");
                Execution::exited(0)
            }
            "print characters" => {
                print_characters(b"\xc3\xa9\xff\n\0 no end");
                Execution::exited(0)
            }
            "print characters and hang" => {
                print_characters(b"\xff no end");
                hang()
            }
            "print characters and panic" => {
                print_characters(b"\xff no end");
                panic!("the end")
            }
            "print characters on and on" => loop {
                print_characters(b"y\n");
            },
            "exit 42" => Execution::exited(42),
            "echo" => Execution { public_output: self.input, ..Execution::exited(0) },
            "limit" => Execution { instructions: self.limits.instructions, ..Execution::exited(0) },
            "panic" => panic!("unknown call {}", 7),
            "panic twice" => panic_across_c(),
            "exit 3" => exit(3),
            "end well without a result" => exit(0),
            "hang" => hang(),
            "say and die" => {
                eprintln!("the last words");
                die("SEGV")
            }
            "print and hang" => {
                eprintln!("stdout: one");
                hang()
            }
            "print on and on" => loop {
                eprintln!("stdout: y");
            },
            signal => die(signal),
        }
    }
}

/// As ZisK does.
fn print_characters(bytes: &[u8]) {
    bytes.iter().for_each(|&byte| print!("{}", char::from(byte)));
}

/// As a panic in SP1's host calls, which its machine code calls by the C convention.
fn panic_across_c() -> ! {
    extern "C" fn call() {
        panic!("the first panic");
    }
    call();
    unreachable!("a panic that can't unwind ends the process")
}

/// Twice, since Rust's own handler of SIGSEGV and SIGBUS steps aside at the first and counts on the
/// instruction at fault to raise the signal again.
fn die(signal: &str) -> ! {
    for _ in 0..2 {
        Command::new("kill").arg(format!("-{signal}")).arg(id().to_string()).status().unwrap();
    }
    panic!("survived SIG{signal}");
}

fn hang() -> ! {
    loop {
        thread::sleep(Duration::from_secs(1));
    }
}

macro_rules! fake {
    ($name:ident, $console:expr $(, $pack:item)?) => {
        struct $name(Fake);
        impl Executor for $name {
            const VENDOR: &'static str = "fake";
            const VERSION: &'static str = "fake-executor 1.2.3";
            const CONSOLE: GuestConsole = $console;

            fn load(elf: &[u8], input: Vec<u8>, limits: &Limits) -> Result<Self> {
                Fake::load(elf, input, limits).map(Self)
            }

            $($pack)?

            fn run(self, console: &mut dyn Console) -> Execution {
                self.0.run(console)
            }
        }
    };
}

fake!(Direct, GuestConsole::Direct);
fake!(
    Lines,
    GuestConsole::LinesOnStderr(|line| match line.split_at_checked(8) {
        Some((b"stdout: ", text)) => Some((Stream::Stdout, text)),
        Some((b"stderr: ", text)) => Some((Stream::Stderr, text)),
        _ => None,
    })
);

fake!(Characters, GuestConsole::CharactersOnStdout);
fake!(
    Packer,
    GuestConsole::Direct,
    fn pack(elf: &[u8]) -> Result<Vec<u8>> {
        match elf {
            b"refuse" => bail!("not a guest"),
            _ => Ok([b"packed ", elf].concat()),
        }
    }
);

fn main() -> ExitCode {
    match env::var("FAKE_CONSOLE").as_deref() {
        Ok("lines") => executor_main::<Lines>(),
        Ok("characters") => executor_main::<Characters>(),
        Ok("packer") => executor_main::<Packer>(),
        _ => executor_main::<Direct>(),
    }
}
