//! Enumerations in a namespace: an entity has no word for that, and says the name alone.

use std::collections::BTreeMap;

use limbeck_schema::{Body, Coverage, Kind, Name, Object, ObjectName, Schema, SqlType, Thing};

use super::of_columns;
use crate::rules::Rules;

/// Puts each enumeration of the models where the database has it: in the namespace of the type that a column of that
/// enumeration has there.
pub(in crate::complete) fn find(schema: &mut Schema, coverage: &Coverage, rules: &dyn Rules, live: &Schema) {
    let mut moved: BTreeMap<&str, ObjectName> = BTreeMap::new();
    for (table, column, enumeration) in said(coverage) {
        let there =
            live.tables.get(table).and_then(|table| table.columns.get(&rules.fold_name(column.clone())));
        let Some(there) = there else { continue };
        let is_it = |object: &&Object| {
            matches!(object.body, Body::Enum(_))
                && object.id.name.namespace.is_some()
                && object.id.name.name.as_str() == enumeration
                && element(&there.sql_type.text) == rules.type_text(&object.id.name)
        };
        if let Some(object) = live.objects.iter().find(is_it) {
            moved.insert(enumeration, object.id.name.clone());
        }
    }
    for (table, column, enumeration) in said(coverage) {
        let Some(name) = moved.get(enumeration) else { continue };
        let Ok(plain) = Name::new(enumeration).map(ObjectName::plain) else { continue };
        let column = schema
            .tables
            .get_mut(table)
            .and_then(|table| table.columns.get_mut(&rules.fold_name(column.clone())));
        let Some(column) = column else { continue };
        if element(&column.sql_type.text) == rules.type_text(&plain) && !is_there(live, &plain) {
            let brackets = if column.sql_type.text.ends_with("[]") { "[]" } else { "" };
            column.sql_type = SqlType::new(format!("{}{brackets}", rules.type_text(name)));
        }
    }
    for (enumeration, name) in moved {
        let Ok(plain) = Name::new(enumeration).map(ObjectName::plain) else { continue };
        if !is_there(live, &plain)
            && let Some(object) = schema.objects.remove(&Thing::new(Kind::Enum, plain))
        {
            schema.objects.put(Object { id: Thing::new(Kind::Enum, name), ..object });
        }
    }
}

/// Columns of enumerations, with the names of those.
fn said(coverage: &Coverage) -> impl Iterator<Item = (&ObjectName, &Name, &str)> {
    of_columns(coverage, |entity| &entity.enumerations)
        .map(|(table, column, enumeration)| (table, column, enumeration.as_str()))
}

/// The type without the brackets of an array.
fn element(text: &str) -> &str {
    text.strip_suffix("[]").unwrap_or(text)
}

fn is_there(live: &Schema, name: &ObjectName) -> bool {
    live.objects.contains(&Thing::new(Kind::Enum, name.clone()))
}
