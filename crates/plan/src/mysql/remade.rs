//! Columns that are dropped and made again: what is computed when it is read cannot become something that is
//! stored, nor the other way round (MySQL 3106, MariaDB 1907).

use limbeck_schema::{Change, Column, Edit, Generated, Name, ObjectName, Pair, Table};

use super::{Work, column};
use crate::{Clause, Position, rename};

/// One of them.
pub(super) struct Remade<'a>(&'a Pair<Column>);

/// Those of the table.
pub(super) fn of<'a>(work: &'a Work<'a>, table: &ObjectName) -> Vec<Remade<'a>> {
    let of = |change: &'a Change| match change {
        Change::Column { table: on, edit: Edit::Alter(pair) } if on == table && column::is_remade(pair) => {
            Some(Remade(pair))
        }
        _ => None,
    };
    work.set.changes.iter().filter_map(of).collect()
}

impl<'a> Remade<'a> {
    pub(super) fn name(&self) -> &'a Name {
        &self.0.after.name
    }

    /// What its values are kept in where nothing computes them any more: a column that is computed once, and
    /// takes its place. No row is updated for it, so no trigger fires and nothing is stamped.
    pub(super) fn keeper(&self) -> Option<Name> {
        self.0.after.generated.is_none().then(|| rename::spare(self.name()))
    }

    /// Makes the keeper.
    pub(super) fn keep(&self, tables: Pair<&Table>) -> Option<Clause> {
        let before = column::definition(&self.0.before, Pair::new(tables.before, tables.before)).column;
        let generated = before.generated.clone()?;
        let keeper = Column {
            name: self.keeper()?,
            generated: Some(Generated { stored: true, ..generated }),
            nullable: true,
            comment: None,
            ..before
        };
        let definition = crate::Definition { column: keeper, checks: Vec::new() };
        Some(Clause::AddColumn(definition, Position::Last))
    }
}
