//! Columns that count by a sequence of their own, just as `serial` would make both.

use std::collections::BTreeMap;

use limbeck_schema::{Body, Column, Name, ObjectName, Schema, Sequence, Table, Thing};

use crate::ddl::Ddl;

/// Such columns of a schema: by table and column, the word for their type, and the sequence.
#[derive(Default)]
pub(super) struct Serials(BTreeMap<(ObjectName, Name), (&'static str, Thing)>);

impl Serials {
    pub(super) fn of(schema: &Schema, words: &Ddl) -> Self {
        let mut serials = BTreeMap::new();
        for object in schema.objects.iter() {
            let Body::Sequence(sequence) = &object.body else { continue };
            let Some((table, name)) = &sequence.owned_by else { continue };
            let found = schema.tables.get(table).and_then(|table| Some((table, table.columns.get(name)?)));
            let Some((table, column)) = found else { continue };
            if is_made(table, column, (&object.id.name, sequence), words)
                && let Some(word) = (words.serial)(&column.sql_type.text)
            {
                serials.insert((table.name.clone(), name.clone()), (word, object.id.clone()));
            }
        }
        Self(serials)
    }

    /// The word that stands for the type of the column and its default.
    pub(super) fn word(&self, table: &Table, column: &Column) -> Option<&'static str> {
        self.0.get(&(table.name.clone(), column.name.clone())).map(|(word, _)| *word)
    }

    /// Whether one of the columns counts by it.
    pub(super) fn has(&self, sequence: &Thing) -> bool {
        self.0.values().any(|(_, other)| other == sequence)
    }
}

/// Whether all of it is as it comes: a name that is too long to be made from both is another one.
fn is_made(table: &Table, column: &Column, (name, sequence): (&ObjectName, &Sequence), words: &Ddl) -> bool {
    let usual = format!("{}_{}_seq", table.name.name, column.name);
    let plain = Sequence { owned_by: sequence.owned_by.clone(), ..Sequence::over(&column.sql_type.text) };
    let namespace = name.namespace.as_ref().map(Name::as_str);
    let path = (words.custom)("", namespace, Some(name.name.as_str())).replace('\'', "''");
    let counts = format!("nextval('{path}'::regclass)");
    name.name.as_str() == usual
        && name.namespace == table.name.namespace
        && *sequence == plain
        && !column.nullable
        && column.identity.is_none()
        && column.default.as_ref().is_some_and(|default| default.text == counts)
}
