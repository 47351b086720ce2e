//! A revision that is half done, told to whoever only looks.

use std::fmt;

use limbeck_db::Session;

use super::{
    progress::ProgressTable,
    resume_error::{ran, remedy, way},
};
use crate::{Direction, RevisionId, RunError, version_table::VersionTable};

/// A revision that was cut off between its statements, on a database where definitions commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfDone {
    /// Which.
    pub id: RevisionId,
    /// Which way it was going.
    pub direction: Direction,
    /// How many of its statements have run.
    pub done: usize,
}

impl fmt::Display for HalfDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, direction, done } = self;
        write!(f, "the {} `{id}` is half done: {}. {}", way(*direction), ran(*done), remedy(id, *direction))
    }
}

/// The revision that is half done, if one is. Nothing is written.
pub fn half_done(session: &mut Session, version_table: &str) -> Result<Option<HalfDone>, RunError> {
    if session.dialect().family.rolls_back_definitions() {
        return Ok(None);
    }
    let table = VersionTable::new(session, version_table)?;
    let progress = ProgressTable::beside(&table).read(session)?;
    Ok(progress.map(|progress| HalfDone {
        id: progress.id,
        direction: progress.direction,
        done: progress.done,
    }))
}
