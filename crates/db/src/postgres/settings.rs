//! What a session sets for itself, and sets again when a script has changed it.

use std::time::Duration;

/// The settings of one session, beyond those of the role, the database and the URL.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub(super) read_only: bool,
    pub(super) lock_timeout: Option<Duration>,
    pub(super) statement_timeout: Option<Duration>,
    /// Statements of scratch space.
    pub(super) scratch: Vec<String>,
}

impl Settings {
    /// Undoes what a script may have set, and sets what is the session's own.
    pub(super) fn statements(&self) -> String {
        // Who one is, is no part of `RESET ALL`.
        let mut out =
            vec!["RESET SESSION AUTHORIZATION".to_owned(), "RESET ROLE".to_owned(), "RESET ALL".to_owned()];
        // Scripts are cut into statements by this rule; a server can still be told another one.
        out.push("SET standard_conforming_strings = on".to_owned());
        let times = [("lock_timeout", self.lock_timeout), ("statement_timeout", self.statement_timeout)];
        out.extend(
            times.into_iter().filter_map(|(name, time)| Some(format!("SET {}", timeout(name, time?)))),
        );
        out.extend(self.scratch.iter().cloned());
        if self.read_only {
            out.push("SET default_transaction_read_only = on".to_owned());
        } else {
            // A temporary table would stand in front of the real one of its name in what runs next.
            out.push("DISCARD TEMP".to_owned());
        }
        out.join("; ")
    }
}

/// Zero would mean for ever: the least there is stands for it.
pub(super) fn timeout(name: &str, time: Duration) -> String {
    let milliseconds = i32::try_from(time.as_millis()).unwrap_or(i32::MAX).max(1);
    format!("{name} = {milliseconds}")
}

/// A name in quotes.
pub(super) fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
