//! SQLite's meaning of things. Facts were run on 3.40 and 3.53.

mod canonical;
mod defaults;
mod exprs;
mod grammar;
mod keywords;
mod names;
mod statements;
mod types;

use limbeck_lex::{TokenKind, mentions, name_of, tokens};
use limbeck_schema::{Dialect, Expr, Family, Name, ObjectName, Schema};

use crate::rules::{RenamedNames, Rules};

pub(crate) struct Sqlite;

impl Rules for Sqlite {
    fn canonicalize(&self, schema: Schema, _: Dialect) -> Schema {
        canonical::schema(schema)
    }

    fn fold_name(&self, mut name: Name) -> Name {
        names::fold(&mut name);
        name
    }

    fn rename_in_expr(&self, text: &str, names: &RenamedNames<'_>) -> String {
        let tokens = tokens(Family::Sqlite, text);
        let next =
            |at: usize| tokens.iter().skip(at + 1).find(|token| !token.is_blank()).map(|token| token.text);
        let mut out = String::new();
        for (at, token) in tokens.iter().enumerate() {
            let name = name_of(token)
                .filter(|name| token.kind == TokenKind::QuotedName || !keywords::is_reserved(name))
                .map(|name| names::key(&name));
            let new = name.and_then(|name| match (next(at), names.table) {
                // A function of the column's name is none.
                (Some("("), _) => None,
                (Some("."), Some((old, new))) if old.key() == name => Some(new),
                (Some("."), _) => None,
                _ => names.columns.get(name.as_str()).copied(),
            });
            match new {
                Some(new) => out.push_str(&quoted(new)),
                None => out.push_str(token.text),
            }
        }
        out
    }

    fn same_kind(&self, a: &str, b: &str) -> bool {
        types::same_kind(a, b)
    }

    /// SQLite's types have no names: any word will do.
    fn same_type_name(&self, model: &str, other: &str) -> bool {
        types::same_kind(model, other)
    }

    fn same_details(&self, model: &str, other: &str) -> bool {
        types::same_details(model, other)
    }

    fn type_text(&self, name: &ObjectName) -> String {
        name.to_string()
    }

    fn is_implied(&self, column: &Name) -> bool {
        ["rowid", "_rowid_", "oid"].iter().any(|name| column.as_str().eq_ignore_ascii_case(name))
    }

    /// Only keys count here.
    fn counts(&self, _: &Expr) -> bool {
        false
    }

    /// Constraints need no names: they go with the table that is made anew.
    fn name_constraints(&self, _: &mut Schema, _: Dialect) {}

    fn is_said_by_server(&self) -> bool {
        false
    }

    fn mentions(&self, text: &str, column: &Name) -> bool {
        mentions(Family::Sqlite, text).contains(&column.as_str().to_ascii_lowercase())
    }
}

fn quoted(name: &Name) -> String {
    format!("\"{}\"", name.as_str().replace('"', "\"\""))
}
