//! Renames, natively. Circles (`a` and `b` swap) go through a name nothing has.

use std::collections::BTreeMap;

use limbeck_schema::{ChangeSet, Kind, Name, ObjectName, Pair, Schema, Table, Thing};

use crate::{ObjectAction, Op, Step};

/// Every rename of the set, but for the columns of tables that `by_copy` says are made anew.
pub(crate) fn steps(
    set: &ChangeSet,
    sides: Pair<&Schema>,
    by_copy: impl Fn(&ObjectName) -> bool,
) -> Vec<Step> {
    let mut ops = Vec::new();
    let tables: Vec<Pair<ObjectName>> =
        set.renames.tables().map(|(old, new)| Pair::new(old.clone(), new.clone())).collect();
    let free =
        |taken: &ObjectName| ObjectName { name: spare(&taken.name), namespace: taken.namespace.clone() };
    ops.extend(sequence(tables, free).into_iter().map(Op::RenameTable));
    let mut kept: Vec<&Table> = sides.after.tables.iter().collect();
    kept.sort_by_key(|table| &table.name);
    for table in kept.into_iter().filter(|table| !by_copy(&table.name)) {
        let old_table = set.renames.table_before(&table.name);
        let columns: Vec<Pair<Name>> =
            set.renames.columns_of(old_table).map(|(old, new)| Pair::new(old.clone(), new.clone())).collect();
        let renamed = sequence(columns, spare).into_iter();
        ops.extend(renamed.map(|names| Op::RenameColumn { table: table.name.clone(), names }));
    }
    ops.extend(labels(set));
    ops.into_iter().map(Step::plain).collect()
}

fn labels(set: &ChangeSet) -> Vec<Op> {
    let mut of: BTreeMap<&ObjectName, Vec<Pair<Name>>> = BTreeMap::new();
    for (enumeration, old, new) in set.renames.labels() {
        of.entry(enumeration).or_default().push(Pair::new(old.clone(), new.clone()));
    }
    let of = of.into_iter().flat_map(|(enumeration, labels)| {
        let id = Thing::new(Kind::Enum, enumeration.clone());
        sequence(labels, spare).into_iter().map(move |names| (id.clone(), names))
    });
    of.map(|(id, names)| Op::AlterObject { id, action: ObjectAction::RenameLabel(names) }).collect()
}

pub(crate) fn spare(name: &Name) -> Name {
    Name::new(format!("limbeck_old_{name}")).unwrap_or_else(|_| name.clone())
}

/// An order in which no rename lands on a name that is still taken.
pub(crate) fn sequence<N: Clone + PartialEq>(
    mut open: Vec<Pair<N>>,
    spare: impl Fn(&N) -> N,
) -> Vec<Pair<N>> {
    let mut done = Vec::new();
    while !open.is_empty() {
        let is_free = |new: &N| open.iter().all(|other| other.before != *new);
        match open.iter().position(|pair| is_free(&pair.after)) {
            Some(at) => done.push(open.remove(at)),
            None => {
                // All that is left goes in circles: one of them steps aside.
                let aside = spare(&open[0].before);
                done.push(Pair::new(open[0].before.clone(), aside.clone()));
                open[0].before = aside;
            }
        }
    }
    done
}
