//! Where the database is, and taking it elsewhere.

use limbeck_db::{Access, DbError, Session};
use limbeck_revision::{Event, Graph, RevisionId, Target};

use crate::{EngineError, Project, live, revisions};

/// Where a database is.
#[derive(Debug, Clone)]
pub struct Current {
    /// The revisions it is at; none on a database no revision has run on.
    pub revisions: Vec<RevisionId>,
    /// The newest revisions there are.
    pub heads: Vec<RevisionId>,
    /// What the revisions it is at are for.
    pub messages: Vec<Option<String>>,
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
    let messages =
        revisions.iter().map(|id| graph.get(id).map(|file| file.revision.message.clone())).collect();
    Ok(Current { revisions, heads: graph.heads(), messages })
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
        Ok(limbeck_revision::upgrade(session, graph, &target, &project.version_table, progress)?)
    })
}

/// Runs revisions back to `target`.
pub fn downgrade(
    project: &Project,
    target: &str,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<Moved, EngineError> {
    moved(project, Access::Write, |session, graph| {
        Ok(limbeck_revision::downgrade(
            session,
            graph,
            &Target::parse(target),
            &project.version_table,
            progress,
        )?)
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
    /// Only write down where the database is.
    Stamp,
}

/// The way as a script for the database's own client, with the version rows; no database is asked.
pub fn offline(project: &Project, what: Offline, target: &str) -> Result<String, EngineError> {
    let graph = revisions::load(project)?;
    let family = project.url.as_ref().map_or(limbeck_schema::Family::Sqlite, limbeck_db::DatabaseUrl::family);
    let (from, target) = match target.split_once(':') {
        Some((from, target)) => (graph.resolve(if from.is_empty() { "base" } else { from }, &[])?, target),
        None if what == Offline::Downgrade => return Err(EngineError::NoStart),
        None => (Vec::new(), target),
    };
    let (target, table) = (Target::parse(target), &project.version_table);
    let steps = match what {
        Offline::Upgrade => limbeck_revision::upgrade_path(&graph, &from, &target)?,
        Offline::Downgrade => limbeck_revision::downgrade_path(&graph, &from, &target)?,
        Offline::Stamp => {
            return Ok(limbeck_revision::stamp_script(&graph, family, &from, &[target], table)?);
        }
    };
    Ok(limbeck_revision::script(&graph, family, &from, &steps, table)?)
}
