//! A [`ChangeSet`] in, ordered operations with hazards out: *how and in which order*.
//!
//! Pure. Nothing here writes SQL (that is `limbeck-render`) and nothing knows how to go back: a
//! downgrade is the plan of the inverse change set, by the same planner.

mod clause;
mod hazard;
mod mysql;
mod online;
mod op;
mod order;
mod postgres;
mod rename;
mod sqlite;
mod tables;

#[cfg(test)]
mod tests;

pub use clause::{Clause, Definition, Position};
pub use hazard::Hazard;
pub use online::{Algorithm, Lock, Online, UnknownWord};
pub use op::{AddedColumn, Copied, Group, ObjectAction, Op, Plan, Rebuild, Step, TableAction, ViewAction};

use std::collections::BTreeSet;

use limbeck_schema::{Canonical, Change, ChangeSet, Family, Name, Pair};

/// What a plan may be told beyond the change itself.
#[derive(Debug, Clone, Default)]
pub struct PlanOptions {
    /// Views and triggers to drop first and create again last although nothing of theirs changes,
    /// because the database would not carry out the plan over them: SQLite refuses many an ALTER
    /// TABLE while any view of the database is broken.
    pub out_of_the_way: BTreeSet<Name>,
    /// Whether the bodies of routines are taken as they are: one that names things by a `search_path` of
    /// its own would be refused, although it runs.
    pub unchecked_bodies: bool,
    /// How MySQL and MariaDB are to change tables.
    pub online: Online,
}

/// The steps that carry out `set`. `sides.before` already speaks the names that hold after the renames
/// of the set (`limbeck_dialect::rename`), as the set itself does.
pub fn plan(set: &ChangeSet, sides: Pair<&Canonical>, options: &PlanOptions) -> Plan {
    (planner(sides.after.dialect().family).plan)(set, sides, options)
}

/// What of `set` has to be committed in a revision of its own before the rest can be done; nothing where
/// one revision will do.
pub fn first_stage(set: &ChangeSet, sides: Pair<&Canonical>) -> Option<ChangeSet> {
    (planner(sides.after.dialect().family).first_stage)(set, sides)
}

/// What of `set` no statement does, and no plan either: a table would be made anew and its rows copied, and
/// how far identities have counted, who refers to it and how long it takes is for a person to weigh.
/// Nothing where all of it can be planned.
pub fn left_to_people(set: &ChangeSet, family: Family) -> Vec<String> {
    (planner(family).left_to_people)(set)
}

/// Tables that would be cut into other parts.
fn repartitioned(set: &ChangeSet) -> Vec<String> {
    let told = set.changes.iter().filter_map(|change| match change {
        Change::Options { table, pair } if pair.before.partitioned_by != pair.after.partitioned_by => {
            Some(format!("how {table} is partitioned"))
        }
        _ => None,
    });
    told.collect()
}

/// One family's way of planning.
struct Planner {
    plan: fn(&ChangeSet, Pair<&Canonical>, &PlanOptions) -> Plan,
    first_stage: fn(&ChangeSet, Pair<&Canonical>) -> Option<ChangeSet>,
    left_to_people: fn(&ChangeSet) -> Vec<String>,
}

fn planner(family: Family) -> Planner {
    match family {
        Family::Sqlite => sqlite::PLANNER,
        Family::Postgres => postgres::PLANNER,
        Family::Mysql => mysql::PLANNER,
    }
}
