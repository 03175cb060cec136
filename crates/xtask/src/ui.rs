//! What the developer sees while work goes on: calm, aligned lines on stderr. Results go to stdout.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

/// Where the second column of a list begins.
const NAME_WIDTH: usize = 34;

pub struct Ui {
    on_terminal: bool,
}

/// The task that is going on.
pub struct Progress {
    spinner: Option<ProgressBar>,
}

impl Ui {
    pub fn new() -> Self {
        Self { on_terminal: io::stderr().is_terminal() }
    }

    /// Begins a part of the work.
    pub fn title(&self, text: &str) {
        eprintln!("{text}");
    }

    /// One line of a list.
    pub fn line(&self, name: &str, value: &str) {
        eprintln!("  {name:<NAME_WIDTH$} {value}");
    }

    /// One line that belongs to no list.
    pub fn note(&self, text: &str) {
        eprintln!("  {text}");
    }

    /// Does work that may take long: on a terminal beside a spinner, else after the start of a line
    /// that says what it is. Either way the line ends with how long it took.
    ///
    /// # Errors
    /// Those of the work.
    pub fn task<T>(&self, what: &str, work: impl FnOnce(&Progress) -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let progress = self.begin(what);
        let result = work(&progress);
        let ending = if result.is_ok() { elapsed(start.elapsed()) } else { "failed".into() };
        match progress.spinner {
            Some(spinner) => {
                spinner.finish_and_clear();
                eprintln!("  {what} ... {ending}");
            }
            None => eprintln!(" {ending}"),
        }
        result
    }

    fn begin(&self, what: &str) -> Progress {
        if !self.on_terminal {
            eprint!("  {what} ...");
            let _ = io::stderr().flush();
            return Progress { spinner: None };
        }
        let style = ProgressStyle::with_template("{spinner} {prefix} ... {elapsed}  {wide_msg}")
            .expect("BUG: the spinner's template");
        let spinner = ProgressBar::new_spinner().with_style(style).with_prefix(what.to_owned());
        spinner.enable_steady_tick(Duration::from_millis(120));
        Progress { spinner: Some(spinner) }
    }
}

impl Progress {
    /// Shows what the task is at, where there is a terminal to show it on.
    pub fn at(&self, detail: &str) {
        if let Some(spinner) = &self.spinner {
            spinner.set_message(detail.trim().to_owned());
        }
    }
}

/// Seconds, with one decimal below ten.
fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 9.95 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_have_a_decimal_and_long_ones_none() {
        assert_eq!(elapsed(Duration::from_millis(340)), "0.3 s");
        assert_eq!(elapsed(Duration::from_millis(9_960)), "10 s");
        assert_eq!(elapsed(Duration::from_millis(134_400)), "134 s");
    }
}
