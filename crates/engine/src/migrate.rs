//! Where the database is, and taking it elsewhere.

use limbeck_db::{Access, DbError, Session};
use limbeck_revision::{Event, Graph, HalfDone, RevisionId, Target};
use limbeck_schema::Family;

use crate::{EngineError, Entry, Project, history, live, revisions};

/// Where a database is.
#[derive(Debug, Clone)]
pub struct Current {
    /// The revisions it is at; none on a database no revision has run on.
    pub revisions: Vec<RevisionId>,
    /// The newest revisions there are.
    pub heads: Vec<RevisionId>,
    /// The revisions it is at that files have.
    pub entries: Vec<Entry>,
    /// The revision that was cut off between its statements, if one was.
    pub half_done: Option<HalfDone>,
}

impl Current {
    /// Whether every revision has run, and as a whole.
    pub fn is_at_head(&self) -> bool {
        self.revisions == self.heads && self.half_done.is_none()
    }
}

/// What `upgrade`, `downgrade` or `stamp` came to.
#[derive(Debug, Clone)]
pub struct Moved {
    /// Where the database was.
    pub before: Vec<RevisionId>,
    /// Where it is.
    pub after: Vec<RevisionId>,
}

/// Where the database is. Nothing is written, not even the version table.
pub fn current(project: &Project) -> Result<Current, EngineError> {
    let graph = revisions::load(project)?;
    let (mut session, _) = live::open(project, Access::Read, false)?;
    let revisions = limbeck_revision::current(&mut session, &project.version_table)?;
    let half_done = limbeck_revision::half_done(&mut session, &project.version_table)?;
    let files = revisions.iter().filter_map(|id| graph.get(id));
    let entries = history::listed(&graph, files, Some(revisions.clone())).entries;
    Ok(Current { revisions, heads: graph.heads(), entries, half_done })
}

/// Runs revisions up to `target`, each in a transaction with its version row.
pub fn upgrade(
    project: &Project,
    target: &str,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<Moved, EngineError> {
    let target = Target::parse(target);
    if let Err(EngineError::Db(DbError::Missing { .. })) = live::open(project, Access::Read, false) {
        // A wrong word must not leave an empty database behind.
        limbeck_revision::upgrade_path(&revisions::load(project)?, &[], &target)?;
    }
    moved(project, Access::Create, |session, graph| {
        Ok(limbeck_revision::upgrade(session, graph, &target, project.terms(), progress)?)
    })
}

/// Runs revisions back to `target`.
pub fn downgrade(
    project: &Project,
    target: &str,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<Moved, EngineError> {
    let target = Target::parse(target);
    moved(project, Access::Write, |session, graph| {
        Ok(limbeck_revision::downgrade(session, graph, &target, project.terms(), progress)?)
    })
}

/// Writes down that the database is at `targets`, without running anything. With `purge` whatever was
/// written there before goes first, even ids that no file has.
pub fn stamp(project: &Project, targets: &[String], purge: bool) -> Result<Moved, EngineError> {
    moved(project, Access::Create, |session, graph| {
        let targets: Vec<Target> = targets.iter().map(|target| Target::parse(target)).collect();
        Ok(limbeck_revision::stamp(session, graph, &targets, &project.version_table, purge)?)
    })
}

/// Makes the version table if it is not there; says whether it had to.
pub fn ensure_version(project: &Project) -> Result<bool, EngineError> {
    let (mut session, _) = live::open(project, Access::Create, false)?;
    Ok(limbeck_revision::ensure(&mut session, &project.version_table)?)
}

/// The statement that makes the version table, for the database's own client.
pub fn ensure_version_script(project: &Project) -> String {
    limbeck_revision::creation(family(project), &project.version_table)
}

fn moved(
    project: &Project,
    access: Access,
    go: impl FnOnce(&mut Session, &Graph) -> Result<(), EngineError>,
) -> Result<Moved, EngineError> {
    let graph = revisions::load(project)?;
    let (mut session, _) = live::open(project, access, false)?;
    let before = limbeck_revision::current(&mut session, &project.version_table)?;
    go(&mut session, &graph)?;
    let after = limbeck_revision::current(&mut session, &project.version_table)?;
    Ok(Moved { before, after })
}

/// What a script without the database is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offline {
    /// Go to a target: `B`, from the base, or `A:B`.
    Upgrade,
    /// Go back: `A:B`.
    Downgrade,
}

/// The way as a script for the database's own client, with the version rows; no database is asked.
pub fn offline(project: &Project, what: Offline, target: &str) -> Result<String, EngineError> {
    let graph = revisions::load(project)?;
    let (from, target) = match target.split_once(':') {
        None if what == Offline::Downgrade => return Err(EngineError::NoStart),
        _ => ends(&graph, target)?,
    };
    let target = Target::parse(target);
    let steps = match what {
        Offline::Upgrade => limbeck_revision::upgrade_path(&graph, &from, &target)?,
        Offline::Downgrade => limbeck_revision::downgrade_path(&graph, &from, &target)?,
    };
    Ok(limbeck_revision::script(&graph, family(project), &from, &steps, project.terms())?)
}

/// The script that writes down where the database is: at `targets`, each `B`, or `A:B` where it was at A. With
/// `purge` whatever was written there before goes first.
pub fn stamp_script(project: &Project, targets: &[String], purge: bool) -> Result<String, EngineError> {
    let graph = revisions::load(project)?;
    let mut start: Option<Vec<RevisionId>> = None;
    let mut places = Vec::new();
    for text in targets {
        let (from, target) = ends(&graph, text)?;
        if start.as_ref().is_some_and(|start| *start != from) {
            return Err(EngineError::ManyStarts { text: text.clone() });
        }
        start = Some(from);
        places.push(Target::parse(target));
    }
    let (family, table) = (family(project), &project.version_table);
    let start = start.unwrap_or_default();
    let from = if purge { None } else { Some(&start[..]) };
    Ok(limbeck_revision::stamp_script(&graph, family, from, &places, table)?)
}

/// `A:B` as where a script begins and where it ends; without a colon it begins at the base.
fn ends<'t>(graph: &Graph, text: &'t str) -> Result<(Vec<RevisionId>, &'t str), EngineError> {
    let Some((from, target)) = text.split_once(':') else { return Ok((Vec::new(), text)) };
    let open = |end: &'t str, what| if end.is_empty() { what } else { end };
    Ok((graph.resolve(open(from, "base"), &[])?, open(target, "heads")))
}

/// The family a script is written for.
fn family(project: &Project) -> Family {
    project.url.as_ref().map_or(Family::Sqlite, limbeck_db::DatabaseUrl::family)
}
