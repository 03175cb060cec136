//! What a run came to, from the trail of the child and how its process ended.

use std::{fs, os::unix::process::ExitStatusExt, process::ExitStatus};

use super::{child::Folder, relay::Words};
use crate::{Execution, Outcome};

pub(super) fn of(folder: &Folder, status: ExitStatus, words: &Words) -> Execution {
    if status.success()
        && let Some(execution) = result(folder)
    {
        return execution;
    }
    let of_guest = if folder.running().exists() { Outcome::Trapped } else { Outcome::Refused };
    if let Ok(message) = fs::read_to_string(folder.panic()) {
        return Execution::failed(of_guest, format!("the executor panicked: {message}"));
    }
    let (outcome, reason) = match status.signal() {
        Some(signal) => killed(signal, of_guest),
        None => (Outcome::HostError, format!("the executor ended without a result ({status})")),
    };
    Execution::failed(outcome, reason + &said(words))
}

fn result(folder: &Folder) -> Option<Execution> {
    serde_json::from_slice(&fs::read(folder.execution()).ok()?).ok()
}

fn killed(signal: i32, of_guest: Outcome) -> (Outcome, String) {
    let by_guest = match signal {
        libc::SIGILL => "SIGILL: the guest came to an instruction that the executor does not have",
        libc::SIGSEGV => "SIGSEGV: an access outside the guest's memory, or a jump out of its code",
        libc::SIGBUS => "SIGBUS: an access outside the guest's memory, or no memory left",
        libc::SIGFPE => "SIGFPE: an arithmetic instruction failed",
        libc::SIGABRT => "SIGABRT: it gave up on the guest",
        _ => {
            let reason = format!("the executor was killed by signal {signal}, as when memory runs out");
            return (Outcome::HostError, reason);
        }
    };
    (of_guest, format!("the executor died of {by_guest}"))
}

fn said(words: &Words) -> String {
    words.iter().map(|line| format!("\n  it said: {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Folder) {
        let path = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| fs::write(path.path().join(name), text).unwrap());
        let folder = Folder::at(path.path());
        (path, folder)
    }

    fn exit(code: i32) -> ExitStatus {
        ExitStatus::from_raw(code << 8)
    }

    #[test]
    fn a_result_counts_only_when_the_process_ended_well() {
        let json = serde_json::to_string(&Execution::exited(7)).unwrap();
        let (_path, folder) = folder(&[("execution.json", &json)]);
        assert_eq!(of(&folder, exit(0), &Words::new()).code, Some(7));
        assert_eq!(of(&folder, exit(1), &Words::new()).outcome, Outcome::HostError);
    }

    #[test]
    fn a_broken_result_is_a_host_error() {
        let (_path, folder) = folder(&[("running", ""), ("execution.json", "{\"outcome\":")]);
        let execution = of(&folder, exit(0), &Words::from(["odd".to_owned()]));
        assert_eq!(execution.outcome, Outcome::HostError);
        let reason = execution.reason.unwrap();
        assert!(reason.starts_with("the executor ended without a result"), "{reason}");
        assert!(reason.ends_with("\n  it said: odd"), "{reason}");
    }

    #[test]
    fn a_signal_is_the_guests_fault_only_if_a_guest_can_cause_it() {
        let (_path, folder) = folder(&[("running", "")]);
        let died = |signal| of(&folder, ExitStatus::from_raw(signal), &Words::new()).outcome;
        assert_eq!(died(libc::SIGILL), Outcome::Trapped);
        assert_eq!(died(libc::SIGBUS), Outcome::Trapped);
        assert_eq!(died(libc::SIGKILL), Outcome::HostError);
    }
}
