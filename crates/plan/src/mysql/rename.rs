//! Other names, natively.

use limbeck_lex::mentions;
use limbeck_schema::{Check, Column, Family, Index, IndexTerm, Name, ObjectName, Pair, Table};

use super::{Work, column};
use crate::{Clause, Op, Step, rename};

/// Tables get their names first. The columns of a table get theirs in one statement, in which names may
/// change places. Where expressions do not follow, what mentions a renamed column goes and comes again in
/// the same statement.
pub(super) fn steps(work: &Work<'_>) -> Vec<Step> {
    // The columns are said here: the shared steps leave them out where tables are made anew.
    let mut steps = rename::steps(work.set, work.sides, |_| true);
    let mut kept: Vec<&Table> = work.sides.before.tables.iter().collect();
    kept.sort_by_key(|table| &table.name);
    for table in kept {
        let old = work.set.renames.table_before(&table.name);
        let names: Vec<Pair<Name>> =
            work.set.renames.columns_of(old).map(|(old, new)| Pair::new(old.clone(), new.clone())).collect();
        if !names.is_empty() {
            steps.push(columns(work, table, names));
        }
    }
    steps
}

fn columns(work: &Work<'_>, table: &Table, names: Vec<Pair<Name>>) -> Step {
    let follow = work.abilities.expressions_follow_renames;
    let again = if follow { Again::default() } else { Again::of(table, &names) };
    let mut clauses = again.drops(&names);
    let stay = names.into_iter().filter(|pair| !again.columns.iter().any(|own| own.name == pair.after));
    clauses.extend(stay.map(Clause::RenameColumn));
    clauses.extend(again.additions(table));
    alter(&table.name, clauses)
}

pub(super) fn alter(table: &ObjectName, clauses: Vec<Clause>) -> Step {
    Step { op: Op::AlterTogether { table: table.clone(), clauses }, hazards: Vec::new() }
}

/// What of a table mentions columns that get other names. The table speaks the new ones.
#[derive(Default)]
struct Again<'a> {
    checks: Vec<&'a Check>,
    columns: Vec<&'a Column>,
    indexes: Vec<&'a Index>,
}

impl<'a> Again<'a> {
    fn of(table: &'a Table, names: &[Pair<Name>]) -> Self {
        let is_new = |text: &str| {
            let found = mentions(Family::Mysql, text);
            names.iter().any(|pair| found.contains(&pair.after.as_str().to_lowercase()))
        };
        let columns: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| column.generated.as_ref().is_some_and(|own| is_new(&own.expr.text)))
            .collect();
        let goes = |index: &&Index| {
            index.parts.iter().any(|part| match &part.term {
                IndexTerm::Expr(expr) => is_new(&expr.text),
                IndexTerm::Column(name) => columns.iter().any(|column| column.name == *name),
            })
        };
        let indexes = table.indexes.iter().filter(goes).collect();
        let checks = table.checks.iter().filter(|check| is_new(&check.expr.text)).collect();
        Self { checks, columns, indexes }
    }

    fn drops(&self, names: &[Pair<Name>]) -> Vec<Clause> {
        let checks = self.checks.iter().filter_map(|check| check.name.given());
        let old = |name: &Name| {
            let renamed = names.iter().find(|pair| pair.after == *name);
            renamed.map_or_else(|| name.clone(), |pair| pair.before.clone())
        };
        checks
            .map(|name| Clause::DropCheck(name.clone()))
            .chain(self.indexes.iter().map(|index| Clause::DropIndex(index.name.clone())))
            .chain(self.columns.iter().map(|column| Clause::DropColumn(old(&column.name))))
            .collect()
    }

    fn additions(&self, table: &Table) -> Vec<Clause> {
        let columns = self.columns.iter().map(|own| {
            let stays = |name: &Name| !self.columns.iter().any(|other| other.name == *name);
            let place = column::position(&own.name, table, stays);
            Clause::AddColumn(column::definition(own, Pair::new(table, table)), place)
        });
        columns
            .chain(self.indexes.iter().map(|index| Clause::AddIndex((*index).clone())))
            .chain(self.checks.iter().map(|check| Clause::AddCheck((*check).clone())))
            .collect()
    }
}
