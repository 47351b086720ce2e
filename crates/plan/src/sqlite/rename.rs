//! Renames that SQLite fails at.

use std::collections::BTreeMap;

use limbeck_schema::{ChangeSet, ForeignKey, KeyPart, Name, ObjectName, Pair, Schema, Table};

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
