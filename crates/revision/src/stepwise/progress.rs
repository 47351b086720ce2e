//! What is written down of a revision that is half done: the table `limbeck_progress`.

use limbeck_db::{DbError, Session};
use sea_query::{Alias, ColumnDef, Expr, ExprTrait, MysqlQueryBuilder, Query, Table};

use crate::{Direction, RevisionId, version_table::VersionTable};

const NAME: &str = "limbeck_progress";

const COLUMNS: [&str; 7] =
    ["revision", "direction", "done", "done_hash", "begun", "begun_hash", "fingerprint"];

/// How far a revision has come. There is a row only while one is half done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) id: RevisionId,
    pub(crate) direction: Direction,
    /// How many statements have run for certain.
    pub(crate) done: usize,
    /// The hash of those.
    pub(super) done_hash: String,
    /// How many have been begun: as many, or one more.
    pub(super) begun: usize,
    /// The hash of those.
    pub(super) begun_hash: String,
    /// The things that the last one of them names, as they were before it; empty where they do not tell.
    pub(super) fingerprint: String,
}

/// The table, beside the version table.
#[derive(Debug, Clone)]
pub(crate) struct ProgressTable {
    table: VersionTable,
}

impl ProgressTable {
    pub(crate) fn beside(version_table: &VersionTable) -> Self {
        Self { table: version_table.beside(NAME) }
    }

    /// The row, where there is one.
    pub(crate) fn read(&mut self, session: &mut Session) -> Result<Option<Progress>, DbError> {
        if !self.table.exists(session)? {
            return Ok(None);
        }
        let query = Query::select()
            .columns(COLUMNS.map(Alias::new))
            .from(self.table.reference())
            .order_by(Alias::new("revision"), sea_query::Order::Asc)
            .to_string(MysqlQueryBuilder);
        let row =
            session.answers(&query)?.into_iter().next().and_then(|answer| answer.rows.into_iter().next());
        Ok(row.map(|row| Progress::of(row.into_iter().map(Option::unwrap_or_default).collect())))
    }

    /// Makes the table if it is not there, which commits what is open.
    pub(super) fn ensure(&mut self, session: &mut Session) -> Result<(), DbError> {
        if self.table.exists(session)? {
            return Ok(());
        }
        let text =
            |name: &str, length: u32| ColumnDef::new(Alias::new(name)).string_len(length).not_null().take();
        let number = |name: &str| ColumnDef::new(Alias::new(name)).unsigned().not_null().take();
        let creation = Table::create()
            .table(self.table.reference())
            .if_not_exists()
            .col(text("revision", 32).primary_key())
            .col(text("direction", 9))
            .col(number("done"))
            .col(text("done_hash", 64))
            .col(number("begun"))
            .col(text("begun_hash", 64))
            .col(text("fingerprint", 64))
            // Whatever the server's own choice is, it has to take part in transactions.
            .engine("InnoDB")
            .to_string(MysqlQueryBuilder);
        session.execute(&creation)
    }

    /// The statement that writes a row in place of the one that is there.
    pub(super) fn replacement(&self, progress: &Progress) -> String {
        let count = |number: usize| Expr::val(u32::try_from(number).unwrap_or(u32::MAX));
        let values = [
            Expr::val(progress.id.as_str()),
            Expr::val(progress.direction.as_str()),
            count(progress.done),
            Expr::val(progress.done_hash.as_str()),
            count(progress.begun),
            Expr::val(progress.begun_hash.as_str()),
            Expr::val(progress.fingerprint.as_str()),
        ];
        let mut insert = Query::insert();
        insert.replace().into_table(self.table.reference()).columns(COLUMNS.map(Alias::new));
        // As many values as columns: it could only fail by their number.
        let _ = insert.values(values);
        insert.to_string(MysqlQueryBuilder)
    }

    /// The statement that takes the row of a revision away.
    pub(crate) fn deletion(&self, id: &RevisionId) -> String {
        Query::delete()
            .from_table(self.table.reference())
            .and_where(Expr::col(Alias::new("revision")).eq(id.as_str()))
            .to_string(MysqlQueryBuilder)
    }

    /// Takes away what is written down of any revision.
    pub(crate) fn forget(&mut self, session: &mut Session) -> Result<(), DbError> {
        match self.read(session)? {
            Some(progress) => session.execute(&self.deletion(&progress.id)),
            None => Ok(()),
        }
    }

    /// The statements by which people say whether the statement that was begun has run.
    pub(super) fn settlements(&self, id: &RevisionId) -> (String, String) {
        let update = |values: &[(&str, &str)]| {
            let mut update = Query::update();
            update.table(self.table.reference());
            for (column, source) in values {
                update.value(Alias::new(*column), Expr::col(Alias::new(*source)));
            }
            update.and_where(Expr::col(Alias::new("revision")).eq(id.as_str())).to_string(MysqlQueryBuilder)
        };
        (update(&[("done", "begun"), ("done_hash", "begun_hash")]), update(&[("begun", "done")]))
    }
}

impl Progress {
    /// Nothing done yet.
    pub(super) fn new(id: &RevisionId, direction: Direction) -> Self {
        Self {
            id: id.clone(),
            direction,
            done: 0,
            done_hash: String::new(),
            begun: 0,
            begun_hash: String::new(),
            fingerprint: String::new(),
        }
    }

    fn of(row: Vec<String>) -> Self {
        let mut values = row.into_iter();
        let mut next = || values.next().unwrap_or_default();
        let number = |text: String| text.parse().unwrap_or_default();
        Self {
            id: RevisionId::stored(next()),
            direction: match next().as_str() {
                "downgrade" => Direction::Downgrade,
                _ => Direction::Upgrade,
            },
            done: number(next()),
            done_hash: next(),
            begun: number(next()),
            begun_hash: next(),
            fingerprint: next(),
        }
    }
}
