//! The default namespace, which models may name and the database never does.

use std::mem::take;

use limbeck_schema::{
    Coverage, Diagnostic, Family, Loaded, Name, ObjectName, RenameError, Renames, Severity, SqlType,
};

/// Takes the name of the default namespace away wherever the models say it.
pub fn in_default_namespace(loaded: &mut Loaded, default: &Name) -> Result<(), RenameError> {
    let plain = |name: &mut ObjectName| {
        if name.namespace.as_ref() == Some(default) {
            name.namespace = None;
        }
    };
    let schema = &mut loaded.schema;
    schema.tables = take(&mut schema.tables).map(|table| {
        plain(&mut table.name);
        table.foreign_keys.iter_mut().for_each(|key| plain(&mut key.references));
        table.columns.iter_mut().for_each(|column| {
            plain_type(&mut column.sql_type, default);
            column.collation.iter_mut().for_each(plain);
        });
    });
    schema.objects = take(&mut schema.objects).map(|object| plain(&mut object.id.name));
    schema.comments = take(&mut schema.comments).map(|comment| plain(&mut comment.on.name));
    schema.unmanaged = take(&mut schema.unmanaged).map(|object| plain(&mut object.name));
    let of_tables = take(&mut loaded.coverage.tables).into_iter().map(|(mut name, of_table)| {
        plain(&mut name);
        (name, of_table)
    });
    loaded.coverage = Coverage { tables: of_tables.collect(), ..loaded.coverage.clone() };
    let mut renames = Renames::new();
    let named = |name: &ObjectName| {
        let mut name = name.clone();
        plain(&mut name);
        name
    };
    for (old, new) in loaded.renames.tables() {
        renames.add_table(named(old), named(new))?;
    }
    for (table, old, new) in loaded.renames.columns() {
        renames.add_column(named(table), old.clone(), new.clone())?;
    }
    for (enumeration, old, new) in loaded.renames.labels() {
        renames.add_label(named(enumeration), old.clone(), new.clone())?;
    }
    loaded.renames = renames;
    Ok(())
}

/// Tables of the models that are in another namespace than the default one, where that is another database: they
/// would be made there, and not in scratch space.
pub fn in_other_databases(loaded: &Loaded, default: &Name, family: Family) -> Vec<Diagnostic> {
    let told = |name: &ObjectName| Diagnostic {
        severity: Severity::Error,
        message: format!("table `{name}` is in another database than `{default}`, and limbeck compares one"),
        span: None,
        help: Some("leave the name of the database out, and name it in `url`".to_owned()),
    };
    let elsewhere =
        loaded.schema.tables.iter().map(|table| &table.name).filter(|name| name.namespace.is_some());
    if family == Family::Mysql { elsewhere.map(told).collect() } else { Vec::new() }
}

/// A type that somebody made is in a namespace too.
fn plain_type(sql_type: &mut SqlType, default: &Name) {
    let quoted = format!("\"{}\".", default.as_str().replace('"', "\"\""));
    let bare = format!("{default}.");
    let rest = sql_type.text.strip_prefix(&bare).or_else(|| sql_type.text.strip_prefix(&quoted));
    if let Some(rest) = rest {
        *sql_type = SqlType::new(rest);
    }
}

#[cfg(test)]
mod tests {
    use limbeck_schema::{
        Body, Column, Comment, ForeignKey, Kind, Object, Schema, Table, TableCoverage, Thing,
    };

    use super::*;

    #[test]
    fn the_default_namespace_is_not_said() {
        let name = |text: &str| Name::new(text).unwrap();
        let public = |text: &str| ObjectName { namespace: Some(name("public")), name: name(text) };
        let mut table = Table::new(public("t"));
        table.columns.add(Column::new(name("a"), "public.mood")).unwrap();
        table.foreign_keys.add(ForeignKey::new(vec![name("a")], public("t"), Vec::new()));
        let mut coverage = Coverage::full();
        coverage.tables.insert(public("t"), TableCoverage::default());
        let mut renames = Renames::new();
        renames.add_table(public("old"), public("t")).unwrap();
        renames.add_label(public("mood"), name("x"), name("y")).unwrap();
        let mut schema = Schema::default();
        schema.tables.add(table).unwrap();
        let id = Thing::new(Kind::Enum, public("mood"));
        schema.comments.put(Comment { on: id.clone(), text: "how it is".to_owned() });
        schema.objects.put(Object { id, body: Body::Enum(vec!["y".to_owned()]) });
        let mut loaded = Loaded { schema, coverage, renames, diagnostics: Vec::<Diagnostic>::new() };
        assert_eq!(in_other_databases(&loaded, &name("app"), Family::Mysql).len(), 1);
        assert!(in_other_databases(&loaded, &name("app"), Family::Postgres).is_empty());
        in_default_namespace(&mut loaded, &name("public")).unwrap();
        assert!(in_other_databases(&loaded, &name("public"), Family::Mysql).is_empty());
        let plain = ObjectName::plain(name("t"));
        let table = loaded.schema.tables.get(&plain).unwrap();
        assert_eq!(table.columns.iter().next().unwrap().sql_type.text, "mood");
        assert_eq!(table.foreign_keys.iter().next().unwrap().references, plain);
        assert!(loaded.coverage.of(&plain).aspects.is_empty());
        assert_eq!(loaded.renames.tables().next().unwrap().1, &plain);
        let id = Thing::new(Kind::Enum, ObjectName::plain(name("mood")));
        assert!(loaded.schema.objects.contains(&id) && loaded.schema.comments.contains(&id));
        assert_eq!(loaded.renames.labels().next().unwrap().0, &id.name);
    }
}
