//! Names of constraints that have none, as the server would make them up: without one a constraint could be
//! made, and not dropped again. Run on MySQL 9.7 and MariaDB 10.11.

use std::collections::BTreeSet;

use limbeck_schema::{Dialect, KeyName, Name, Schema, Table};

use super::names;

pub(super) fn name(schema: &mut Schema, dialect: Dialect) {
    // MariaDB's checks are the table's own; all other names are the database's.
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut checks: BTreeSet<String> = BTreeSet::new();
    for table in schema.tables.iter() {
        keys.extend(table.foreign_keys.iter().filter_map(|key| taken(&key.name)));
        checks.extend(table.checks.iter().filter_map(|check| taken(&check.name)));
    }
    for table in schema.tables.iter_mut() {
        let stem = format!("{}_ibfk_", table.name.name);
        for key in table.foreign_keys.iter_mut() {
            settle(&mut key.name, &stem, &mut keys);
        }
        if dialect.is_mariadb() {
            let mut own = table.checks.iter().filter_map(|check| taken(&check.name)).collect();
            self::checks(table, "CONSTRAINT_", &mut own);
        } else {
            let stem = format!("{}_chk_", table.name.name);
            self::checks(table, &stem, &mut checks);
        }
    }
}

/// A check that is a part of its column never has a name.
fn checks(table: &mut Table, stem: &str, taken: &mut BTreeSet<String>) {
    for check in table.checks.iter_mut().filter(|check| check.column.is_none()) {
        settle(&mut check.name, stem, taken);
    }
}

fn taken(name: &KeyName) -> Option<String> {
    name.given().map(|name| names::key(name.as_str()))
}

fn settle(name: &mut KeyName, stem: &str, taken: &mut BTreeSet<String>) {
    if *name != KeyName::Implied {
        return;
    }
    let mut made_up = (1..=u32::MAX).map(|number| format!("{stem}{number}"));
    let free = made_up.find(|text| taken.insert(names::key(text)));
    *name = free.and_then(|text| Name::new(text).ok()).map_or(KeyName::Implied, KeyName::Given);
}
