//! What a change may cost, in a code to look up and a sentence to read.

use std::fmt;

use limbeck_schema::{Body, Change, Column, Edit, Object, Pair, Schema, TableOptions, Thing};

use crate::{Op, TableAction};

/// Something a reviewer should know before a step runs. Codes are those of `docs/hazards.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hazard {
    /// `DS103`.
    pub code: &'static str,
    /// `drop-column`.
    pub name: &'static str,
    /// What may happen, and what can be done about it.
    pub message: String,
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.code, self.name, self.message)
    }
}

/// The hazards of one change, wherever the change is carried out.
pub(crate) fn of(change: &Change) -> Vec<Hazard> {
    let table = change.object();
    match change {
        _ if change.renaming().is_some() => Vec::new(),
        Change::Table(Edit::Drop(dropped)) => {
            vec![hazard("DS102", "drop-table", format!("every row of {} is lost", dropped.name))]
        }
        Change::Column { edit: Edit::Drop(column), .. } if is_stored(column) => {
            vec![hazard("DS103", "drop-column", format!("every value of {table}.{} is lost", column.name))]
        }
        Change::Column { edit: Edit::Create(column), .. } => added_column(change, column),
        Change::Column { edit: Edit::Alter(pair), .. } => altered_column(change, pair),
        Change::Unique { edit: Edit::Create(_) | Edit::Alter(_), .. } => {
            vec![fails_on("DD201", "add-unique-existing", "duplicates", table)]
        }
        Change::Index { edit: Edit::Create(index), .. } if index.unique => {
            vec![fails_on("DD201", "add-unique-existing", "duplicates", table)]
        }
        Change::Index { edit: Edit::Alter(pair), .. } if pair.after.unique => {
            vec![fails_on("DD202", "modify-index-unique", "duplicates", table)]
        }
        Change::PrimaryKey { edit: Edit::Create(_) | Edit::Alter(_), .. } => {
            vec![fails_on("DD208", "primary-key-change", "duplicates of the new key", table)]
        }
        Change::Check { edit: Edit::Create(_) | Edit::Alter(_), .. } => {
            vec![fails_on("DD210", "add-check-existing", "rows that do not pass", table)]
        }
        Change::ForeignKey { edit: Edit::Create(_) | Edit::Alter(_), .. } => {
            vec![fails_on("DD211", "add-fk-existing", "rows without a parent", table)]
        }
        Change::Exclusion { edit: Edit::Create(_) | Edit::Alter(_), .. } => {
            vec![fails_on("DD210", "add-check-existing", "rows that exclude each other", table)]
        }
        Change::Options { pair, .. } => options(change, pair),
        Change::View(Edit::Drop(view)) if view.materialized => {
            vec![hazard(
                "DS112",
                "drop-view-or-mview",
                format!("the rows of {} have to be computed anew", view.name),
            )]
        }
        Change::Object(edit) => object(edit),
        _ => Vec::new(),
    }
}

fn object(edit: &Edit<Object>) -> Vec<Hazard> {
    match edit {
        Edit::Drop(Object { id, body: Body::Namespace }) => {
            vec![hazard("DS101", "drop-schema", format!("{id} goes; it must be empty by then"))]
        }
        Edit::Drop(Object { id, body: Body::Sequence(sequence) }) if sequence.owned_by.is_none() => {
            vec![hazard("DS105", "drop-sequence", format!("how far {id} has counted is lost"))]
        }
        Edit::Alter(Pair {
            before: Object { body: Body::Enum(b), .. },
            after: Object { id, body: Body::Enum(a) },
        }) => labels(id, b, a),
        _ => Vec::new(),
    }
}

fn labels(id: &Thing, before: &[String], after: &[String]) -> Vec<Hazard> {
    let lost: Vec<String> =
        before.iter().filter(|label| !after.contains(label)).map(|label| format!("`{label}`")).collect();
    let kept = || before.iter().filter(|label| after.contains(label));
    let mut found = Vec::new();
    if !lost.is_empty() {
        let message = format!("fails if a row holds {} of {id}: change such rows first", lost.join(", "));
        found.push(hazard("DS111", "enum-value-removed", message));
    }
    if !kept().eq(after.iter().filter(|label| before.contains(label))) {
        found.push(hazard("DD219", "enum-reorder", format!("values of {id} sort in another order")));
    }
    found
}

/// What an operation takes away that nothing has said before: rows go with a table, values with a column,
/// whatever change they go for.
pub(crate) fn unsaid(op: &Op, before: &Schema, told: &[Hazard]) -> Option<Hazard> {
    let found = match op {
        Op::DropTable(name)
            if before.tables.get(name).is_some_and(|table| table.options.foreign.is_none()) =>
        {
            hazard("DS102", "drop-table", format!("every row of {name} is lost"))
        }
        Op::AlterTable { table, action } => match &**action {
            TableAction::DropColumn(name) => {
                let own = before.tables.get(table)?.columns.get(name)?;
                if own.generated.is_some() {
                    return None;
                }
                hazard("DS103", "drop-column", format!("every value of {table}.{name} is lost"))
            }
            _ => return None,
        },
        _ => return None,
    };
    (!told.iter().any(|other| other.code == found.code)).then_some(found)
}

fn is_stored(column: &Column) -> bool {
    column.generated.as_ref().is_none_or(|generated| generated.stored)
}

fn added_column(change: &Change, column: &Column) -> Vec<Hazard> {
    if column.nullable || column.default.is_some() || column.generated.is_some() {
        return Vec::new();
    }
    let (table, name) = (change.object(), &column.name);
    let message = format!("fails if {table} has rows: {name} takes no NULL and has no default");
    vec![hazard("DD203", "add-not-null-no-default", message)]
}

fn altered_column(change: &Change, pair: &Pair<Column>) -> Vec<Hazard> {
    let Pair { before, after } = pair;
    let path = format!("{}.{}", change.object(), after.name);
    let mut found = Vec::new();
    if before.nullable && !after.nullable {
        found.push(hazard("DD204", "null-to-not-null", format!("fails if {path} holds NULL: fill it first")));
    }
    if before.sql_type != after.sql_type {
        let message = format!(
            "values of {path} are converted from {} to {}",
            or_none(&before.sql_type.text),
            or_none(&after.sql_type.text)
        );
        found.push(hazard("DD228", "change-type", message));
    }
    if before.generated != after.generated && after.generated.is_some() {
        found.push(hazard("DD221", "generated-expr-change", format!("values of {path} are computed anew")));
    }
    if before.collation != after.collation {
        let message = format!("{path} sorts and compares differently, also in unique keys");
        found.push(hazard("DD217", "collation-unique-collision", message));
    }
    found
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "no type" } else { text }
}

fn options(change: &Change, pair: &Pair<TableOptions>) -> Vec<Hazard> {
    if pair.after.strict && !pair.before.strict {
        return vec![fails_on(
            "LT607",
            "strict-conversion",
            "values that do not fit their column's type",
            change.object(),
        )];
    }
    Vec::new()
}

fn fails_on(code: &'static str, name: &'static str, what: &str, table: &impl fmt::Display) -> Hazard {
    hazard(code, name, format!("fails if {table} has {what}"))
}

fn hazard(code: &'static str, name: &'static str, message: String) -> Hazard {
    Hazard { code, name, message }
}
