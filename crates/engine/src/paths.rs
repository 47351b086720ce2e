//! Paths of things as people type them: `users`, `users.name`, `"odd.table".name`, `shop.users.name`.

use std::fmt;

use limbeck_schema::{Name, ObjectName, Schema};

/// Names with points between, as they were typed: what they lead to depends on what there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    first: Name,
    second: Option<Name>,
    third: Option<Name>,
}

/// A table, or a column of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ThingPath {
    Table(ObjectName),
    Column(ObjectName, Name),
}

impl Path {
    /// What it leads to. `a.b` is the table `b` of the namespace `a` where there is one, unless the table
    /// `a` has a column `b`; else a column.
    pub(crate) fn in_schema(&self, schema: &Schema) -> ThingPath {
        let in_namespace = |namespace: &Name, name: &Name| ObjectName {
            namespace: Some(namespace.clone()),
            name: name.clone(),
        };
        let Self { first, second, third } = self;
        match (second, third) {
            (None, _) => ThingPath::Table(ObjectName::plain(first.clone())),
            (Some(second), None) => {
                let (table, other) = (ObjectName::plain(first.clone()), in_namespace(first, second));
                let is_column = schema.tables.get(&table).is_some_and(|table| table.columns.contains(second));
                if !is_column && schema.tables.contains(&other) {
                    ThingPath::Table(other)
                } else {
                    ThingPath::Column(table, second.clone())
                }
            }
            (Some(table), Some(column)) => ThingPath::Column(in_namespace(first, table), column.clone()),
        }
    }

    /// Whether it is how that thing is spelled.
    pub(crate) fn spells(&self, thing: &ThingPath) -> bool {
        [&self.first].into_iter().chain(&self.second).chain(&self.third).eq(thing.names())
    }
}

impl ThingPath {
    fn names(&self) -> impl Iterator<Item = &Name> {
        let (table, column) = match self {
            Self::Table(table) => (table, None),
            Self::Column(table, column) => (table, Some(column)),
        };
        table.namespace.iter().chain([&table.name]).chain(column)
    }
}

impl fmt::Display for ThingPath {
    /// So that it can be typed back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.names().map(quoted).collect();
        f.write_str(&names.join("."))
    }
}

/// The two paths of `OLD=NEW`, or what is wrong with it.
pub(crate) fn rename(text: &str) -> Result<(Path, Path), String> {
    let mut parts = split(text, '=')?;
    match (parts.pop(), parts.pop(), parts.pop()) {
        (Some(new), Some(old), None) => Ok((path(&old)?, path(&new)?)),
        _ => Err(format!("`{text}` is no rename: write it as OLD=NEW, such as `users.name=users.full_name`")),
    }
}

/// One path.
pub(crate) fn path(text: &str) -> Result<Path, String> {
    let names = split(text, '.')?;
    let mut names = names.iter().map(|part| unquoted(part));
    let (first, second, third) = (names.next(), names.next().transpose()?, names.next().transpose()?);
    match (first, names.next()) {
        (Some(first), None) => Ok(Path { first: first?, second, third }),
        _ => Err(format!(
            "`{text}` is no table and no column: write `table` or `table.column`, with the schema in front \
             where it is not the default one"
        )),
    }
}

/// The name as part of a path.
fn quoted(name: &Name) -> String {
    let text = name.as_str();
    if text.chars().all(|c| c.is_alphanumeric() || c == '_') {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

/// Cuts at `separator` outside double quotes.
fn split(text: &str, separator: char) -> Result<Vec<String>, String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        if c == '"' {
            quoted = !quoted;
        }
        match parts.last_mut() {
            Some(_) if c == separator && !quoted => parts.push(String::new()),
            Some(part) => part.push(c),
            None => {}
        }
    }
    if quoted { Err(format!("`{text}` has a quote that is not closed")) } else { Ok(parts) }
}

fn unquoted(part: &str) -> Result<Name, String> {
    let part = part.trim();
    let inner = part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let text = inner.map_or_else(|| part.to_owned(), |inner| inner.replace("\"\"", "\""));
    Name::new(text).map_err(|error| error.to_string())
}
