//! Names: columns, indexes, constraints, routines and events ignore case; tables, views, and MariaDB's
//! triggers only where `lower_case_table_names` says so. Seen on MySQL 9.7 and MariaDB 10.11.

use limbeck_schema::{Dialect, Kind, Name, ObjectName, Thing};

/// How many characters a name may have, beyond which the server refuses it (1059).
pub(super) const LENGTH: usize = 64;

/// Which names ignore case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    pub(super) dialect: Dialect,
}

impl Names {
    /// Tables and views; the namespace is a database, whose name is on disk too.
    pub(super) fn table(self, name: &mut ObjectName) {
        if self.dialect.folds_table_names {
            fold(&mut name.name);
            name.namespace.iter_mut().for_each(fold);
        }
    }

    pub(super) fn trigger(self, name: &mut Name) {
        if self.dialect.folds_table_names || !self.dialect.is_mariadb() {
            fold(name);
        }
    }

    pub(super) fn thing(self, thing: &mut Thing) {
        match thing.kind {
            Kind::Function | Kind::Procedure | Kind::Event => fold(&mut thing.name.name),
            _ => self.table(&mut thing.name),
        }
        match thing.kind {
            Kind::Trigger => thing.part.iter_mut().for_each(|part| self.trigger(part)),
            _ => thing.part.iter_mut().for_each(fold),
        }
    }
}

/// What a name that ignores case is looked up by.
pub(super) fn key(name: &str) -> String {
    name.to_lowercase()
}

pub(super) fn fold(name: &mut Name) {
    let key = key(name.as_str());
    if name.key() != key {
        *name = name.clone().folded(key);
    }
}

/// The name as it is written in SQL, whatever it is.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
