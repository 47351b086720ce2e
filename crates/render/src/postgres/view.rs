//! Views, and what is said of them.

use limbeck_plan::ViewAction;
use limbeck_schema::{ObjectName, View};

use super::{
    column,
    quote::{qualified, quoted, set_and_reset, verbatim, with},
};

/// `CREATE VIEW`; the query has the names of the columns.
pub(super) fn create(view: &View) -> String {
    statement(&format!("CREATE {}", kind(view.materialized)), view)
}

/// `CREATE OR REPLACE VIEW`, which takes away the options it does not say (15.18).
pub(super) fn replace(view: &View) -> String {
    statement("CREATE OR REPLACE VIEW", view)
}

/// `DROP VIEW`.
pub(super) fn drop(name: &ObjectName, materialized: bool) -> String {
    format!("DROP {} {}", kind(materialized), qualified(name))
}

/// `ALTER VIEW`.
pub(super) fn alter(name: &ObjectName, materialized: bool, action: &ViewAction) -> Vec<String> {
    let clauses = match action {
        ViewAction::SetOptions(pair) => set_and_reset(pair),
        ViewAction::SetDefault(name, Some(expr)) => {
            vec![format!("ALTER COLUMN {} SET {}", quoted(name), column::default(expr))]
        }
        ViewAction::SetDefault(name, None) => vec![format!("ALTER COLUMN {} DROP DEFAULT", quoted(name))],
    };
    let head = format!("ALTER {} {}", kind(materialized), qualified(name));
    clauses.into_iter().map(|clause| format!("{head} {clause}")).collect()
}

fn statement(verb: &str, view: &View) -> String {
    let options = with(&view.options);
    format!("{verb} {}{options} AS\n{}", qualified(&view.name), verbatim(&view.definition.text))
}

fn kind(materialized: bool) -> &'static str {
    if materialized { "MATERIALIZED VIEW" } else { "VIEW" }
}
