//! How a table that stays is changed: in place where SQLite can, else made anew, once.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Change, ChangeSet, Column, Edit, Name, ObjectName, Pair, Schema, Table};

use super::{column, rebuild, rename};
use crate::{AddedColumn, Hazard, Op, Step, hazard};

/// What happens to a table that is there on both sides.
pub(super) enum Alteration<'a> {
    /// SQLite can alter it: columns are added, then columns are dropped.
    InPlace {
        table: &'a ObjectName,
        added: Vec<(AddedColumn, Vec<Hazard>)>,
        dropped: Vec<(&'a Column, Vec<Hazard>)>,
    },
    /// It is made anew.
    Rebuild {
        sides: Pair<&'a Table>,
        names: BTreeSet<String>,
        /// Columns that are copied from one of another name.
        origins: BTreeMap<Name, Name>,
        reason: String,
        hazards: Vec<Hazard>,
    },
}

/// The tables whose columns, constraints or options change; indexes and triggers alone change none.
pub(super) fn alterations<'a>(
    set: &'a ChangeSet,
    sides: Pair<&'a Schema>,
) -> BTreeMap<&'a ObjectName, Alteration<'a>> {
    let mut by_table: BTreeMap<&ObjectName, Vec<&Change>> = BTreeMap::new();
    for change in &set.changes {
        match change {
            Change::Table(_) | Change::View(_) | Change::Index { .. } | Change::Trigger { .. } => {}
            // SQLite has none of them.
            Change::Object(_) | Change::Comment(_) | Change::Grant(_) => {}
            _ => by_table.entry(change.object()).or_default().push(change),
        }
    }
    let copied = rename::copied(set, sides);
    for name in copied.keys() {
        by_table.entry(name).or_default();
    }
    let names =
        || sides.before.tables.iter().chain(sides.after.tables.iter()).map(|t| t.name.name.key().to_owned());
    by_table
        .into_iter()
        .filter_map(|(name, changes)| {
            let tables = Pair::new(sides.before.tables.get(name)?, sides.after.tables.get(name)?);
            let possible = match copied.get(name) {
                Some(reason) => Err(reason.clone()),
                None => in_place(name, tables, &changes),
            };
            let alteration = match possible {
                Ok(alteration) => alteration,
                Err(reason) => {
                    let mut hazards: Vec<Hazard> =
                        changes.iter().flat_map(|change| hazard::of(change)).collect();
                    hazards.sort();
                    hazards.dedup();
                    // What is not renamed in place still has its old names.
                    let old = set.renames.table_before(name);
                    let renamed = set.renames.columns_of(old).filter(|_| copied.contains_key(name));
                    let origins = renamed.map(|(old, new)| (new.clone(), old.clone())).collect();
                    Alteration::Rebuild { sides: tables, names: names().collect(), origins, reason, hazards }
                }
            };
            Some((name, alteration))
        })
        .collect()
}

/// The alteration without a rebuild, or the first change that SQLite's ALTER TABLE cannot do.
fn in_place<'a>(
    table: &'a ObjectName,
    sides: Pair<&'a Table>,
    changes: &[&'a Change],
) -> Result<Alteration<'a>, String> {
    let mut added = Vec::new();
    let mut dropped = Vec::new();
    let mut attached = 0;
    for change in changes {
        match change {
            Change::Column { edit: Edit::Create(created), .. } => {
                let addition = column::added(sides.after, created, changes)?;
                attached += addition.checks.len() + usize::from(addition.foreign_key.is_some());
                added.push((addition, hazard::of(change)));
            }
            Change::Column { edit: Edit::Drop(gone), .. } => {
                column::can_be_dropped(sides.before, gone)?;
                dropped.push((gone, hazard::of(change)));
            }
            Change::ForeignKey { edit: Edit::Create(_), .. }
            | Change::Check { edit: Edit::Create(_), .. } => {}
            other => return Err(reason(other)),
        }
    }
    let constraints =
        changes.iter().filter(|c| matches!(c, Change::ForeignKey { .. } | Change::Check { .. }));
    if constraints.count() != attached {
        return Err("a constraint is added that does not come with a new column".to_owned());
    }
    added.sort_by_key(|(addition, _)| sides.after.columns.position(&addition.column.name));
    // A new one comes last.
    let stays = |column: &&Column| sides.before.columns.contains(&column.name);
    let last = sides.after.columns.iter().rev().take(added.len());
    if sides.after.ordered && last.filter(stays).count() > 0 {
        return Err("a new column comes between others".to_owned());
    }
    Ok(Alteration::InPlace { table, added, dropped })
}

/// What of the table SQLite cannot alter.
fn reason(change: &Change) -> String {
    let what = match change {
        Change::Column { edit, .. } => return format!("column {} changes", edit.subject().name),
        Change::PrimaryKey { .. } => "the primary key changes",
        Change::Unique { .. } => "a unique constraint changes",
        Change::ForeignKey { .. } => "a foreign key changes",
        Change::Check { .. } => "a check changes",
        Change::Options { .. } => "its options change",
        Change::Order { .. } => "its columns come in another order",
        _ => "a clause changes",
    };
    what.to_owned()
}

impl Alteration<'_> {
    pub(super) fn steps(&self) -> Vec<Step> {
        match self {
            Self::InPlace { table, added, dropped } => {
                let additions = added.iter().map(|(added, hazards)| Step {
                    op: Op::AddColumn { table: (*table).clone(), added: Box::new(added.clone()) },
                    hazards: hazards.clone(),
                });
                let drops = dropped.iter().map(|(column, hazards)| Step {
                    op: Op::DropColumn { table: (*table).clone(), column: column.name.clone() },
                    hazards: hazards.clone(),
                });
                additions.chain(drops).collect()
            }
            Self::Rebuild { sides, names, origins, reason, hazards } => {
                let rebuild = rebuild::of(*sides, names, origins, reason.clone());
                vec![Step { op: Op::RebuildTable(Box::new(rebuild)), hazards: hazards.clone() }]
            }
        }
    }

    pub(super) fn table(&self) -> &ObjectName {
        match self {
            Self::InPlace { table, .. } => table,
            Self::Rebuild { sides, .. } => &sides.after.name,
        }
    }

    /// Whether SQLite re-reads every view and trigger while it is carried out.
    pub(super) fn is_validated(&self) -> bool {
        match self {
            Self::InPlace { dropped, .. } => !dropped.is_empty(),
            Self::Rebuild { .. } => true,
        }
    }
}
