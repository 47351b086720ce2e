//! A table that stays, changed in one statement: for each statement the server may copy it.

use limbeck_lex::mentions;
use limbeck_schema::{Change, Check, Column, Edit, Family, Index, Name, Pair, Table, Validity};

use super::{Work, column, hazards, indexes, partition, places, remade, remade::Remade, taken::Taken};
use crate::{Clause, Op, Position, Step};

/// What is done to a table that is there on both sides, put together clause by clause.
pub(super) struct Alteration<'a> {
    work: &'a Work<'a>,
    tables: Pair<&'a Table>,
    /// What is dropped and made again although its name stays.
    remade: Vec<Remade<'a>>,
    /// What stays, and stands elsewhere.
    moved: Vec<&'a Name>,
    clauses: Vec<Clause>,
}

/// The steps for one table; none where nothing in it changes.
pub(super) fn steps<'a>(work: &'a Work<'a>, tables: Pair<&'a Table>) -> Vec<Step> {
    let name = &tables.after.name;
    let hazards = work.hazards_of(|change| change.object() == name && is_inside(change));
    let moved = places::movers(work.set.changes.iter().filter(|change| change.object() == name));
    let mut alteration =
        Alteration { work, tables, remade: remade::of(work, name), moved, clauses: Vec::new() };
    let keepers = alteration.remade.iter().filter_map(|own| own.keep(tables)).collect();
    alteration.drops();
    alteration.columns();
    alteration.additions();
    let partitions = partition::clauses(tables);
    let mut statements = vec![partitions.before, keepers];
    statements.extend(apart(alteration.clauses, work));
    statements.push(partitions.after);
    let mut steps: Vec<Step> = statements
        .into_iter()
        .filter(|clauses| !clauses.is_empty())
        .map(|clauses| Step::plain(Op::AlterTogether { table: name.clone(), clauses }))
        .collect();
    if let Some(first) = steps.first_mut() {
        first.hazards = hazards::once(hazards);
    }
    steps
}

/// Whether the change is one of those that are made here.
fn is_inside(change: &Change) -> bool {
    !matches!(
        change,
        Change::Table(_)
            | Change::ForeignKey { .. }
            | Change::Trigger { .. }
            | Change::View(_)
            | Change::Object(_)
            | Change::Comment(_)
            | Change::Grant(_)
    )
}

/// Cut where one statement cannot do it all: one FULLTEXT index is built at a time, and defaults that are
/// computed are set where no row is copied.
fn apart(clauses: Vec<Clause>, work: &Work<'_>) -> Vec<Vec<Clause>> {
    let mut statements = vec![Vec::new()];
    let mut has_one = false;
    for clause in clauses {
        if matches!(clause, Clause::SetDefault(..) | Clause::RedefineDefault(_)) {
            statements.push(vec![clause]);
            continue;
        }
        let is_fulltext =
            matches!(&clause, Clause::AddIndex(index) if index.method.as_deref() == Some("FULLTEXT"));
        if is_fulltext && has_one && !work.abilities.many_fulltexts_at_once {
            statements.push(vec![clause]);
            continue;
        }
        has_one |= is_fulltext;
        if let Some(first) = statements.first_mut() {
            first.push(clause);
        }
    }
    statements
}

impl<'a> Alteration<'a> {
    fn changes(&self) -> impl Iterator<Item = &'a Change> + use<'a> {
        let name = &self.tables.after.name;
        self.work.set.changes.iter().filter(move |change| change.object() == name)
    }

    /// Whether a column that is made again is in it.
    fn is_over_remade(&self, index: &Index) -> bool {
        self.remade.iter().any(|own| indexes::is_over(index, own.name()))
    }

    fn mentions_remade(&self, check: &Check) -> bool {
        let found = mentions(Family::Mysql, &check.expr.text);
        self.remade.iter().any(|own| found.contains(own.name().key()))
    }

    /// Indexes that stay, over columns that are made again.
    fn dragged_indexes(&self) -> impl Iterator<Item = &'a Index> {
        let Pair { before, after } = self.tables;
        let stays = move |index: &&Index| before.indexes.get(&index.name) == Some(*index);
        after.indexes.iter().filter(stays).filter(|index| self.is_over_remade(index))
    }

    fn dragged_checks(&self) -> impl Iterator<Item = &'a Check> {
        let Pair { before, after } = self.tables;
        let stays = move |check: &&Check| check.column.is_none() && before.checks.iter().any(|b| b == *check);
        after.checks.iter().filter(stays).filter(|check| self.mentions_remade(check))
    }

    /// What goes, dependents first.
    fn drops(&mut self) {
        let mut clauses = Vec::new();
        let drop_check = |check: &Check| check.name.given().cloned().map(Clause::DropCheck);
        for change in self.changes() {
            match change {
                Change::Check { edit, .. } => {
                    let gone = edit.before().filter(|check| check.column.is_none());
                    clauses.extend(gone.filter(|_| enforced(edit).is_none()).and_then(drop_check));
                }
                Change::Index { edit: Edit::Drop(index), .. } => {
                    clauses.push(Clause::DropIndex(index.name.clone()));
                }
                Change::Index { edit: Edit::Alter(pair), .. } => {
                    clauses.extend(indexes::altered(pair, self.work.abilities).into_iter().filter(is_drop));
                }
                _ => {}
            }
        }
        clauses.extend(self.dragged_checks().filter_map(drop_check));
        clauses.extend(self.dragged_indexes().map(|index| Clause::DropIndex(index.name.clone())));
        let goes = |change: &&Change| {
            matches!(change, Change::PrimaryKey { edit: Edit::Drop(_) | Edit::Alter(_), .. })
        };
        clauses.extend(self.changes().find(goes).map(|_| Clause::DropPrimaryKey));
        let gone = self.changes().filter_map(|change| match change {
            Change::Column { edit: Edit::Drop(column), .. } => Some(&column.name),
            _ => None,
        });
        clauses.extend(gone.chain(self.remade.iter().map(Remade::name)).cloned().map(Clause::DropColumn));
        self.clauses.extend(clauses);
    }

    /// Columns that come or change, in the order they will stand in.
    fn columns(&mut self) {
        for own in self.tables.after.columns.iter() {
            let edit = self.changes().find_map(|change| match change {
                Change::Column { edit, .. } if edit.after() == Some(own) && same(edit, own) => Some(edit),
                _ => None,
            });
            let clause = match edit {
                Some(Edit::Create(_)) => self.added(own),
                Some(Edit::Alter(pair)) if column::is_remade(pair) => self.made_again(own),
                Some(Edit::Alter(pair)) if !self.work.abilities.redefines_with_any_default => {
                    self.clauses.extend(column::altered(pair, self.tables, self.new_place(own)));
                    continue;
                }
                None if !self.has_other_checks(&own.name) && !self.moved.contains(&&own.name) => continue,
                _ => Clause::RedefineColumn(column::definition(own, self.tables), self.new_place(own)),
            };
            self.clauses.push(clause);
        }
    }

    fn is_remade(&self, name: &Name) -> bool {
        self.remade.iter().any(|own| own.name() == name)
    }

    /// A column in the place of the one that is dropped.
    fn made_again(&self, own: &Column) -> Clause {
        let remade = self.remade.iter().find(|remade| *remade.name() == own.name);
        match remade.and_then(Remade::keeper) {
            Some(keeper) => Clause::TurnColumn(
                keeper,
                column::definition(own, self.tables),
                column::behind_previous(&own.name, self.tables.after),
            ),
            None => self.added(own),
        }
    }

    /// A column added where it should stand, behind those that are there or have been added before it.
    fn added(&self, own: &Column) -> Clause {
        let stays = |name: &Name| {
            let is_there = self.tables.before.columns.contains(name);
            is_there && !self.is_remade(name) && !self.moved.contains(&name)
        };
        let place = column::position(&own.name, self.tables.after, stays);
        Clause::AddColumn(column::definition(own, self.tables), place)
    }

    /// Where a column goes that stands elsewhere: what says nothing stays where it is.
    fn new_place(&self, own: &Column) -> Option<Position> {
        let moves = self.moved.contains(&&own.name);
        moves.then(|| column::behind_previous(&own.name, self.tables.after))
    }

    /// Whether MariaDB's checks behind the column are other ones.
    fn has_other_checks(&self, name: &Name) -> bool {
        let of = |table: &'a Table| -> Vec<&'a Check> {
            let mut found: Vec<&Check> =
                table.checks.iter().filter(|check| check.column.as_ref() == Some(name)).collect();
            found.sort();
            found
        };
        of(self.tables.before) != of(self.tables.after)
    }

    /// The check, under another name where the server made up the one it has, and one that stays has it.
    fn under_a_free_name(check: &Check, taken: &mut Taken) -> Check {
        let stem = check.name.given().map_or("", |name| name.as_str());
        let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        check.named(taken.free(&check.name, stem))
    }

    /// What comes, what it rests on first.
    fn additions(&mut self) {
        let mut clauses = Vec::new();
        for change in self.changes() {
            match change {
                Change::PrimaryKey { edit: Edit::Create(key), .. }
                | Change::PrimaryKey { edit: Edit::Alter(Pair { after: key, .. }), .. } => {
                    clauses.push(Clause::AddPrimaryKey(key.clone()));
                }
                _ => {}
            }
        }
        for change in self.changes() {
            match change {
                Change::Index { edit: Edit::Create(index), .. } => {
                    clauses.push(Clause::AddIndex(index.clone()));
                }
                Change::Index { edit: Edit::Alter(pair), .. } => {
                    let altered = indexes::altered(pair, self.work.abilities).into_iter();
                    clauses.extend(altered.filter(|clause| !is_drop(clause)));
                }
                _ => {}
            }
        }
        clauses.extend(self.dragged_indexes().cloned().map(Clause::AddIndex));
        clauses.extend(indexes::following(self.tables));
        let Pair { before, after } = self.tables;
        let stays = |own: &&Check| after.checks.iter().any(|other| other == *own);
        let mut taken = Taken::new(
            before.checks.iter().filter(stays).map(|check| &check.name),
            after.checks.iter().map(|check| &check.name),
        );
        for change in self.changes() {
            if let Change::Check { edit, .. } = change
                && let Some(check) = edit.after().filter(|check| check.column.is_none())
            {
                let add = || Clause::AddCheck(Self::under_a_free_name(check, &mut taken));
                clauses.push(enforced(edit).unwrap_or_else(add));
            }
        }
        clauses.extend(self.dragged_checks().cloned().map(Clause::AddCheck));
        clauses.extend(self.changes().find_map(options));
        self.clauses.extend(clauses);
    }
}

fn same(edit: &Edit<Column>, own: &Column) -> bool {
    edit.subject().name == own.name
}

fn is_drop(clause: &Clause) -> bool {
    matches!(clause, Clause::DropIndex(_))
}

/// Where a check only begins or ceases to hold, in place.
fn enforced(edit: &Edit<Check>) -> Option<Clause> {
    let Edit::Alter(pair) = edit else { return None };
    let alike = Check { validity: pair.after.validity, ..pair.before.clone() } == pair.after;
    let name = pair.after.name.given().filter(|_| alike)?;
    Some(Clause::SetEnforced(name.clone(), pair.after.validity != Validity::NotEnforced))
}

fn options(change: &Change) -> Option<Clause> {
    let Change::Options { pair, .. } = change else { return None };
    let but_for_partitions = |options: &limbeck_schema::TableOptions| limbeck_schema::TableOptions {
        partitioned_by: None,
        ..options.clone()
    };
    let pair = pair.as_ref().map(but_for_partitions);
    (pair.before != pair.after).then(|| Clause::SetOptions(Box::new(pair)))
}
