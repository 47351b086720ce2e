//! PostgreSQL's meaning of things. Facts were run on 15, 17 and 18.

mod call;
mod canonical;
mod constraints;
mod defaults;
mod exprs;
mod keywords;
mod made_up;
mod names;
mod rename;
mod serial;
mod settle;
mod tree;
mod types;

#[cfg(test)]
mod tests;

use limbeck_lex::{mentions, significant};
use limbeck_schema::{Dialect, Expr, Family, Name, ObjectName, Schema};

use crate::{
    parentheses::unwrapped,
    rules::{RenamedNames, Rules},
};

pub(crate) struct Postgres;

impl Rules for Postgres {
    fn canonicalize(&self, schema: Schema, _: Dialect) -> Schema {
        canonical::schema(schema)
    }

    fn fold_name(&self, mut name: Name) -> Name {
        names::fold(&mut name);
        name
    }

    fn cut<'n>(&self, name: &'n str, room: usize) -> Option<&'n str> {
        let is_long = name.len() > names::LENGTH;
        is_long.then(|| name.get(..name.floor_char_boundary(names::LENGTH.saturating_sub(room)))).flatten()
    }

    fn rename_in_expr(&self, text: &str, names: &RenamedNames<'_>) -> String {
        rename::in_expr(text, names)
    }

    fn same_kind(&self, a: &str, b: &str) -> bool {
        types::kind(a) == types::kind(b)
    }

    fn same_type_name(&self, model: &str, other: &str) -> bool {
        types::same_name(model, other)
    }

    fn type_text(&self, name: &ObjectName) -> String {
        let parts = name.namespace.iter().chain([&name.name]);
        parts.map(|part| names::written(part.key())).collect::<Vec<_>>().join(".")
    }

    fn is_implied(&self, _: &Name) -> bool {
        false
    }

    fn counts(&self, default: &Expr) -> bool {
        let tokens = significant(Family::Postgres, unwrapped(Family::Postgres, &default.text));
        tokens.first().is_some_and(|token| token.is_word("nextval"))
    }

    fn name_constraints(&self, schema: &mut Schema, _: Dialect) {
        constraints::name(schema);
    }

    /// The server keeps expressions, views and policies as trees, and says them anew whenever it is asked.
    fn is_said_by_server(&self) -> bool {
        true
    }

    fn mentions(&self, text: &str, column: &Name) -> bool {
        mentions(Family::Postgres, text).contains(column.key())
    }
}
