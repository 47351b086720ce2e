//! One table that is on both sides.

use limbeck_schema::{
    Aspect, Bag, Diagnostic, Expr, Index, IndexTerm, Items, KeyName, Name, Object, PrimaryKey, Table,
    TableCoverage,
};

use super::{
    note,
    shape::{self, Open},
};
use crate::rules::Rules;

/// One table that is on both sides.
pub(super) struct Completion<'a> {
    pub(super) rules: &'static dyn Rules,
    pub(super) coverage: &'a TableCoverage,
    pub(super) live: &'a Table,
    /// What is there beside tables: domains may stand before a column's type.
    pub(super) objects: &'a Items<Object>,
}

impl Completion<'_> {
    pub(super) fn table(&self, table: &mut Table, notes: &mut Vec<Diagnostic>) {
        let live = self.live;
        let sole_key = match table.primary_key.as_ref().map(|key| &key.parts[..]) {
            Some([only]) => Some(only.column.clone()),
            _ => None,
        };
        self.forget_implied_key(table);
        let entity = self.coverage.entity.as_ref();
        for column in table.columns.iter_mut() {
            match (live.columns.get(&column.name), entity) {
                (Some(there), None) => self.column(column, there),
                (Some(there), Some(entity)) => {
                    let is_sole_key = sole_key.as_ref() == Some(&column.name);
                    self.entity_column(entity, column, (there, is_sole_key));
                    self.nullability_of_key(column, there);
                }
                (None, _) => {}
            }
        }
        table.primary_key = match entity {
            Some(entity) => self.entity_key(entity, table),
            None => self.primary_key(table),
        };
        if let Some(entity) = entity {
            notes.extend(self.unknown_defaults(entity, table));
            self.ignored(entity, table);
        }
        let comment =
            if self.lacks(Aspect::Comment) { &live.options } else { &table.options }.comment.clone();
        if self.lacks(Aspect::Options) {
            table.options = table.options.over(&live.options, &self.coverage.parameters);
            table.unmodelled = live.unmodelled.clone();
        }
        table.options.comment = comment;
        if self.lacks(Aspect::Trigger) {
            table.triggers = live.triggers.clone();
        }
        let gone: Vec<&Name> = live
            .columns
            .iter()
            .map(|column| &column.name)
            .filter(|name| !table.columns.contains(name))
            .collect();
        let checks = entity.map(|_| table.checks.clone());
        self.constraints(table, &gone, notes);
        if let Some(said) = checks {
            self.entity_checks(table, &said, notes);
        }
        self.adopt(table);
        if let Some(entity) = entity {
            self.entity_keys(entity, table, &gone);
        }
    }

    /// Diesel needs a key, so print-schema (diesel_cli 2.3) gives a table without one the rowid.
    fn forget_implied_key(&self, table: &mut Table) {
        let Some([part]) = table.primary_key.as_ref().map(|key| &key.parts[..]) else { return };
        let column = part.column.clone();
        let is_live = self.live.columns.contains(&column) || self.live.options.without_rowid;
        if self.lacks(Aspect::KeyDetail) && self.rules.is_implied(&column) && !is_live {
            table.columns.remove(&column);
            table.primary_key = self.live.primary_key.clone();
        }
    }

    pub(super) fn lacks(&self, aspect: Aspect) -> bool {
        !self.coverage.covers(aspect)
    }

    /// The live key where it has the same columns and the source cannot say more.
    fn primary_key(&self, wanted: &Table) -> Option<PrimaryKey> {
        let (Some(key), Some(live)) = (&wanted.primary_key, &self.live.primary_key) else {
            return wanted.primary_key.clone();
        };
        let columns =
            |key: &PrimaryKey| -> Vec<Name> { key.parts.iter().map(|part| part.column.clone()).collect() };
        let (ours, theirs) = (columns(key), columns(live));
        // Diesel's lists are in the order of the table's columns on SQLite (diesel_cli 2.3), whatever that
        // of the key.
        if self.lacks(Aspect::KeyDetail)
            && ours.len() == theirs.len()
            && ours.iter().all(|column| theirs.contains(column))
        {
            return Some(live.clone());
        }
        if ours != theirs {
            return Some(key.clone());
        }
        let name = match &key.name {
            KeyName::Implied if self.lacks(Aspect::ConstraintName) => live.name.clone(),
            other => other.clone(),
        };
        Some(PrimaryKey { name, ..key.clone() })
    }

    /// Constraints and indexes the source cannot speak of stay, unless a column of theirs goes.
    fn constraints(&self, table: &mut Table, gone: &[&Name], notes: &mut Vec<Diagnostic>) {
        let live = self.live;
        let is_gone = |name: &Name| gone.contains(&name);
        let mut lost = |what: String| notes.push(goes_along(&what, live));
        if self.lacks(Aspect::Unique) {
            table.uniques = kept(
                &live.uniques,
                |unique| unique.parts.iter().any(|part| is_gone(&part.column)),
                |_| {
                    lost("a unique constraint".to_owned());
                },
            );
        }
        if self.lacks(Aspect::ForeignKey) {
            table.foreign_keys = kept(
                &live.foreign_keys,
                |key| key.columns.iter().any(is_gone),
                |key| {
                    lost(format!("the foreign key to {}", key.references));
                },
            );
        }
        if self.lacks(Aspect::Check) {
            table.checks = kept(
                &live.checks,
                |check| self.mentions_any(&check.expr, gone),
                |check| {
                    lost(format!("the check ({})", check.expr));
                },
            );
        }
        if !self.lacks(Aspect::Check) && self.lacks(Aspect::Detail) {
            self.checks_of_columns(table);
        }
        if self.lacks(Aspect::Exclusion) {
            table.exclusions = kept(
                &live.exclusions,
                |exclusion| self.mentions_any(&exclusion.definition, gone),
                |exclusion| {
                    lost(format!("the exclusion constraint {}", exclusion.definition));
                },
            );
        }
        if self.lacks(Aspect::Index) {
            table.indexes = live.indexes.clone();
            for index in live.indexes.iter().filter(|index| self.index_mentions_any(index, gone)) {
                lost(format!("the index {}", index.name));
                table.indexes.remove(&index.name);
            }
        }
    }

    /// A check that is a part of its column stays with it, as its type does.
    fn checks_of_columns(&self, table: &mut Table) {
        for check in self.live.checks.iter() {
            let type_of = |table: &Table| {
                let column = table.columns.get(check.column.as_ref()?)?;
                Some(column.sql_type.clone())
            };
            let stays = check.column.is_some() && type_of(table) == type_of(self.live);
            if stays && !table.checks.iter().any(|other| other == check) {
                table.checks.add(check.clone());
            }
        }
    }

    fn mentions_any(&self, expr: &Expr, gone: &[&Name]) -> bool {
        gone.iter().any(|name| self.rules.mentions(&expr.text, name))
    }

    pub(super) fn index_mentions_any(&self, index: &Index, gone: &[&Name]) -> bool {
        index.predicate.iter().any(|predicate| self.mentions_any(predicate, gone))
            || index.include.iter().any(|name| gone.contains(&name))
            || index.parts.iter().any(|part| match &part.term {
                IndexTerm::Column(name) => gone.contains(&name),
                IndexTerm::Expr(expr) => self.mentions_any(expr, gone),
            })
    }

    /// What the source leaves open of a constraint or an index is as it is in the live one of that shape.
    fn adopt(&self, table: &mut Table) {
        let open = Open { names: self.lacks(Aspect::ConstraintName), details: self.lacks(Aspect::Detail) };
        shape::adopt(&mut table.uniques, &self.live.uniques, open);
        shape::adopt(&mut table.foreign_keys, &self.live.foreign_keys, open);
        shape::adopt(&mut table.checks, &self.live.checks, open);
        if open.names {
            shape::adopt_names(&mut table.indexes, &self.live.indexes, open, |index| {
                self.rules.has_implied_name(index)
            });
        }
        if !open.details {
            return;
        }
        for index in table.indexes.iter_mut() {
            if let Some(there) = self.live.indexes.get(&index.name)
                && shape::is_one_index(index, there)
            {
                *index = there.clone();
            }
        }
    }
}

fn goes_along(what: &str, table: &Table) -> Diagnostic {
    note(format!("{what} goes with the column of {} it is over", table.name))
}

fn kept<T: Clone>(live: &Bag<T>, goes: impl Fn(&T) -> bool, mut lost: impl FnMut(&T)) -> Bag<T> {
    let stays = |item: &&T| {
        let goes = goes(item);
        if goes {
            lost(item);
        }
        !goes
    };
    live.iter().filter(stays).cloned().collect()
}
