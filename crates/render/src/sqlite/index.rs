//! `CREATE INDEX`.

use limbeck_schema::{Index, IndexPart, IndexTerm, ObjectName};

use super::quote::{quoted, verbatim};

pub(super) fn create(table: &ObjectName, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    let mut out = format!(
        "CREATE {unique}INDEX {} ON {} ({})",
        quoted(&index.name),
        quoted(&table.name),
        parts.join(", ")
    );
    if let Some(predicate) = &index.predicate {
        out.push_str(&format!(" WHERE {}", verbatim(&predicate.text)));
    }
    out
}

fn part(part: &IndexPart) -> String {
    let mut out = match &part.term {
        IndexTerm::Column(name) => quoted(name),
        IndexTerm::Expr(expr) => verbatim(&expr.text),
    };
    if let Some(collation) = &part.collation {
        out.push_str(&format!(" COLLATE {}", quoted(&collation.name)));
    }
    if part.descending {
        out.push_str(" DESC");
    }
    out
}
