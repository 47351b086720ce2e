//! Where a database keeps the revision it is at: one column, `version_num`, as Alembic has it.

use limbeck_db::{DbError, Session};
use sea_query::{Alias, ColumnDef, Expr, ExprTrait, Query, SqliteQueryBuilder, Table};

use crate::RevisionId;

const COLUMN: &str = "version_num";

/// The revisions the database is at, sorted; none where there is no version table. Nothing is written.
pub fn current(session: &mut Session, table: &str) -> Result<Vec<RevisionId>, DbError> {
    if !exists(session, table)? {
        return Ok(Vec::new());
    }
    let mut query = Query::select();
    query.expr_as(Expr::col(Alias::new(COLUMN)), Alias::new("value")).from(Alias::new(table));
    let mut found: Vec<RevisionId> =
        session.texts(&query.to_string(SqliteQueryBuilder))?.into_iter().map(RevisionId::stored).collect();
    found.sort();
    Ok(found)
}

fn exists(session: &mut Session, table: &str) -> Result<bool, DbError> {
    let mut query = Query::select();
    query
        .expr_as(Expr::col(Alias::new("name")), Alias::new("value"))
        .from(Alias::new("sqlite_schema"))
        .and_where(Expr::col(Alias::new("type")).eq("table"))
        .and_where(Expr::cust("lower(name)").eq(table.to_ascii_lowercase()));
    Ok(session.text(&query.to_string(SqliteQueryBuilder))?.is_some())
}

/// Makes the table where it is missing.
pub(crate) fn ensure(session: &mut Session, table: &str) -> Result<(), DbError> {
    let mut column = ColumnDef::new(Alias::new(COLUMN));
    column.string_len(32).not_null().primary_key();
    let create = Table::create().table(Alias::new(table)).if_not_exists().col(&mut column).to_owned();
    session.execute(&create.to_string(SqliteQueryBuilder))
}

/// Writes down that the database is at `after`, where it was at `before`.
pub(crate) fn write(
    session: &mut Session,
    table: &str,
    before: &[RevisionId],
    after: &[RevisionId],
) -> Result<(), DbError> {
    for gone in before.iter().filter(|id| !after.contains(id)) {
        let condition = Expr::col(Alias::new(COLUMN)).eq(gone.as_str());
        let delete = Query::delete().from_table(Alias::new(table)).and_where(condition).to_owned();
        session.execute(&delete.to_string(SqliteQueryBuilder))?;
    }
    for new in after.iter().filter(|id| !before.contains(id)) {
        let mut insert = Query::insert();
        insert
            .into_table(Alias::new(table))
            .columns([Alias::new(COLUMN)])
            .values_panic([new.as_str().into()]);
        session.execute(&insert.to_string(SqliteQueryBuilder))?;
    }
    Ok(())
}
