//! Exit codes: the contract with scripts.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, or no difference.
    Done,
    /// Differences or findings, for a script to act on.
    Differs,
    /// It could not be done.
    Failed,
    /// A decision is needed that only a person can make.
    Undecided,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Differs => 1,
            Exit::Failed => 2,
            Exit::Undecided => 3,
        })
    }
}
