//! Plans for SQLite, where most changes of a table mean making it anew.
//!
//! The order, and why:
//! 1. triggers and views that would be in the way go: SQLite re-reads every view and trigger of the
//!    database whenever a table or column is renamed or a column dropped, and refuses if one of them
//!    no longer fits (seen on 3.40 and 3.53);
//! 2. indexes that change or go, while their columns are still there;
//! 3. renames, natively, so that foreign keys and checks that mention the old name follow;
//! 4. tables go, children first; 5. tables come, parents first;
//! 6. tables change, each in place or in one rebuild;
//! 7. indexes come; 8. views come, each after those it reads; 9. triggers come.

mod column;
mod dependents;
mod rebuild;
mod rename;
mod table;

use std::collections::BTreeMap;

use limbeck_schema::{Canonical, Change, ChangeSet, Edit, Index, ObjectName, Pair, Schema, Table};

use crate::{Group, Op, Plan, PlanOptions, Planner, Step, hazard, tables};
use table::Alteration;

/// What the plan of one change set is made from.
struct Work<'a> {
    set: &'a ChangeSet,
    sides: Pair<&'a Schema>,
    /// Tables that are there on both sides and change in themselves, with how.
    alterations: BTreeMap<&'a ObjectName, Alteration<'a>>,
}

/// SQLite takes everything in one transaction.
pub(crate) const PLANNER: Planner =
    Planner { plan, first_stage: |_, _| None, left_to_people: |_| Vec::new() };

fn plan(set: &ChangeSet, sides: Pair<&Canonical>, options: &PlanOptions) -> Plan {
    let sides = sides.map(Canonical::schema);
    let work = Work { set, sides, alterations: table::alterations(set, sides) };
    let away = dependents::away(&work, options);
    let mut steps = Vec::new();
    steps.extend(away.drops());
    steps.extend(work.index_drops());
    let copied = rename::copied(set, sides);
    steps.extend(crate::rename::steps(set, sides, |table| copied.contains_key(table)));
    steps.extend(work.table_drops());
    steps.extend(work.table_creations());
    steps.extend(work.alterations.values().flat_map(Alteration::steps));
    steps.extend(work.index_creations());
    steps.extend(away.creations(&work));
    if steps.is_empty() {
        Plan::default()
    } else {
        Plan { groups: vec![Group { transactional: true, steps }] }
    }
}

impl Work<'_> {
    fn is_rebuilt(&self, table: &ObjectName) -> bool {
        matches!(self.alterations.get(table), Some(Alteration::Rebuild { .. }))
    }

    /// Indexes of a rebuilt table go with the old table.
    fn index_drops(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for change in &self.set.changes {
            if let Change::Index { table, edit: Edit::Drop(index) | Edit::Alter(Pair { before: index, .. }) } =
                change
                && !self.is_rebuilt(table)
            {
                steps.push(Step::plain(Op::DropIndex { table: table.clone(), name: index.name.clone() }));
            }
        }
        steps
    }

    fn table_drops(&self) -> Vec<Step> {
        tables::dropped(self.set)
            .into_iter()
            .map(|(table, change)| Step {
                op: Op::DropTable(table.name.clone()),
                hazards: hazard::of(change),
            })
            .collect()
    }

    fn table_creations(&self) -> Vec<Step> {
        let alone = |table: &Table| {
            let mut table = table.clone();
            table.indexes = Default::default();
            table.triggers = Default::default();
            table
        };
        let created = tables::created(self.set).into_iter();
        created.map(|table| Step::plain(Op::CreateTable(alone(table)))).collect()
    }

    /// New tables' indexes, changed ones, and every index of a rebuilt table.
    fn index_creations(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for table in tables::created(self.set) {
            steps.extend(indexes_of(table).map(|index| create_index(&table.name, index, None)));
        }
        for name in self.alterations.keys().filter(|name| self.is_rebuilt(name)) {
            let Some(table) = self.sides.after.tables.get(name) else { continue };
            steps.extend(indexes_of(table).map(|index| {
                let cause = self.set.changes.iter().find(|change| {
                    matches!(change, Change::Index { table, .. } if table == *name)
                        && change.part() == Some(&index.name)
                });
                create_index(name, index, cause)
            }));
        }
        for change in &self.set.changes {
            if let Change::Index { table, edit: Edit::Create(index) | Edit::Alter(Pair { after: index, .. }) } =
                change
                && !self.is_rebuilt(table)
            {
                steps.push(create_index(table, index, Some(change)));
            }
        }
        steps
    }
}

fn create_index(table: &ObjectName, index: &Index, cause: Option<&Change>) -> Step {
    let op = Op::CreateIndex { table: table.clone(), index: index.clone() };
    Step { op, hazards: cause.map(hazard::of).unwrap_or_default() }
}

/// By name: the order in which indexes were declared says nothing.
fn indexes_of(table: &Table) -> impl Iterator<Item = &Index> {
    let mut indexes: Vec<&Index> = table.indexes.iter().collect();
    indexes.sort_by_key(|index| &index.name);
    indexes.into_iter()
}
