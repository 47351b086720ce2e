//! The table in which a database keeps where it is: one column, `version_num`, as Alembic's.

use std::collections::BTreeSet;

use limbeck_db::{DbError, Session};
use limbeck_schema::Family;
use sea_query::{Alias, Expr, ExprTrait, Func, Query, SqliteQueryBuilder, Table};

use crate::{RevisionId, RunError};

const COLUMN: &str = "version_num";

/// Where the database is, by id; at no revision where there is no version table. Nothing is written.
pub fn current(session: &mut Session, version_table: &str) -> Result<Vec<RevisionId>, RunError> {
    VersionTable::new(session, version_table).rows(session)
}

/// Makes the version table if it is not there.
pub fn ensure(session: &mut Session, version_table: &str) -> Result<(), RunError> {
    let table = VersionTable::new(session, version_table);
    if !table.exists(session)? {
        session.execute(&table.creation())?;
    }
    Ok(())
}

/// A version table by its name.
#[derive(Debug, Clone)]
pub(crate) struct VersionTable {
    name: String,
    family: Family,
}

/// What every family says in its own words.
struct Words {
    /// Finds the table, if it is there.
    existence: String,
    prelude: &'static str,
}

impl VersionTable {
    pub(crate) fn new(session: &Session, name: &str) -> Self {
        Self::of(session.dialect().family, name)
    }

    pub(crate) fn of(family: Family, name: &str) -> Self {
        Self { name: name.to_owned(), family }
    }

    /// The rows, by id, as they stand there: whether files have them is for the graph to say.
    pub(crate) fn rows(&self, session: &mut Session) -> Result<Vec<RevisionId>, RunError> {
        if !self.exists(session)? {
            return Ok(Vec::new());
        }
        // With its table in front, the name is never taken for a string where there is no such column.
        let column = Expr::col((Alias::new(&self.name), Alias::new(COLUMN)));
        let query = Query::select().expr_as(column, Alias::new("value")).from(Alias::new(&self.name)).take();
        let rows = session.texts(&query.to_string(SqliteQueryBuilder));
        let rows = rows.map_err(|source| self.error(source))?;
        let rows: BTreeSet<RevisionId> = rows.into_iter().map(RevisionId::stored).collect();
        Ok(rows.into_iter().collect())
    }

    /// Takes the rows from the ones to the others, within the transaction the caller is in.
    pub(crate) fn record(
        &self,
        session: &mut Session,
        before: &[RevisionId],
        after: &[RevisionId],
    ) -> Result<(), RunError> {
        let mut sql = Vec::new();
        if !self.exists(session)? {
            sql.push(self.creation());
        }
        sql.extend(before.iter().filter(|id| !after.contains(id)).map(|id| self.deletion(id)));
        for id in after.iter().filter(|id| !before.contains(id)) {
            sql.push(self.insertion(id));
        }
        for statement in sql {
            session.execute(&statement).map_err(|source| self.error(source))?;
        }
        Ok(())
    }

    fn exists(&self, session: &mut Session) -> Result<bool, DbError> {
        Ok(session.text(&self.words().existence)?.is_some())
    }

    /// What a script sets before the first revision, as the runner's session has it.
    pub(crate) fn prelude(&self) -> &'static str {
        self.words().prelude
    }

    fn words(&self) -> Words {
        match self.family {
            Family::Sqlite => Words {
                existence: Query::select()
                    .expr_as(Expr::col(Alias::new("name")), Alias::new("value"))
                    .from(Alias::new("sqlite_schema"))
                    .and_where(Expr::col(Alias::new("type")).is_in(["table", "view"]))
                    .and_where(Func::lower(Expr::col(Alias::new("name"))).eq(self.name.to_ascii_lowercase()))
                    .to_string(SqliteQueryBuilder),
                prelude: "PRAGMA foreign_keys = OFF",
            },
            Family::Postgres => Words { existence: String::new(), prelude: "" },
        }
    }

    pub(crate) fn creation(&self) -> String {
        let column =
            sea_query::ColumnDef::new(Alias::new(COLUMN)).string_len(32).not_null().primary_key().take();
        Table::create().table(Alias::new(&self.name)).col(column).to_string(SqliteQueryBuilder)
    }

    pub(crate) fn insertion(&self, id: &RevisionId) -> String {
        let select = Query::select().expr(Expr::val(id.as_str())).take();
        let mut insert = Query::insert();
        insert.into_table(Alias::new(&self.name)).columns([Alias::new(COLUMN)]);
        // One value for one column: `select_from` could only fail by their number.
        let _ = insert.select_from(select);
        insert.to_string(SqliteQueryBuilder)
    }

    pub(crate) fn deletion(&self, id: &RevisionId) -> String {
        Query::delete()
            .from_table(Alias::new(&self.name))
            .and_where(Expr::col(Alias::new(COLUMN)).eq(id.as_str()))
            .to_string(SqliteQueryBuilder)
    }

    /// A lock is a lock; anything else means that the table is not what it should be.
    fn error(&self, source: DbError) -> RunError {
        match source {
            DbError::Sql { .. } => RunError::VersionTable { table: self.name.clone(), source },
            source => RunError::Db(source),
        }
    }
}
