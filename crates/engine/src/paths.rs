//! Paths of things as people type them: `users`, `users.name`, `"odd.table".name`.

use limbeck_schema::{Name, ObjectName};

/// A table, or a column of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ThingPath {
    Table(ObjectName),
    Column(ObjectName, Name),
}

/// The two paths of `OLD=NEW`, or what is wrong with it.
pub(crate) fn rename(text: &str) -> Result<(ThingPath, ThingPath), String> {
    let mut parts = split(text, '=')?;
    match (parts.pop(), parts.pop(), parts.pop()) {
        (Some(new), Some(old), None) => Ok((path(&old)?, path(&new)?)),
        _ => Err(format!("`{text}` is no rename: write it as OLD=NEW, such as `users.name=users.full_name`")),
    }
}

/// One path.
pub(crate) fn path(text: &str) -> Result<ThingPath, String> {
    let names = split(text, '.')?.iter().map(|part| unquoted(part)).collect::<Result<Vec<Name>, String>>()?;
    match &names[..] {
        [table] => Ok(ThingPath::Table(ObjectName::plain(table.clone()))),
        [table, column] => Ok(ThingPath::Column(ObjectName::plain(table.clone()), column.clone())),
        _ => Err(format!("`{text}` is no table and no column: write `table` or `table.column`")),
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
