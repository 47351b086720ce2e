//! Other names, natively.

use limbeck_lex::mentions;
use limbeck_schema::{Check, Column, Family, Index, IndexTerm, Name, ObjectName, Pair, Table};

use super::{Work, column};
use crate::{Clause, Op, Step, rename};

/// Tables get their names first. The columns of a table get theirs in one statement, where that can be.
/// Where expressions do not follow, what mentions a renamed column goes and comes again in the same statement;
/// where a foreign key is over the column too, in statements of their own (1846).
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
            steps.extend(columns(work, table, names));
        }
    }
    steps
}

fn columns(work: &Work<'_>, table: &Table, names: Vec<Pair<Name>>) -> Vec<Step> {
    if work.abilities.expressions_follow_renames {
        return renamed(names).into_iter().map(|clauses| alter(&table.name, clauses)).collect();
    }
    let is_keyed = is_keyed(work, table, &names);
    let again = Again::of(table, &names, is_keyed);
    let drops = again.drops(&names);
    let stay = names.into_iter().filter(|pair| !again.columns.iter().any(|own| own.name == pair.after));
    let mut statements = vec![drops, stay.map(Clause::RenameColumn).collect(), again.additions(table)];
    if !is_keyed {
        statements = vec![statements.concat()];
    }
    statements.retain(|clauses| !clauses.is_empty());
    statements.into_iter().map(|clauses| alter(&table.name, clauses)).collect()
}

/// Whether a foreign key is over one of the columns, or leads to one.
fn is_keyed(work: &Work<'_>, table: &Table, names: &[Pair<Name>]) -> bool {
    let is_renamed = |column: &Name| names.iter().any(|pair| pair.after == *column);
    work.sides.before.tables.iter().any(|other| {
        other.foreign_keys.iter().any(|key| {
            (other.name == table.name && key.columns.iter().any(is_renamed))
                || (key.references == table.name && key.referenced.key.iter().any(is_renamed))
        })
    })
}

/// MariaDB reads checks and keys between one rename and the next: no column takes the name that another gives
/// up in the same statement.
fn renamed(names: Vec<Pair<Name>>) -> Vec<Vec<Clause>> {
    let is_taken = |name: &Name| names.iter().any(|pair| pair.before == *name);
    if names.iter().any(|pair| is_taken(&pair.after)) {
        let one_by_one = rename::sequence(names, rename::spare).into_iter();
        return one_by_one.map(|pair| vec![Clause::RenameColumn(pair)]).collect();
    }
    vec![names.into_iter().map(Clause::RenameColumn).collect()]
}

fn alter(table: &ObjectName, clauses: Vec<Clause>) -> Step {
    Step::plain(Op::AlterTogether { table: table.clone(), clauses })
}

/// What of a table mentions columns that get other names, or is in their way. The table speaks the new ones.
#[derive(Default)]
struct Again<'a> {
    checks: Vec<&'a Check>,
    columns: Vec<&'a Column>,
    indexes: Vec<&'a Index>,
}

impl<'a> Again<'a> {
    fn of(table: &'a Table, names: &[Pair<Name>], is_keyed: bool) -> Self {
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
        // Some checks have the server copy the table when any column gets another name, those over an enum, a date
        // or a text among them (MySQL 9.7), and a foreign key does not let it (1846).
        let is_in_the_way = |check: &&Check| is_keyed || is_new(&check.expr.text);
        let checks = table.checks.iter().filter(is_in_the_way).collect();
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
