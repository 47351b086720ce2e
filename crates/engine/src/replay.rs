//! Do models and migrations agree, where there is no database? Every revision is run in scratch space, back
//! and up again, and what they come to is compared with the models.

use limbeck_db::{DatabaseUrl, Session};
use limbeck_revision::{Direction, Graph, Revision, RevisionFile, RevisionId, Target};
use limbeck_schema::{Canonical, Diagnostic, Family, Pair, Renames};

use crate::{
    Answers, ChangeLine, EngineError, Project, compare::compare, describe, live, models, revisions,
    scratch::Space,
};

/// What `check --replay` found.
#[derive(Debug, Clone)]
pub struct ReplayReport {
    /// The newest revisions.
    pub heads: Vec<RevisionId>,
    /// How many revisions were run.
    pub replayed: usize,
    /// Revisions that do not come back, or not up again.
    pub findings: Vec<ReplayFinding>,
    /// What differs between migrations and models.
    pub changes: Vec<ChangeLine>,
    /// Both sides: what the migrations come to, and the models.
    pub sides: Pair<Canonical>,
    /// What is worth telling.
    pub notes: Vec<Diagnostic>,
}

impl ReplayReport {
    /// Whether everything agrees.
    pub fn agrees(&self) -> bool {
        self.findings.is_empty() && self.changes.is_empty()
    }
}

/// A revision that does not lead where it should.
#[derive(Debug, Clone)]
pub struct ReplayFinding {
    /// Which.
    pub revision: Revision,
    /// The way that is wrong: down, or up again after it.
    pub direction: Direction,
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong, where it could not be run.
    pub error: Option<String>,
    /// What is not as it was before, where it ran.
    pub remains: Vec<ChangeLine>,
}

/// Replays the migrations and compares them with the models. No database of the project is asked.
pub fn check_replayed(project: &Project) -> Result<ReplayReport, EngineError> {
    let graph = revisions::load(project)?;
    let url = project.scratch_url.as_ref().or(project.url.as_ref());
    let mut space = Space::new(project, url.map_or(Family::Sqlite, DatabaseUrl::family));
    let mut findings = Vec::new();
    let session = space.open()?;
    let mut replay = Replay { graph: &graph, space: &mut space, session };
    let files = graph.newest_first();
    for file in files.iter().rev() {
        findings.extend(replay.revision(file)?);
    }
    let mut session = replay.session;
    let read = live::read(&mut session, project)?;
    let loaded = models::load(project.models()?, &mut space)?;
    let answers = Answers::no_more();
    let comparison = compare(read.schema, loaded, (&answers, &mut space))?;
    let mut notes = read.diagnostics;
    notes.extend(comparison.notes);
    Ok(ReplayReport {
        heads: graph.heads(),
        replayed: files.len(),
        findings,
        changes: describe(&comparison.set),
        sides: comparison.sides,
        notes,
    })
}

struct Replay<'r, 'p> {
    graph: &'r Graph,
    space: &'r mut Space<'p>,
    session: Session,
}

impl Replay<'_, '_> {
    /// Runs a revision, back, and again. One that will not run at all ends the replay; one that will not come
    /// back, or not up again, is a finding.
    fn revision(&mut self, file: &RevisionFile) -> Result<Option<ReplayFinding>, EngineError> {
        let before = self.schema()?;
        self.up(&file.revision)?;
        let after = self.schema()?;
        for (direction, goal) in [(Direction::Downgrade, &before), (Direction::Upgrade, &after)] {
            let outcome = match direction {
                Direction::Downgrade => self.down(&file.revision),
                Direction::Upgrade => self.up(&file.revision),
            };
            let (error, remains) = match outcome {
                Ok(()) => (None, differences(goal, &self.schema()?)),
                Err(error) => (Some(error.to_string()), Vec::new()),
            };
            if error.is_some() || !remains.is_empty() {
                self.again(&file.revision)?;
                let start = file.section(direction).start;
                let line = file.text().get(..start).unwrap_or_default().lines().count().max(1);
                let revision = file.revision.clone();
                return Ok(Some(ReplayFinding { revision, direction, line, error, remains }));
            }
        }
        Ok(None)
    }

    /// Begins again in new space, and runs all up to a revision without going back: what a wrong step has
    /// left behind is no fault of those that follow.
    fn again(&mut self, revision: &Revision) -> Result<(), EngineError> {
        self.session = self.space.open()?;
        let graph = self.graph;
        for file in graph.newest_first().into_iter().rev() {
            self.up(&file.revision)?;
            if file.revision.id == revision.id {
                break;
            }
        }
        Ok(())
    }

    fn up(&mut self, revision: &Revision) -> Result<(), EngineError> {
        let (target, table) = (Target::parse(revision.id.as_str()), &self.space.project.version_table);
        Ok(limbeck_revision::upgrade(&mut self.session, self.graph, &target, table, &mut |_| {})?)
    }

    /// One step back: on its own branch, whatever others there are.
    fn down(&mut self, revision: &Revision) -> Result<(), EngineError> {
        let target = match &revision.parents[..] {
            [] | [_] => format!("{}@-1", revision.id),
            [first, ..] => format!("{}@{first}", revision.id),
        };
        let (target, table) = (Target::parse(&target), &self.space.project.version_table);
        Ok(limbeck_revision::downgrade(&mut self.session, self.graph, &target, table, &mut |_| {})?)
    }

    fn schema(&mut self) -> Result<Canonical, EngineError> {
        self.session.reset()?;
        Ok(live::read(&mut self.session, self.space.project)?.schema)
    }
}

fn differences(before: &Canonical, after: &Canonical) -> Vec<ChangeLine> {
    describe(&limbeck_diff::diff(Pair::new(before, after), &Renames::new()))
}
