//! Views.

use limbeck_schema::View;

use super::quote::{qualified, verbatim};

/// `CREATE VIEW`.
pub(super) fn create(view: &View) -> String {
    statement("CREATE", view)
}

/// `CREATE OR REPLACE VIEW`, which takes options back by leaving them out.
pub(super) fn replace(view: &View) -> String {
    statement("CREATE OR REPLACE", view)
}

fn statement(verb: &str, view: &View) -> String {
    let option = |name: &str| view.options.get(name);
    let mut out = verb.to_owned();
    if let Some(algorithm) = option("ALGORITHM") {
        out.push_str(&format!(" ALGORITHM = {algorithm}"));
    }
    if let Some(security) = option("SQL SECURITY") {
        out.push_str(&format!(" SQL SECURITY {security}"));
    }
    // MySQL keeps names given in front of a query apart from it (9.7).
    let columns = option("COLUMNS").map(|columns| format!(" {columns}")).unwrap_or_default();
    let (name, query) = (qualified(&view.name), verbatim(&view.definition.text));
    out.push_str(&format!(" VIEW {name}{columns} AS\n{query}"));
    if let Some(check) = option("CHECK OPTION") {
        out.push_str(&format!("\nWITH {check} CHECK OPTION"));
    }
    out
}
