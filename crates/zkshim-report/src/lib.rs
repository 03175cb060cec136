//! What every runner shares: the command line, the report, the guest's console, and the child
//! process that survives an executor's panics.

mod args;
mod console;
mod executor;
mod files;
mod report;

pub use args::{Limits, RunArgs};
pub use console::{Console, Recorded, Stdio, Stream};
pub use executor::{Executor, GuestConsole, LineOfGuest, executor_main};
pub use files::{check_writable, write_whole};
pub use report::{Cost, Execution, Outcome, Report, Runner};
