//! A plan run both ways in scratch space before anybody reads it.

use std::collections::BTreeSet;

use limbeck_db::Session;
use limbeck_plan::{Online, Plan, PlanOptions};
use limbeck_render::Script;
use limbeck_schema::{Canonical, Name, Pair, Renames};

use crate::{ChangeLine, Comparison, EngineError, Project, describe, scratch, scratch::Space};

/// A way there and back that has been run.
#[derive(Default)]
pub(crate) struct Proven {
    pub(crate) upgrade: Vec<Script>,
    pub(crate) downgrade: Vec<Script>,
}

impl Proven {
    /// `none` where a part of it will not run in a transaction.
    pub(crate) fn transaction(&self) -> String {
        let outside = self.upgrade.iter().chain(&self.downgrade).any(|script| !script.transactional);
        if outside { "none".to_owned() } else { String::new() }
    }
}

/// Why a plan is not written.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The database refused a statement.
    #[error(
        "the {direction} that was planned fails in scratch space: {error}\n\n{statement}\n\nnothing was written; this is a fault of limbeck, please report it with both schemas"
    )]
    Refused {
        /// `upgrade`, `downgrade`, or what else was tried.
        direction: &'static str,
        /// The statement.
        statement: String,
        /// What the database says.
        error: String,
    },
    /// The database does not take what the models say.
    #[error(
        "the database does not take what is wanted: {error}\n\n{statement}\n\nnothing was written; mend the models, or where they do not say that, please report it with both schemas"
    )]
    NotTaken {
        /// The statement.
        statement: String,
        /// What the database says.
        error: String,
    },
    /// The server can do it, and not as `alter_algorithm` and `alter_lock` say.
    #[error(
        "the server does not change the table as `alter_algorithm` and `alter_lock` ask for: {error}\n\n{statement}\n\nnothing was written; leave them out for this revision, or split the change"
    )]
    NotSo {
        /// The statement.
        statement: String,
        /// What the database says.
        error: String,
    },
    /// It ran, and something still differs.
    #[error(
        "the {direction} that was planned does not lead there in scratch space; this remains:\n{}\nnothing was written; this is a fault of limbeck, please report it with both schemas",
        lines(remains)
    )]
    Remains {
        /// `upgrade` or `downgrade`.
        direction: &'static str,
        /// What differs.
        remains: Vec<ChangeLine>,
    },
}

fn lines(changes: &[ChangeLine]) -> String {
    changes.iter().map(|line| format!("  {line}\n")).collect()
}

/// What MySQL and MariaDB say where a change cannot be made as `ALGORITHM` and `LOCK` ask for.
const REFUSALS: [&str; 2] = ["(1845)", "(1846)"];

/// How often a plan is made again with more out of its way.
const ATTEMPTS: usize = 32;

/// Plans both ways and runs them where nobody's data is. `stored` are the statements that made the
/// database what it is.
///
/// SQLite re-reads every view when a table is renamed, and stops at one that has been broken for
/// long. The engine names it, and the plan is made again with that one out of the way. PostgreSQL looks
/// at the bodies of routines, and refuses some that run: then the plan is tried without.
pub(crate) fn prove(
    comparison: &Comparison,
    stored: &[String],
    space: &mut Space<'_>,
) -> Result<Proven, EngineError> {
    let online = space.project.online;
    let mut options = PlanOptions { online, ..PlanOptions::default() };
    let mut last = None;
    for _ in 0..ATTEMPTS {
        let Pair { before: upgrade, after: downgrade } = plans(comparison, &options, space)?;
        let dialect = comparison.live.dialect();
        let proven = Proven {
            upgrade: limbeck_render::scripts(&upgrade, dialect),
            downgrade: limbeck_render::scripts(&downgrade, dialect),
        };
        match run_both(&proven, comparison, stored, space) {
            Ok(()) => return Ok(proven),
            Err(EngineError::Proof(ProofError::Refused { statement, error, .. }))
                if online.asks() && REFUSALS.iter().any(|code| error.contains(code)) =>
            {
                return Err(ProofError::NotSo { statement, error }.into());
            }
            Err(EngineError::Proof(ProofError::Refused { direction, statement, error })) => {
                let obstacle = obstacle(&error);
                last.get_or_insert(ProofError::Refused { direction, statement, error });
                match obstacle {
                    Some(name) if options.out_of_the_way.insert(name.clone()) => {}
                    None if !options.unchecked_bodies => options.unchecked_bodies = true,
                    _ => break,
                }
            }
            Err(other) => return Err(other),
        }
    }
    Err(last.map_or(EngineError::NoModels, EngineError::Proof))
}

/// The way there, and the way back: the plan of the inverse change set.
fn plans(
    comparison: &Comparison,
    options: &PlanOptions,
    space: &mut Space<'_>,
) -> Result<Pair<Plan>, EngineError> {
    let upgrade = limbeck_plan::plan(&comparison.set, comparison.sides.as_ref(), options);
    let (inverse, sides) = comparison.inverse(space)?;
    // How the way up is done is what was asked for: the other way may be one the server has only a copy for.
    let options = PlanOptions { online: Online::default(), ..options.clone() };
    let downgrade = limbeck_plan::plan(&inverse, sides.as_ref(), &options);
    Ok(Pair::new(upgrade, downgrade))
}

/// `error in view v after rename: ...` names what is in the way.
fn obstacle(error: &str) -> Option<Name> {
    let rest = ["error in view ", "error in trigger "]
        .iter()
        .find_map(|start| error.find(start).and_then(|at| error.get(at + start.len()..)))?;
    let end = rest.find([':']).unwrap_or(rest.len());
    let name = rest.get(..end)?;
    let name = [" after rename", " after drop column", " after add column"]
        .iter()
        .find_map(|tail| name.strip_suffix(tail))
        .unwrap_or(name);
    Name::new(name).ok()
}

fn run_both(
    proven: &Proven,
    comparison: &Comparison,
    stored: &[String],
    space: &mut Space<'_>,
) -> Result<(), EngineError> {
    let project = space.project;
    let mut session = space.open()?;
    build(&mut session, stored, comparison)?;
    // What building has set for itself would hide what the way there is refused for.
    session.reset()?;
    scratch::run(&mut session, &proven.upgrade, "upgrade")?;
    reached(&mut session, &comparison.sides.after, "upgrade", project)?;
    scratch::run(&mut session, &proven.downgrade, "downgrade")?;
    reached(&mut session, &comparison.live, "downgrade", project)
}

/// The database as it is, less the rows: from the statements it keeps, or else from what was read of it.
/// Virtual tables need modules that may not be here; nothing that is planned touches them.
fn build(session: &mut Session, stored: &[String], comparison: &Comparison) -> Result<(), EngineError> {
    if stored.is_empty() {
        return scratch::build(session, &comparison.live);
    }
    let unmanaged: BTreeSet<&str> =
        comparison.live.schema().unmanaged.iter().filter_map(|object| object.definition.as_deref()).collect();
    for statement in stored {
        match session.execute(statement) {
            Err(_) if unmanaged.contains(statement.as_str()) => {}
            other => other?,
        }
    }
    Ok(())
}

fn reached(
    session: &mut Session,
    goal: &Canonical,
    direction: &'static str,
    project: &Project,
) -> Result<(), EngineError> {
    let there = scratch::read(session, goal, project)?;
    let remains = limbeck_diff::diff(Pair::new(&there, goal), &Renames::new());
    if remains.is_empty() {
        return Ok(());
    }
    Err(ProofError::Remains { direction, remains: describe(&remains) }.into())
}
