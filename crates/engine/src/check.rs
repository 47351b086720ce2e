//! Do models, migrations and database agree?

use limbeck_db::Access;
use limbeck_revision::{HalfDone, RevisionId};
use limbeck_schema::{Canonical, Diagnostic, Pair};

use crate::{
    Answers, ChangeLine, EngineError, Project, compare::compare, describe, live, models, revisions,
    scratch::Space,
};

/// What `check` found.
#[derive(Debug, Clone)]
pub struct CheckReport {
    /// The revisions the database is at.
    pub current: Vec<RevisionId>,
    /// The revisions it should be at.
    pub heads: Vec<RevisionId>,
    /// The revision that was cut off between its statements, if one was.
    pub half_done: Option<HalfDone>,
    /// What differs between database and models; nothing where no models are named.
    pub changes: Vec<ChangeLine>,
    /// Both sides: the database, and the models completed by it.
    pub sides: Pair<Canonical>,
    /// What is worth telling.
    pub notes: Vec<Diagnostic>,
    /// How often a server was asked to read the database; none where there is no server.
    pub round_trips: u64,
}

impl CheckReport {
    /// Whether everything agrees.
    pub fn agrees(&self) -> bool {
        self.is_at_head() && self.half_done.is_none() && self.changes.is_empty()
    }

    /// Whether every revision has run.
    pub fn is_at_head(&self) -> bool {
        self.current == self.heads
    }
}

/// Compares the database with the revisions and with the models. Nothing is written.
pub fn check(project: &Project) -> Result<CheckReport, EngineError> {
    let reading = models::start(project);
    let graph = revisions::load(project)?;
    let (mut session, mut notes) = live::open(project, Access::Read, false)?;
    let current = limbeck_revision::current(&mut session, &project.version_table)?;
    let half_done = limbeck_revision::half_done(&mut session, &project.version_table)?;
    let heads = graph.heads();
    let mut space = Space::like(project, &mut session)?;
    let reading = reading.on(&mut space)?;
    let asked = session.round_trips();
    let read = live::read(&mut session, project)?;
    let round_trips = session.round_trips() - asked;
    notes.extend(read.diagnostics);
    let models = reading.finish(&mut space)?;
    // Whether something was renamed or replaced makes no difference to whether the sides agree.
    let answers = Answers::no_more();
    let comparison = compare(read.schema, models, (&answers, &mut space))?;
    notes.extend(comparison.notes);
    Ok(CheckReport {
        current,
        heads,
        half_done,
        changes: describe(&comparison.set),
        sides: comparison.sides,
        notes,
        round_trips,
    })
}
