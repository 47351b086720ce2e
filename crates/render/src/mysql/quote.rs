//! Names between backticks, texts between apostrophes, expressions between parentheses.

use limbeck_lex::significant;
use limbeck_schema::{Expr, Family, Name, ObjectName};
use sea_query::{Alias, IntoIden, MysqlQueryBuilder, QuotedBuilder};

use crate::statement::{closed, encloses};

/// `` `name` ``, whatever the name: which words are reserved changes with maker and release.
pub(super) fn quoted(name: &Name) -> String {
    let mut out = String::new();
    // An owned name: sea-query 1.0 does not escape a borrowed one.
    MysqlQueryBuilder.prepare_iden(&Alias::new(name.as_str()).into_iden(), &mut out);
    out
}

/// `` `database`.`name` ``, or the name alone in the session's own database.
pub(super) fn qualified(name: &ObjectName) -> String {
    match &name.namespace {
        Some(namespace) => format!("{}.{}", quoted(namespace), quoted(&name.name)),
        None => quoted(&name.name),
    }
}

/// A list of names, as between the parentheses of a key.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a Name>) -> String {
    names.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// `'text'`, spelled as `SHOW CREATE TABLE` spells comments: on one line.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("''"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\0' => out.push_str("\\0"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// The name of an option or attribute: the words of the grammar bare, anything else, which only an engine
/// of MariaDB's knows, between backticks.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c == '_' || c == ' ' || c.is_ascii_alphanumeric();
    match Name::new(text) {
        Ok(name) if !text.chars().all(is_plain) && !text.starts_with('`') => quoted(&name),
        _ => text.to_owned(),
    }
}

/// `(expr)`; what stands between parentheses as a whole gets no second ones.
pub(super) fn parenthesised(expr: &Expr) -> String {
    let text = verbatim(&expr.text);
    if encloses(&significant(Family::Mysql, &text)) { text } else { format!("({text})") }
}

/// Text of the server's or the author's, fit to be followed by more.
pub(super) fn verbatim(text: &str) -> String {
    closed(Family::Mysql, text)
}
