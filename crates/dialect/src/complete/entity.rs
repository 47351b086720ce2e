//! What an entity of an ORM leaves open: names that it makes up, indexes beyond its words, and whatever it does
//! not mention.

use std::collections::BTreeSet;

use limbeck_schema::{
    Aspect, Bag, Column, Deferral, Diagnostic, EntityCoverage, ForeignKey, Index, IndexPart, IndexTerm,
    KeyPart, Name, PrimaryKey, Severity, Table, TypeCoverage, Unique,
};

use super::table::Completion;

/// Nobody has folded the names in a coverage.
fn is_among(names: &BTreeSet<Name>, name: &Name) -> bool {
    names.iter().any(|other| other.as_str().eq_ignore_ascii_case(name.as_str()))
}

impl Completion<'_> {
    /// Columns that the entity passes over stay.
    pub(super) fn ignored(&self, entity: &EntityCoverage, table: &mut Table) {
        for there in self.live.columns.iter() {
            if is_among(&entity.ignored, &there.name) && !table.columns.contains(&there.name) {
                table.columns.put(there.clone());
            }
        }
    }

    /// One column that is on both sides. `is_sole_key` says that it is the whole primary key: only there an
    /// entity has words for how it counts.
    pub(super) fn entity_column(
        &self,
        entity: &EntityCoverage,
        column: &mut Column,
        (there, is_sole_key): (&Column, bool),
    ) {
        let (wanted, live) = (&column.sql_type.text, &there.sql_type.text);
        let said =
            entity.types.iter().find(|(name, _)| name.as_str().eq_ignore_ascii_case(column.name.as_str()));
        let is_same = match said.map(|(_, said)| said) {
            None => self.behind(live, |live| self.rules.same_details(wanted, live)),
            Some(TypeCoverage::Name) => self.behind(live, |live| self.rules.same_type_name(wanted, live)),
            Some(TypeCoverage::Kind) => self.behind(live, |live| self.rules.same_kind(wanted, live)),
        };
        if is_same {
            column.sql_type = there.sql_type.clone();
        }
        self.counting(column, there, is_sole_key);
        if column.collation.is_none() {
            column.collation = there.collation.clone();
        }
        if column.generated.is_none() {
            column.generated = there.generated.clone();
        }
        if column.comment.is_none() || self.lacks(Aspect::Comment) {
            column.comment = there.comment.clone();
        }
        let on_update = column.on_update.take();
        self.options(column, there);
        column.on_update = on_update.or_else(|| there.on_update.clone());
    }

    /// A default that is not said is the one that is there, and so is how a column counts that is not the key.
    fn counting(&self, column: &mut Column, there: &Column, is_sole_key: bool) {
        let counts = there.default.as_ref().is_some_and(|default| self.rules.counts(default));
        if !is_sole_key {
            column.identity = there.identity.clone();
            column.auto_increment = there.auto_increment;
        } else if column.identity.is_some() {
            self.identity(column, there);
        }
        let does_not_count = is_sole_key && column.identity.is_none() && counts;
        if column.default.is_none() && column.generated.is_none() && !does_not_count {
            column.default = there.default.clone();
        }
    }

    /// The key under the name it has, with its columns in the order they have.
    pub(super) fn entity_key(&self, entity: &EntityCoverage, wanted: &Table) -> Option<PrimaryKey> {
        let (Some(key), Some(live)) = (&wanted.primary_key, &self.live.primary_key) else {
            return wanted.primary_key.clone().or_else(|| self.live.primary_key.clone());
        };
        let columns = |key: &PrimaryKey| -> BTreeSet<Name> {
            key.parts.iter().map(|part| part.column.clone()).collect()
        };
        let is_made_up = key.name.given().is_none_or(|name| is_among(&entity.made_up, name));
        if columns(key) != columns(live) || !is_made_up {
            return Some(key.clone());
        }
        // A key that the database counts up anyway: SQLite's, with the word AUTOINCREMENT or without.
        let autoincrement = live.autoincrement && key.autoincrement;
        Some(PrimaryKey { autoincrement, ..live.clone() })
    }

    /// Checks of the entity beside those that are there.
    pub(super) fn entity_checks(&self, table: &mut Table, said: &Table) {
        for check in said.checks.iter() {
            let is_there = table.checks.iter().any(|other| other.expr == check.expr);
            if !is_there {
                table.checks.add(check.clone());
            }
        }
    }

    /// Keys and indexes: those of one shape are one, whatever they are called, where the entity made up the name;
    /// those beyond its words stay.
    pub(super) fn entity_keys(&self, entity: &EntityCoverage, table: &mut Table, gone: &[&Name]) {
        let before: Vec<Name> =
            table.foreign_keys.iter().filter_map(|key| key.name.given().cloned()).collect();
        self.foreign_keys(entity, table);
        // MySQL has an index called after each foreign key that has none; one that is there has one.
        for name in before.iter().filter(|name| is_among(&entity.made_up, name)) {
            let is_new = |key: &ForeignKey| {
                key.name.given() == Some(name) && !self.live.foreign_keys.iter().any(|there| there == key)
            };
            if table.foreign_keys.iter().any(is_new) {
                continue;
            }
            let made = table.indexes.iter().map(|index| &index.name);
            let made = made.filter(|index| index.as_str().eq_ignore_ascii_case(name.as_str()));
            let made: Vec<Name> = made.filter(|index| !self.live.indexes.contains(index)).cloned().collect();
            made.iter().for_each(|index| drop(table.indexes.remove(index)));
        }
        let mut open = Open::of(self.live, table);
        let uniques = std::mem::take(&mut table.uniques);
        let mut kept = Bag::new();
        for unique in uniques {
            let is_named = unique.name.given().is_some_and(|name| !is_among(&entity.made_up, name));
            let is_settled = self.live.uniques.iter().any(|there| *there == unique);
            let taken = if is_named || is_settled { None } else { open.take(&columns(&unique.parts)) };
            match taken {
                Some(Taken::Index(index)) => drop(table.indexes.put(index)),
                Some(Taken::Unique(there)) => kept.add(there),
                None => kept.add(unique),
            }
        }
        table.uniques = kept;
        for index in std::mem::take(&mut table.indexes) {
            let is_open = is_among(&entity.made_up, &index.name) && !self.live.indexes.contains(&index.name);
            let taken = plain(&index).filter(|_| is_open).and_then(|columns| match index.unique {
                true => open.take(&columns).or_else(|| open.take_called(&index.name, entity, &columns)),
                false => open.take_plain(&columns),
            });
            match taken {
                Some(Taken::Index(there)) => drop(table.indexes.put(there)),
                Some(Taken::Unique(there)) => table.uniques.add(there),
                None => drop(table.indexes.put(index)),
            }
        }
        let key: BTreeSet<Name> = self.live.primary_key.iter().flat_map(|key| columns(&key.parts)).collect();
        let begins = |name: &Name| {
            let head = name.as_str().get(..entity.index_prefix.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(&entity.index_prefix))
        };
        for index in open.indexes {
            let is_sayable = plain(&index).is_some_and(|columns| match (index.unique, columns.len()) {
                (true, 1) => {
                    columns != key && !columns.iter().any(|column| is_among(&entity.ignored, column))
                }
                (false, 1) | (true, _) => begins(&index.name),
                (false, _) => false,
            });
            if !is_sayable && !table.indexes.contains(&index.name) && !self.index_mentions_any(&index, gone) {
                table.indexes.put(index);
            }
        }
        // Over several columns an entity has an index, and no constraint. `sea-orm-cli` says nothing of uniqueness
        // that the key has anyway, nor of columns that it passes over.
        let is_beyond = |unique: &Unique| {
            let columns = columns(&unique.parts);
            let is_ignored = columns.iter().any(|column| is_among(&entity.ignored, column));
            !is_plain(unique) || columns.len() > 1 || columns == key || is_ignored
        };
        for unique in open.uniques.into_iter().filter(is_beyond) {
            if !unique.parts.iter().any(|part| gone.contains(&&part.column)) {
                table.uniques.add(unique);
            }
        }
    }

    fn foreign_keys(&self, entity: &EntityCoverage, table: &mut Table) {
        let mut left: Vec<&ForeignKey> = self
            .live
            .foreign_keys
            .iter()
            .filter(|there| !table.foreign_keys.iter().any(|key| key == *there))
            .collect();
        for key in table.foreign_keys.iter_mut() {
            let is_made_up = key.name.given().is_none_or(|name| is_among(&entity.made_up, name));
            let is_open = key.name.given().is_some_and(|name| is_among(&entity.open_actions, name));
            let is_settled = self.live.foreign_keys.iter().any(|there| there == key);
            if is_settled || !is_made_up {
                continue;
            }
            // What it does when rows go may change under the same name.
            let is_it = |there: &&ForeignKey| {
                (&there.columns, &there.references, &there.referenced)
                    == (&key.columns, &key.references, &key.referenced)
            };
            let same_actions =
                |there: &&ForeignKey| (there.on_delete, there.on_update) == (key.on_delete, key.on_update);
            let best = left.iter().position(|there| is_it(there) && same_actions(there));
            if let Some(at) = best.or_else(|| left.iter().position(|there| is_it(there))) {
                let there = left.remove(at);
                let said = (key.on_delete, key.on_update);
                let (on_delete, on_update) = if is_open { (there.on_delete, there.on_update) } else { said };
                *key = ForeignKey { on_delete, on_update, ..there.clone() };
            }
        }
    }

    /// Columns that come with a default nobody could evaluate.
    pub(super) fn unknown_defaults(&self, entity: &EntityCoverage, table: &Table) -> Vec<Diagnostic> {
        let comes = |name: &&Name| !self.live.columns.contains(name);
        unknown(entity, table).filter(comes).map(|name| unevaluated(table, name)).collect()
    }
}

/// The same of a table that comes as a whole.
pub(super) fn unknown_defaults_of_new(entity: &EntityCoverage, table: &Table) -> Vec<Diagnostic> {
    unknown(entity, table).map(|name| unevaluated(table, name)).collect()
}

fn unknown<'a>(entity: &'a EntityCoverage, table: &'a Table) -> impl Iterator<Item = &'a Name> {
    table.columns.iter().map(|column| &column.name).filter(|name| is_among(&entity.unknown_defaults, name))
}

fn unevaluated(table: &Table, column: &Name) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        message: format!(
            "column `{column}` of `{}` is new, and its default cannot be read without running the program",
            table.name
        ),
        span: None,
        help: Some("write the default as a literal or as `Expr::cust(\"...\")`".to_owned()),
    }
}

/// Live keys and indexes that no one of the entity's has been found to be.
struct Open {
    uniques: Vec<Unique>,
    indexes: Vec<Index>,
}

enum Taken {
    Unique(Unique),
    Index(Index),
}

impl Open {
    fn of(live: &Table, table: &Table) -> Self {
        let is_wanted = |unique: &&Unique| !table.uniques.iter().any(|other| other == *unique);
        Self {
            uniques: live.uniques.iter().filter(is_wanted).cloned().collect(),
            indexes: live
                .indexes
                .iter()
                .filter(|index| !table.indexes.contains(&index.name))
                .cloned()
                .collect(),
        }
    }

    /// What forbids duplicates over just these columns, in whatever order.
    fn take(&mut self, wanted: &BTreeSet<Name>) -> Option<Taken> {
        let at = self.uniques.iter().position(|unique| is_plain(unique) && columns(&unique.parts) == *wanted);
        if let Some(at) = at {
            return Some(Taken::Unique(self.uniques.remove(at)));
        }
        let is_it = |index: &Index| index.unique && whole(index).as_ref() == Some(wanted);
        let at = self.indexes.iter().position(is_it)?;
        Some(Taken::Index(self.indexes.remove(at)))
    }

    /// What the entity's key is called after: `sea-orm-cli` names a `unique_key` so, and leaves out columns that
    /// are in another one, expressions and conditions.
    fn take_called(
        &mut self,
        name: &Name,
        entity: &EntityCoverage,
        wanted: &BTreeSet<Name>,
    ) -> Option<Taken> {
        let called = name.as_str().get(entity.index_prefix.len()..)?;
        let is_called = |name: &Name| name.as_str().eq_ignore_ascii_case(called);
        let unique = self.uniques.iter().position(|unique| {
            unique.name.given().is_some_and(is_called) && wanted.is_subset(&columns(&unique.parts))
        });
        if let Some(at) = unique {
            return Some(Taken::Unique(self.uniques.remove(at)));
        }
        let has = |index: &Index, column: &Name| {
            index.parts.iter().any(|part| part.term == IndexTerm::Column(column.clone()))
        };
        let is_it = |index: &Index| {
            index.unique && is_called(&index.name) && wanted.iter().all(|column| has(index, column))
        };
        let at = self.indexes.iter().position(is_it)?;
        Some(Taken::Index(self.indexes.remove(at)))
    }

    /// An index over just these columns.
    fn take_plain(&mut self, wanted: &BTreeSet<Name>) -> Option<Taken> {
        let is_it = |index: &Index| !index.unique && plain(index).as_ref() == Some(wanted);
        let at = self.indexes.iter().position(is_it)?;
        Some(Taken::Index(self.indexes.remove(at)))
    }
}

fn columns(parts: &[KeyPart]) -> BTreeSet<Name> {
    parts.iter().map(|part| part.column.clone()).collect()
}

/// Whether an entity could say it: `unique`.
fn is_plain(unique: &Unique) -> bool {
    let columns = unique.parts.iter().map(|part| KeyPart::plain(part.column.clone())).collect();
    *unique
        == Unique {
            name: unique.name.clone(),
            on_conflict: unique.on_conflict,
            deferral: Deferral::NotDeferrable,
            parameters: unique.parameters.clone(),
            parts: columns,
            ..Unique::over([])
        }
}

/// The columns of an index over all rows, whatever else is said of it.
fn whole(index: &Index) -> Option<BTreeSet<Name>> {
    let column = |part: &IndexPart| match &part.term {
        IndexTerm::Column(name) => Some(name.clone()),
        IndexTerm::Expr(_) => None,
    };
    if index.predicate.is_some() { None } else { index.parts.iter().map(column).collect() }
}

/// The columns of an index that an entity could say; `None` of one that is beyond it.
fn plain(index: &Index) -> Option<BTreeSet<Name>> {
    let mut columns = BTreeSet::new();
    for part in &index.parts {
        let IndexTerm::Column(name) = &part.term else { return None };
        if *part != IndexPart::plain(part.term.clone()) {
            return None;
        }
        columns.insert(name.clone());
    }
    let is_whole = index.predicate.is_none()
        && index.method.is_none()
        && index.include.is_empty()
        && !index.nulls_not_distinct;
    is_whole.then_some(columns)
}
