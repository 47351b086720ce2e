//! Foreign keys, which stand in the way of most of what is done to the columns, indexes and tables they
//! rest on: those that do are dropped first and added last, whether or not they change themselves.

use limbeck_schema::{Change, Edit, ForeignKey, Name, ObjectName, Pair, Table};

use super::{Work, column, indexes, taken::Taken};
use crate::{Clause, Hazard, Op, Step};

/// What happens to the foreign keys of tables that stay.
pub(super) struct Keys<'a> {
    dropped: Vec<(&'a ObjectName, &'a ForeignKey)>,
    added: Vec<(&'a ObjectName, ForeignKey, Vec<Hazard>)>,
}

impl<'a> Keys<'a> {
    pub(super) fn of(work: &Work<'a>) -> Self {
        let mut keys = Self { dropped: Vec::new(), added: Vec::new() };
        for tables in work.kept() {
            keys.of_table(work, tables);
        }
        keys
    }

    fn of_table(&mut self, work: &Work<'a>, tables: Pair<&'a Table>) {
        let Pair { before, after } = tables;
        let mut open: Vec<&ForeignKey> = after.foreign_keys.iter().collect();
        let mut again = Vec::new();
        let (mut same, mut gone): (Vec<&ForeignKey>, Vec<&ForeignKey>) = (Vec::new(), Vec::new());
        for key in before.foreign_keys.iter() {
            match open.iter().position(|other| *other == key) {
                Some(at) => {
                    open.remove(at);
                    same.push(key);
                }
                None => gone.push(key),
            }
        }
        let mut taken =
            Taken::new(same.iter().map(|key| &key.name), after.foreign_keys.iter().map(|key| &key.name));
        for key in same {
            if is_disturbed(work, tables, key) {
                self.dropped.push((&after.name, key));
                again.push((&after.name, key.clone(), Vec::new()));
            }
        }
        self.dropped.extend(gone.into_iter().map(|key| (&after.name, key)));
        self.added.extend(again);
        for key in open {
            let hazards = work.hazards_of(|change| is_about(change, &after.name, key));
            // As the server makes them up.
            let name = taken.free(&key.name, &format!("{}_ibfk_", after.name));
            let key = key.named(name);
            self.added.push((&after.name, key, hazards));
        }
    }

    pub(super) fn drops(&self) -> Vec<Step> {
        by_table(self.dropped.iter().filter_map(|(table, key)| {
            let clause = Clause::DropForeignKey(key.name.given()?.clone());
            Some((*table, clause, Vec::new()))
        }))
    }

    pub(super) fn additions(&self) -> Vec<Step> {
        by_table(
            self.added
                .iter()
                .map(|(table, key, hazards)| (*table, Clause::AddForeignKey(key.clone()), hazards.clone())),
        )
    }
}

fn is_about(change: &Change, on: &ObjectName, key: &ForeignKey) -> bool {
    matches!(change, Change::ForeignKey { table, edit } if table == on && edit.after() == Some(key))
}

/// One statement for each table, in the order of the tables.
pub(super) fn by_table<'a>(
    clauses: impl Iterator<Item = (&'a ObjectName, Clause, Vec<Hazard>)>,
) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (on, clause, hazards) in clauses {
        match steps.last_mut() {
            Some(Step { op: Op::AlterTogether { table, clauses }, hazards: told }) if table == on => {
                clauses.push(clause);
                told.extend(hazards);
            }
            _ => steps
                .push(Step { op: Op::AlterTogether { table: on.clone(), clauses: vec![clause] }, hazards }),
        }
    }
    steps
}

/// Whether something is done to what the key rests on, at either end.
fn is_disturbed(work: &Work<'_>, child: Pair<&Table>, key: &ForeignKey) -> bool {
    let parent = work.both(&key.references);
    let at_parent = parent.is_some_and(|parent| {
        changes_columns(work, &key.references, &key.referenced.key) || loses(parent, &key.referenced.key)
    });
    at_parent || changes_columns(work, &child.after.name, &key.columns) || loses(child, &key.columns)
}

fn changes_columns(work: &Work<'_>, on: &ObjectName, columns: &[Name]) -> bool {
    work.set.changes.iter().any(|change| match change {
        Change::Column { table, edit: Edit::Alter(pair) } => {
            table == on && columns.contains(&pair.after.name) && column::disturbs_keys(pair)
        }
        Change::Options { table, pair } => {
            // A table whose partitions change is made anew, and keys do not go with those (1506).
            table == on && pair.before.partitioned_by != pair.after.partitioned_by
        }
        _ => false,
    })
}

fn loses(tables: Pair<&Table>, columns: &[Name]) -> bool {
    let changes = tables.before.indexes != tables.after.indexes
        || tables.before.primary_key != tables.after.primary_key;
    changes && !indexes::is_carried_throughout(tables, columns)
}
