//! Plans for MySQL and MariaDB, where every statement about a table may copy it, and none can be taken back.
//!
//! The order, and why. Views, triggers, routines and events are looked at only when they are used, so that
//! tables can change under them:
//! 1. renames, so that everything after speaks the names that hold then;
//! 2. triggers, views, routines and events that go or make way for others;
//! 3. foreign keys that go, or stand in the way of what is done to their columns and indexes;
//! 4. tables go, children first; 5. tables come, parents first;
//! 6. tables change, each in one statement but for its partitions;
//! 7. foreign keys come; 8. routines, views, triggers and events come.
//!
//! Facts were run on MySQL 9.7, MariaDB 10.11 and 11.8.

mod abilities;
mod column;
mod hazards;
mod indexes;
mod object;
mod partition;
mod places;
mod references;
mod remade;
mod rename;
mod table;
mod taken;
mod whole;

#[cfg(test)]
mod tests;

use limbeck_schema::{Canonical, Change, ChangeSet, ForeignKey, ObjectName, Pair, Schema, Table};

use crate::{Clause, Group, Hazard, Online, Op, Plan, PlanOptions, Planner, Step};
use abilities::Abilities;
use references::Keys;

pub(crate) const PLANNER: Planner =
    Planner { plan, first_stage: |_, _| None, left_to_people: |_| Vec::new() };

/// What the plan of one change set is made from.
struct Work<'a> {
    set: &'a ChangeSet,
    sides: Pair<&'a Schema>,
    abilities: Abilities,
}

fn plan(set: &ChangeSet, sides: Pair<&Canonical>, options: &PlanOptions) -> Plan {
    let abilities = Abilities::of(sides.after.dialect());
    let work = Work { set, sides: sides.map(Canonical::schema), abilities };
    let keys = Keys::of(&work);
    let (creations, late) = whole::creations(&work);
    let mut steps = rename::steps(&work);
    steps.extend(object::drops(&work));
    steps.extend(keys.drops());
    steps.extend(whole::drops(&work));
    steps.extend(creations);
    steps.extend(work.kept().into_iter().flat_map(|tables| table::steps(&work, tables)));
    steps.extend(keys.additions());
    steps.extend(late);
    steps.extend(object::creations(&work));
    if steps.is_empty() {
        return Plan::default();
    }
    if steps.iter().any(|step| leads_out(&step.op, work.sides.after)) {
        // With the keys looked at, the server takes none whose parent it cannot find (1005, 1824).
        steps.insert(0, Step::plain(Op::CheckForeignKeys(false)));
        steps.push(Step::plain(Op::CheckForeignKeys(true)));
    }
    if options.online.asks() {
        steps.iter_mut().for_each(|step| ask(step, options.online));
    }
    Plan { groups: vec![Group { transactional: true, steps }] }
}

/// Says in an `ALTER TABLE` how it is to be done. One about partitions has no place for it.
fn ask(step: &mut Step, online: Online) {
    let Op::AlterTogether { clauses, .. } = &mut step.op else { return };
    let is_of_partitions = |clause: &Clause| {
        matches!(clause, Clause::PartitionBy(_) | Clause::AddPartitions(_) | Clause::ReorganizePartitions(..))
    };
    if !clauses.iter().any(is_of_partitions) {
        clauses.push(Clause::Online(online));
    }
}

/// Whether a foreign key comes whose parent is in another database, or nowhere.
fn leads_out(op: &Op, after: &Schema) -> bool {
    let is_out = |key: &ForeignKey| !after.tables.contains(&key.references);
    match op {
        Op::CreateTable(table) => table.foreign_keys.iter().any(is_out),
        Op::AlterTogether { clauses, .. } => {
            clauses.iter().any(|clause| matches!(clause, Clause::AddForeignKey(key) if is_out(key)))
        }
        _ => false,
    }
}

impl<'a> Work<'a> {
    /// Both sides of the tables that stay, by name.
    fn kept(&self) -> Vec<Pair<&'a Table>> {
        whole::kept(self.sides)
    }

    /// Both sides of a table that stays.
    fn both(&self, name: &ObjectName) -> Option<Pair<&'a Table>> {
        Some(Pair::new(self.sides.before.tables.get(name)?, self.sides.after.tables.get(name)?))
    }

    /// Whether anything of the table changes that a foreign key to it may have to wait for.
    fn changes_inside(&self, name: &ObjectName) -> bool {
        self.set.changes.iter().any(|change| {
            change.object() == name && !matches!(change, Change::Trigger { .. } | Change::ForeignKey { .. })
        })
    }

    fn hazards_of(&self, of: impl Fn(&Change) -> bool) -> Vec<Hazard> {
        self.set.changes.iter().filter(|change| of(change)).flat_map(hazards::of).collect()
    }
}
