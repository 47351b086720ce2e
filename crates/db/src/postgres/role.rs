//! What a host must be to be used: `target_session_attrs`.

use super::{Driver, connect::Trouble};

/// What is asked of a host that has let us in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
}

impl Role {
    /// The roles to look for, all hosts for one after the other; none where the word means nothing.
    pub(super) fn parse(word: Option<&str>) -> Option<Vec<Self>> {
        Some(match word {
            None | Some("any") => vec![Self::Any],
            Some("read-write") => vec![Self::ReadWrite],
            Some("read-only") => vec![Self::ReadOnly],
            Some("primary") => vec![Self::Primary],
            Some("standby") => vec![Self::Standby],
            Some("prefer-standby") => vec![Self::Standby, Self::Any],
            Some(_) => return None,
        })
    }

    pub(super) fn check(self, driver: &mut Driver) -> Result<(), Trouble> {
        let (sql, wanted, otherwise) = match self {
            Self::Any => return Ok(()),
            Self::ReadWrite => (READ_ONLY, "off", "it is read-only"),
            Self::ReadOnly => (READ_ONLY, "on", "it may be written to"),
            Self::Primary => (RECOVERS, "false", "it is a standby"),
            Self::Standby => (RECOVERS, "true", "it is a primary"),
        };
        match driver.text(sql) {
            Ok(found) if found.as_deref() == Some(wanted) => Ok(()),
            Ok(_) => Err(Trouble::Told(format!("{otherwise}, and target_session_attrs asks for another"))),
            Err(error) => Err(Trouble::Told(error.to_string())),
        }
    }
}

/// On for a standby as well.
const READ_ONLY: &str = "SELECT current_setting('transaction_read_only') AS value";

const RECOVERS: &str = "SELECT pg_is_in_recovery()::text AS value";
