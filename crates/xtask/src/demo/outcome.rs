//! What each run of a program came to, as a table, and why a row is not ok.

use std::process::Output;

use zkshim_report::{Outcome, Report};
use zkshim_vendors::{Mark, Vendor};

use crate::table::{Align, Table};

/// What every run must say.
pub struct Expected {
    pub stdout: Vec<u8>,
    /// The public output, in hexadecimal.
    pub digest: String,
}

impl Expected {
    /// What a run binds on a vendor, in hexadecimal: the digest, or a whole window that begins with it.
    fn bound(&self, vendor: &Vendor) -> String {
        let zeros = vendor.output.bound(vec![0; self.digest.len() / 2], 0);
        format!("{:0<width$}", self.digest, width = 2 * zeros.len())
    }

    /// What all rows have in common, for people.
    pub fn text(&self, program: &str, rows: usize) -> String {
        let console: String =
            String::from_utf8_lossy(&self.stdout).lines().map(|line| format!("  | {line}\n")).collect();
        format!(
            "All {rows} runs of {program} printed this, and the public output {}:\n\n{console}",
            self.digest
        )
    }
}

pub struct Row {
    target: String,
    place: String,
    mark: Mark,
    instructions: Option<u64>,
    exit: String,
    output: String,
    console_ok: bool,
    /// Why the row is not ok, empty if it is.
    reasons: Vec<String>,
}

impl Row {
    /// `report` is `None` if the runner wrote none.
    pub fn new(
        vendor: &Vendor,
        place: String,
        mark: Mark,
        report: Option<Report>,
        process: &Output,
        expected: &Expected,
    ) -> Self {
        let execution = report.map(|report| report.execution);
        let output = execution.as_ref().map(|execution| hex(&execution.public_output)).unwrap_or_default();
        let console_ok = process.stdout == expected.stdout;
        let mut reasons = Vec::new();
        match &execution {
            None => reasons.push("the runner wrote no report".to_owned()),
            Some(execution) if (execution.outcome, execution.code) != (Outcome::Exited, Some(0)) => {
                reasons.push(format!("it did not exit with 0: {}", execution.outcome));
            }
            Some(_) if !process.status.success() => {
                reasons.push(format!("the runner ended with {}", process.status));
            }
            Some(_) => {}
        }
        let bound = expected.bound(vendor);
        if output != bound {
            reasons.push(format!("public output is `{output}`, not {bound}"));
        }
        if !console_ok {
            reasons.push(first_difference(&process.stdout, &expected.stdout));
        }
        if !reasons.is_empty() {
            let stderr = String::from_utf8_lossy(&process.stderr);
            reasons.extend(stderr.lines().take(10).map(|line| format!("stderr: {line}")));
        }
        let exit = match &execution {
            Some(execution) => {
                execution.code.map_or_else(|| execution.outcome.to_string(), |code| code.to_string())
            }
            None => "no report".into(),
        };
        let instructions = execution.and_then(|execution| execution.instructions);
        Self { target: vendor.name.clone(), place, mark, instructions, exit, output, console_ok, reasons }
    }

    fn is_ok(&self) -> bool {
        self.reasons.is_empty()
    }
}

pub fn table(rows: &[Row]) -> Table {
    use Align::{Left, Right};
    let mut table = Table::new([
        ("target", Left),
        ("ran on", Left),
        ("heap", Left),
        ("stack", Left),
        ("instructions", Right),
        ("exit", Left),
        ("public output", Left),
        ("console", Left),
        ("", Left),
    ]);
    for row in rows {
        table.row([
            row.target.clone(),
            row.place.clone(),
            row.mark.heap.to_string(),
            row.mark.stack.to_string(),
            row.instructions.map_or_else(|| "—".into(), |number| number.to_string()),
            row.exit.clone(),
            shortened(&row.output),
            if row.console_ok { "same" } else { "differs" }.into(),
            if row.is_ok() { "ok" } else { "NOT OK" }.into(),
        ]);
    }
    table
}

/// Why a program's rows are not ok, each with its row's name.
pub fn failures(program: &str, rows: &[Row]) -> Vec<String> {
    let reasons = |row: &Row| {
        let name = format!("{program} for {} on {}", row.target, row.place);
        row.reasons.iter().map(|reason| format!("  {name}: {reason}")).collect::<Vec<_>>()
    };
    rows.iter().flat_map(reasons).collect()
}

fn first_difference(found: &[u8], expected: &[u8]) -> String {
    let lines =
        |text: &[u8]| String::from_utf8_lossy(text).split('\n').map(str::to_owned).collect::<Vec<_>>();
    let (found, expected) = (lines(found), lines(expected));
    let same = found.iter().zip(&expected).take_while(|(one, other)| one == other).count();
    let line =
        |lines: &[String]| lines.get(same).map_or_else(|| "nothing".into(), |line| format!("`{line}`"));
    format!("line {} of the console is {}, not {}", same + 1, line(&found), line(&expected))
}

fn shortened(output: &str) -> String {
    match output.get(..16) {
        Some(start) if output.len() > 16 => format!("{start}…"),
        _ => output.to_owned(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::{os::unix::process::ExitStatusExt, process::ExitStatus};

    use zkshim_report::{Execution, Runner};
    use zkshim_vendors::Span;

    use super::*;

    fn expected() -> Expected {
        Expected { stdout: b"one\ntwo\n".to_vec(), digest: "ab".repeat(32) }
    }

    fn execution(code: u32) -> Execution {
        let mut execution = Execution::exited(code);
        execution.public_output = vec![0xab; 32];
        execution.instructions = Some(1234);
        execution
    }

    fn row(execution: Option<Execution>, stdout: &str) -> Row {
        let vendor = zkshim_vendors::find("sp1").unwrap();
        let span = |start, end| Span { start, end };
        let mark = Mark {
            vendor: "sp1".into(),
            heap: span(0x7800_1000, 0xf7ff_f000),
            stack: span(0x1_0000, 0x7800_0000),
            input: span(0x1c_0000_0000, 0x20_0000_0000),
        };
        let status = execution.as_ref().map_or(125, |execution| execution.status().into());
        let report = execution.map(|execution| Report {
            vendor: "sp1".into(),
            runner: Runner::Machine,
            runner_version: "zkshim 0".into(),
            execution,
            seconds: 0.1,
        });
        let output = Output {
            status: ExitStatus::from_raw(status << 8),
            stdout: stdout.into(),
            stderr: b"zkshim: a reason\n".to_vec(),
        };
        Row::new(vendor, "machine".into(), mark, report, &output, &expected())
    }

    #[test]
    fn a_row_that_is_as_expected_is_ok() {
        let rows = [row(Some(execution(0)), "one\ntwo\n")];
        assert!(failures("a-program", &rows).is_empty());
        let text = table(&rows).to_string();
        let line = "  sp1     machine  0x78001000..0xf7fff000  0x10000..0x78000000          1234  0     \
                    abababababababab…  same     ok\n";
        assert!(text.ends_with(line), "{text}");
    }

    #[test]
    fn each_deviation_is_a_reason() {
        let mut other_output = execution(0);
        other_output.public_output = vec![1];
        let cases = [
            (None, "one\ntwo\n", "no report"),
            (Some(execution(3)), "one\ntwo\n", "did not exit with 0: exited"),
            (Some(Execution::failed(Outcome::Trapped, "x")), "", "did not exit with 0: trapped"),
            (Some(other_output), "one\ntwo\n", "public output is `01`, not abab"),
            (Some(execution(0)), "one\n2\n", "line 2 of the console is `2`, not `two`"),
            (Some(execution(0)), "one\ntwo", "line 3 of the console is nothing, not ``"),
        ];
        for (execution, stdout, reason) in cases {
            let rows = [row(execution, stdout)];
            let failures = failures("a-program", &rows).join("\n");
            assert!(failures.contains(reason), "{failures}");
            assert!(
                failures.ends_with("a-program for sp1 on machine: stderr: zkshim: a reason"),
                "{failures}"
            );
            assert!(table(&rows).to_string().contains("NOT OK"));
        }
    }
}
