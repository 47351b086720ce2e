//! `CREATE INDEX`.

use limbeck_lex::significant;
use limbeck_schema::{Expr, Family, Index, IndexPart, IndexTerm, Name, ObjectName, Table};

use super::{Cursor, head, term::term};

/// The index of that name on `table` as `sql` defines it; `None` if it is not understood.
pub(in super::super) fn index(name: Name, sql: &str, table: &Table) -> Option<Index> {
    let tokens = significant(Family::Sqlite, sql);
    let mut cursor = Cursor::new(sql, &tokens);
    let unique = cursor.at(&["create", "unique"]);
    head(&mut cursor, if unique { &["unique", "index"] } else { &["index"] })?;
    cursor.skip(&["on"]).then_some(())?;
    cursor.next()?;
    let terms = cursor.parentheses()?;
    let parts: Vec<IndexPart> = terms.items().into_iter().map(|item| part(item, table)).collect();
    let predicate = cursor.skip(&["where"]).then(|| Expr::new(cursor.text()));
    // Nothing else may follow, and nothing may be missing.
    if predicate.is_none() && !cursor.is_empty() {
        return None;
    }
    let whole = !parts.is_empty()
        && parts.iter().all(|part| !matches!(&part.term, IndexTerm::Expr(expr) if expr.text.is_empty()))
        && predicate.as_ref().is_none_or(|expr| !expr.text.is_empty());
    whole.then_some(Index { unique, predicate, ..Index::new(name, parts) })
}

/// A name is a column if the table has it; else SQLite finds a string in it.
fn part(item: Cursor<'_, '_>, table: &Table) -> IndexPart {
    let term = term(item);
    let is_column = |name: &Name| {
        table.columns.iter().any(|column| column.name.as_str().eq_ignore_ascii_case(name.as_str()))
    };
    let column = term.core.only_name().filter(is_column);
    let core = column.map_or_else(|| IndexTerm::Expr(Expr::new(term.core.text())), IndexTerm::Column);
    IndexPart {
        descending: term.descending,
        collation: term.collation.map(ObjectName::plain),
        ..IndexPart::plain(core)
    }
}
