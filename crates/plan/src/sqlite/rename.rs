//! Renames, natively. Circles (`a` and `b` swap) go through a name nothing has.

use std::collections::BTreeMap;

use limbeck_schema::{ChangeSet, ForeignKey, KeyPart, Name, ObjectName, Pair, Schema, Table};

use crate::{Op, Step};

pub(super) fn steps(set: &ChangeSet, sides: Pair<&Schema>) -> Vec<Step> {
    let mut ops = Vec::new();
    let tables: Vec<Pair<ObjectName>> =
        set.renames.tables().map(|(old, new)| Pair::new(old.clone(), new.clone())).collect();
    let free =
        |taken: &ObjectName| ObjectName { name: spare(&taken.name), namespace: taken.namespace.clone() };
    ops.extend(sequence(tables, free).into_iter().map(Op::RenameTable));
    let mut kept: Vec<&Table> = sides.after.tables.iter().collect();
    kept.sort_by_key(|table| &table.name);
    let copied = copied(set, sides);
    for table in kept.into_iter().filter(|table| !copied.contains_key(&table.name)) {
        let old_table = set.renames.table_before(&table.name);
        let columns: Vec<Pair<Name>> =
            set.renames.columns_of(old_table).map(|(old, new)| Pair::new(old.clone(), new.clone())).collect();
        let renamed = sequence(columns, spare).into_iter();
        ops.extend(renamed.map(|names| Op::RenameColumn { table: table.name.clone(), names }));
    }
    ops.into_iter().map(|op| Step { op, hazards: Vec::new() }).collect()
}

/// Tables that have to be made anew because of a rename that SQLite fails at, and why: it takes a column
/// that is in the primary key and in a unique constraint for a string where the two come in an unlucky
/// order ("expressions prohibited in PRIMARY KEY and UNIQUE constraints", seen on 3.40 and 3.53). There
/// the values are copied under the new name, and foreign keys to it are made anew as well.
pub(super) fn copied<'a>(set: &ChangeSet, sides: Pair<&'a Schema>) -> BTreeMap<&'a ObjectName, String> {
    let kept = || sides.before.tables.iter().filter(|table| sides.after.tables.contains(&table.name));
    let renamed = |table: &Table| -> Vec<&Name> {
        set.renames.columns_of(set.renames.table_before(&table.name)).map(|(_, new)| new).collect()
    };
    let mut found = BTreeMap::new();
    let mut open: Vec<&Table> = Vec::new();
    for table in kept().filter(|table| renamed(table).into_iter().any(|name| is_in_two_keys(table, name))) {
        let reason = "a column of both its primary key and a unique constraint is renamed";
        found.insert(&table.name, reason.to_owned());
        open.push(table);
    }
    while let Some(table) = open.pop() {
        let names = renamed(table);
        let follows = |key: &ForeignKey| {
            key.references == table.name && key.referenced.text.iter().any(|name| names.contains(&name))
        };
        for child in kept().filter(|child| child.foreign_keys.iter().any(follows)) {
            if !found.contains_key(&child.name) {
                let reason = format!("a foreign key follows a column of {} that is copied", table.name);
                found.insert(&child.name, reason);
                open.push(child);
            }
        }
    }
    found
}

fn is_in_two_keys(table: &Table, name: &Name) -> bool {
    let in_parts = |parts: &[KeyPart]| parts.iter().any(|part| part.column == *name);
    table.primary_key.as_ref().is_some_and(|key| in_parts(&key.parts))
        && table.uniques.iter().any(|unique| in_parts(&unique.parts))
}

fn spare(name: &Name) -> Name {
    Name::new(format!("limbeck_old_{name}")).unwrap_or_else(|_| name.clone())
}

/// An order in which no rename lands on a name that is still taken.
fn sequence<N: Clone + PartialEq>(mut open: Vec<Pair<N>>, spare: impl Fn(&N) -> N) -> Vec<Pair<N>> {
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
