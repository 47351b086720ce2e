//! The table in which a database keeps where it is: one column, `version_num`, as Alembic's.

use std::collections::BTreeSet;

use limbeck_db::{DbError, Session};
use limbeck_schema::Family;
use sea_query::{
    Alias, Expr, ExprTrait, Func, IntoTableRef, MysqlQueryBuilder, PostgresQueryBuilder, Query,
    QueryStatementWriter, SqliteQueryBuilder, Table, TableCreateStatement, TableRef,
};

use crate::{RevisionId, RunError};

const COLUMN: &str = "version_num";

/// Where the database is, by id; at no revision where there is no version table. Nothing is written.
pub fn current(session: &mut Session, version_table: &str) -> Result<Vec<RevisionId>, RunError> {
    VersionTable::new(session, version_table)?.rows(session)
}

/// Makes the version table if it is not there; says whether it had to.
pub fn ensure(session: &mut Session, version_table: &str) -> Result<bool, RunError> {
    let mut table = VersionTable::new(session, version_table)?;
    let is_new = !table.exists(session)?;
    if is_new {
        session.execute(&table.creation())?;
    }
    Ok(is_new)
}

/// The statement that makes the version table.
pub fn creation(family: Family, version_table: &str) -> String {
    format!("{};\n", VersionTable::of(family, version_table).creation())
}

/// A version table by its name.
#[derive(Debug, Clone)]
pub(crate) struct VersionTable {
    /// Where it is, so that it is found whatever search path a revision sets.
    namespace: Option<String>,
    name: String,
    words: Words,
    /// Whether it has been seen; it is not looked for again, then.
    seen: bool,
}

/// What every family says in its own words.
#[derive(Debug, Clone, Copy)]
struct Words {
    query: fn(&dyn Statement) -> String,
    create: fn(&TableCreateStatement) -> String,
    /// A query for the table, if it is there: its namespace, where there are any, as `value`.
    existence: fn(&VersionTable) -> String,
    /// Whether a dot in its name stands behind a namespace.
    has_namespaces: bool,
    prelude: &'static str,
    /// What begins a transaction anew behind a statement that makes a table, where that has ended it.
    reopening: Option<&'static str>,
    /// What puts back who one is, which a revision may have changed.
    identity: &'static str,
    /// What a script says when a revision may have left settings behind.
    reset: &'static str,
}

/// A statement that can be written for any family.
trait Statement {
    fn sqlite(&self) -> String;
    fn postgres(&self) -> String;
    fn mysql(&self) -> String;
}

impl<T: QueryStatementWriter> Statement for T {
    fn sqlite(&self) -> String {
        self.to_string(SqliteQueryBuilder)
    }

    fn postgres(&self) -> String {
        self.to_string(PostgresQueryBuilder)
    }

    fn mysql(&self) -> String {
        self.to_string(MysqlQueryBuilder)
    }
}

impl VersionTable {
    /// The table where it is, or where it would be made.
    pub(crate) fn new(session: &mut Session, name: &str) -> Result<Self, RunError> {
        let mut table = Self::of(session.dialect().family, name);
        if table.words.has_namespaces {
            let found = table.found(session)?;
            table.seen = found.is_some();
            table.namespace = match (table.namespace.take(), found) {
                (Some(given), _) => Some(given),
                (None, Some(found)) => Some(found),
                (None, None) => session.namespace()?,
            };
        }
        Ok(table)
    }

    pub(crate) fn of(family: Family, name: &str) -> Self {
        let words = words(family);
        let (namespace, name) = match name.split_once('.').filter(|_| words.has_namespaces) {
            Some((namespace, name)) => (Some(namespace.to_owned()), name),
            None => (None, name),
        };
        Self { namespace, name: name.to_owned(), words, seen: false }
    }

    /// The rows as they stand there, in the order of their ids, since rows have none: whether files have them is for the graph to say.
    pub(crate) fn rows(&mut self, session: &mut Session) -> Result<Vec<RevisionId>, RunError> {
        if !self.exists(session)? {
            return Ok(Vec::new());
        }
        // With its table in front, the name is never taken for a string where there is no such column.
        let column = Expr::col((Alias::new(&self.name), Alias::new(COLUMN)));
        let query = Query::select().expr_as(column, Alias::new("value")).from(self.reference()).take();
        let rows = session.texts(&(self.words.query)(&query));
        let rows = rows.map_err(|source| self.error(source))?;
        let rows: BTreeSet<RevisionId> = rows.into_iter().map(RevisionId::stored).collect();
        Ok(rows.into_iter().collect())
    }

    /// Takes the rows from the ones to the others, within the transaction the caller is in.
    pub(crate) fn record(
        &mut self,
        session: &mut Session,
        before: &[RevisionId],
        after: &[RevisionId],
    ) -> Result<(), RunError> {
        let mut sql = Vec::new();
        if !self.exists(session)? {
            sql.push(self.creation());
            // What makes a table ends the transaction there.
            sql.extend(self.words.reopening.map(str::to_owned));
        }
        sql.extend(before.iter().filter(|id| !after.contains(id)).map(|id| self.deletion(id)));
        for id in after.iter().filter(|id| !before.contains(id)) {
            sql.push(self.insertion(id));
        }
        if sql.is_empty() {
            return Ok(());
        }
        if !self.words.identity.is_empty() {
            sql.insert(0, self.words.identity.to_owned());
        }
        session.execute(&sql.join(";\n")).map_err(|source| self.error(source))
    }

    /// Another table in the same place.
    pub(crate) fn beside(&self, name: &str) -> Self {
        Self { name: name.to_owned(), seen: false, ..self.clone() }
    }

    pub(crate) fn exists(&mut self, session: &mut Session) -> Result<bool, DbError> {
        if !self.seen {
            self.seen = self.found(session)?.is_some();
        }
        Ok(self.seen)
    }

    fn found(&self, session: &mut Session) -> Result<Option<String>, DbError> {
        session.text(&(self.words.existence)(self))
    }

    /// What a script sets before the first revision, as the runner's session has it.
    pub(crate) fn prelude(&self) -> &'static str {
        self.words.prelude
    }

    /// What a script says behind a revision that may have left settings behind.
    pub(crate) fn reset(&self) -> &'static str {
        self.words.reset
    }

    pub(crate) fn reference(&self) -> TableRef {
        let name = Alias::new(&self.name);
        match &self.namespace {
            Some(namespace) => (Alias::new(namespace), name).into_table_ref(),
            None => name.into_table_ref(),
        }
    }

    pub(crate) fn creation(&self) -> String {
        let column =
            sea_query::ColumnDef::new(Alias::new(COLUMN)).string_len(32).not_null().primary_key().take();
        let table = Table::create().table(self.reference()).col(column).take();
        (self.words.create)(&table)
    }

    pub(crate) fn insertion(&self, id: &RevisionId) -> String {
        let select = Query::select().expr(Expr::val(id.as_str())).take();
        let mut insert = Query::insert();
        insert.into_table(self.reference()).columns([Alias::new(COLUMN)]);
        // One value for one column: `select_from` could only fail by their number.
        let _ = insert.select_from(select);
        (self.words.query)(&insert)
    }

    /// Takes all rows out.
    pub(crate) fn emptying(&self) -> String {
        (self.words.query)(&Query::delete().from_table(self.reference()).take())
    }

    pub(crate) fn deletion(&self, id: &RevisionId) -> String {
        let delete = Query::delete()
            .from_table(self.reference())
            .and_where(Expr::col(Alias::new(COLUMN)).eq(id.as_str()))
            .take();
        (self.words.query)(&delete)
    }

    /// A lock is a lock; anything else means that the table is not what it should be.
    fn error(&self, source: DbError) -> RunError {
        if source.is_refusal() {
            RunError::VersionTable { table: self.name.clone(), source }
        } else {
            RunError::Db(source)
        }
    }
}

fn words(family: Family) -> Words {
    match family {
        Family::Sqlite => Words {
            query: |query| query.sqlite(),
            create: |table| table.to_string(SqliteQueryBuilder),
            existence: in_sqlite_schema,
            has_namespaces: false,
            prelude: "PRAGMA foreign_keys = OFF;",
            reopening: None,
            identity: "",
            reset: "",
        },
        Family::Mysql => Words {
            query: |query| query.mysql(),
            // Whatever the server's own choice is, it has to take part in transactions.
            create: |table| table.clone().engine("InnoDB").to_string(MysqlQueryBuilder),
            existence: in_information_schema,
            has_namespaces: true,
            prelude: "SET NAMES utf8mb4;\nSET time_zone = '+00:00';",
            reopening: Some("START TRANSACTION"),
            identity: "",
            reset: "SET NAMES utf8mb4, autocommit = 1, foreign_key_checks = 1, unique_checks = 1, sql_mode = DEFAULT, time_zone = '+00:00'",
        },
        Family::Postgres => Words {
            query: |query| query.postgres(),
            create: |table| table.to_string(PostgresQueryBuilder),
            existence: in_search_path,
            has_namespaces: true,
            // psql goes on behind an error unless it is told otherwise.
            reopening: None,
            prelude: "\\set ON_ERROR_STOP on\nSET standard_conforming_strings = on;",
            identity: "RESET SESSION AUTHORIZATION; RESET ROLE",
            reset: "RESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\nSET standard_conforming_strings = on",
        },
    }
}

fn in_sqlite_schema(table: &VersionTable) -> String {
    Query::select()
        .expr_as(Expr::col(Alias::new("name")), Alias::new("value"))
        .from(Alias::new("sqlite_schema"))
        .and_where(Expr::col(Alias::new("type")).is_in(["table", "view"]))
        .and_where(Func::lower(Expr::col(Alias::new("name"))).eq(table.name.to_ascii_lowercase()))
        .to_string(SqliteQueryBuilder)
}

/// In the database that was given, or else in that of the session.
fn in_information_schema(table: &VersionTable) -> String {
    let database = match &table.namespace {
        Some(given) => Expr::val(given.as_str()),
        None => Func::cust("database").into(),
    };
    Query::select()
        .expr_as(Expr::col(Alias::new("table_schema")), Alias::new("value"))
        .from((Alias::new("information_schema"), Alias::new("tables")))
        .and_where(Expr::col(Alias::new("table_schema")).eq(database))
        .and_where(Expr::col(Alias::new("table_name")).eq(table.name.as_str()))
        .to_string(MysqlQueryBuilder)
}

/// In the namespace that was given, or else in the first one of the search path that has it.
fn in_search_path(table: &VersionTable) -> String {
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let path = table.namespace.iter().chain([&table.name]).map(|name| quoted(name));
    let path = path.collect::<Vec<_>>().join(".");
    let oid = Func::cust("to_regclass").arg(Expr::val(path));
    let catalog = |name: &str| (Alias::new("pg_catalog"), Alias::new(name)).into_table_ref();
    let of = |table: &str, column: &str| Expr::col((Alias::new(table), Alias::new(column)));
    Query::select()
        .expr_as(of("pg_namespace", "nspname").cast_as(Alias::new("text")), Alias::new("value"))
        .from(catalog("pg_class"))
        .inner_join(
            catalog("pg_namespace"),
            of("pg_namespace", "oid").equals((Alias::new("pg_class"), Alias::new("relnamespace"))),
        )
        .and_where(of("pg_class", "oid").eq(oid))
        .to_string(PostgresQueryBuilder)
}
