//! MySQL's and MariaDB's meaning of things. Facts were run on MySQL 9.7 and MariaDB 10.11 and 11.8.

mod canonical;
mod constraints;
mod defaults;
mod keys;
mod keywords;
mod names;
mod rename;
mod texts;
mod types;

#[cfg(test)]
mod tests;

use limbeck_lex::mentions;
use limbeck_schema::{Dialect, Expr, Family, Index, Name, ObjectName, Schema};

use crate::rules::{RenamedNames, Rules};
use names::Names;

pub(crate) struct Mysql;

impl Rules for Mysql {
    fn canonicalize(&self, schema: Schema, dialect: Dialect) -> Schema {
        canonical::schema(schema, Names { dialect })
    }

    fn fold_name(&self, mut name: Name) -> Name {
        names::fold(&mut name);
        name
    }

    fn fold_table_name(&self, mut name: ObjectName, dialect: Dialect) -> ObjectName {
        Names { dialect }.table(&mut name);
        name
    }

    fn cut<'n>(&self, name: &'n str, room: usize) -> Option<&'n str> {
        let boundary = |at: usize| name.char_indices().nth(at).map(|(byte, _)| byte);
        boundary(names::LENGTH)?;
        name.get(..boundary(names::LENGTH.saturating_sub(room))?)
    }

    fn rename_in_expr(&self, text: &str, names: &RenamedNames<'_>) -> String {
        rename::in_expr(text, names)
    }

    fn same_kind(&self, model: &str, other: &str) -> bool {
        types::same_kind(model, other)
    }

    fn same_type_name(&self, model: &str, other: &str) -> bool {
        types::same_name(model, other)
    }

    fn same_details(&self, model: &str, other: &str) -> bool {
        types::same_details(model, other)
    }

    fn labels(&self, of: &str) -> Option<Vec<String>> {
        types::labels(of)
    }

    fn type_text(&self, name: &ObjectName) -> String {
        name.to_string()
    }

    fn is_implied(&self, _: &Name) -> bool {
        false
    }

    fn counts(&self, _: &Expr) -> bool {
        false
    }

    fn name_constraints(&self, schema: &mut Schema, dialect: Dialect) {
        constraints::name(schema, dialect);
    }

    fn has_implied_name(&self, index: &Index) -> bool {
        keys::has_implied_name(index)
    }

    /// The server prints expressions and views anew, in a form of its own.
    fn is_said_by_server(&self) -> bool {
        true
    }

    fn mentions(&self, text: &str, column: &Name) -> bool {
        mentions(Family::Mysql, text).contains(column.key())
    }
}
