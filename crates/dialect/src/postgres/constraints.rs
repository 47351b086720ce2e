//! Names of constraints that have none, as the server would make them up: without one a constraint could
//! be made, and not dropped again.

use std::collections::BTreeSet;

use limbeck_lex::mentions;
use limbeck_schema::{Expr, Family, KeyName, KeyPart, Name, Schema, Table};

use super::made_up;

/// The names in one namespace, which tables, indexes and constraints share as far as the server cares when
/// it makes one up.
type Taken = BTreeSet<(Option<String>, String)>;

pub(super) fn name(schema: &mut Schema) {
    let mut taken = taken(schema);
    for table in schema.tables.iter_mut() {
        let mut naming = Naming {
            namespace: table.name.namespace.as_ref().map(|name| name.key().to_owned()),
            taken: &mut taken,
            table: table.name.name.key().to_owned(),
        };
        naming.table(table);
    }
}

fn taken(schema: &Schema) -> Taken {
    let mut taken = Taken::new();
    for table in schema.tables.iter() {
        let namespace = table.name.namespace.as_ref().map(|name| name.key().to_owned());
        let given =
            names_of(table).filter_map(KeyName::given).chain(table.indexes.iter().map(|index| &index.name));
        for name in given.chain([&table.name.name]) {
            taken.insert((namespace.clone(), name.key().to_owned()));
        }
    }
    let others = schema.views.iter().map(|view| &view.name);
    for name in others.chain(schema.objects.iter().map(|object| &object.id.name)) {
        let namespace = name.namespace.as_ref().map(|name| name.key().to_owned());
        taken.insert((namespace, name.name.key().to_owned()));
    }
    taken
}

fn names_of(table: &Table) -> impl Iterator<Item = &KeyName> {
    let keys = table.primary_key.iter().map(|key| &key.name);
    keys.chain(table.uniques.iter().map(|unique| &unique.name))
        .chain(table.foreign_keys.iter().map(|key| &key.name))
        .chain(table.checks.iter().map(|check| &check.name))
        .chain(table.exclusions.iter().map(|exclusion| &exclusion.name))
}

struct Naming<'a> {
    namespace: Option<String>,
    table: String,
    taken: &'a mut Taken,
}

impl Naming<'_> {
    fn table(&mut self, table: &mut Table) {
        if let Some(key) = &mut table.primary_key {
            self.settle(&mut key.name, None, "pkey");
        }
        for unique in table.uniques.iter_mut() {
            let columns = joined(&unique.parts);
            self.settle(&mut unique.name, Some(columns), "key");
        }
        for check in table.checks.iter_mut() {
            let column = sole_column(&check.expr, table.columns.iter().map(|column| &column.name));
            self.settle(&mut check.name, column, "check");
        }
        for key in table.foreign_keys.iter_mut() {
            let columns = made_up::columns(key.columns.iter().map(Name::key));
            self.settle(&mut key.name, Some(columns), "fkey");
        }
    }

    fn settle(&mut self, name: &mut KeyName, middle: Option<String>, label: &str) {
        if *name != KeyName::Implied {
            return;
        }
        let labels = std::iter::once(label.to_owned()).chain((1..).map(|pass: u32| format!("{label}{pass}")));
        for label in labels {
            let made_up = made_up::name(&self.table, middle.as_deref(), &label);
            if self.taken.insert((self.namespace.clone(), made_up.clone())) {
                *name = Name::new(made_up).map_or(KeyName::Implied, KeyName::Given);
                return;
            }
        }
    }
}

fn joined(parts: &[KeyPart]) -> String {
    made_up::columns(parts.iter().map(|part| part.column.key()))
}

/// A check over one column is called by it.
fn sole_column<'a>(expr: &Expr, columns: impl Iterator<Item = &'a Name>) -> Option<String> {
    let mentioned = mentions(Family::Postgres, &expr.text);
    let mut found = columns.filter(|column| mentioned.contains(column.key()));
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only.key().to_owned()),
        _ => None,
    }
}
