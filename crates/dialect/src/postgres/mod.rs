//! PostgreSQL's meaning of things.

use limbeck_schema::{Name, Schema};

use crate::rules::{RenamedNames, Rules};

pub(crate) struct Postgres;

impl Rules for Postgres {
    fn canonicalize(&self, schema: Schema) -> Schema {
        schema
    }

    fn rename_in_expr(&self, text: &str, _names: &RenamedNames<'_>) -> String {
        text.to_owned()
    }

    fn same_kind(&self, a: &str, b: &str) -> bool {
        a == b
    }

    fn is_implied(&self, _column: &Name) -> bool {
        false
    }

    fn mentions(&self, text: &str, column: &Name) -> bool {
        text.contains(column.as_str())
    }
}
