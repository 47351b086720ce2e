//! Keys and indexes of the database, to be found for those of an entity.

use std::collections::BTreeSet;

use limbeck_schema::{Deferral, EntityCoverage, Index, IndexPart, IndexTerm, KeyPart, Name, Table, Unique};

/// Live keys and indexes that no one of the entity's has been found to be.
pub(super) struct Open {
    pub(super) uniques: Vec<Unique>,
    pub(super) indexes: Vec<Index>,
}

/// One of them that has been found.
pub(super) enum Taken {
    Unique(Unique),
    Index(Index),
}

impl Open {
    pub(super) fn of(live: &Table, table: &Table) -> Self {
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
    pub(super) fn take(&mut self, wanted: &BTreeSet<Name>) -> Option<Taken> {
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
    pub(super) fn take_called(
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
    pub(super) fn take_plain(&mut self, wanted: &BTreeSet<Name>) -> Option<Taken> {
        let is_it = |index: &Index| !index.unique && plain(index).as_ref() == Some(wanted);
        let at = self.indexes.iter().position(is_it)?;
        Some(Taken::Index(self.indexes.remove(at)))
    }
}

/// The columns of a key.
pub(super) fn columns(parts: &[KeyPart]) -> BTreeSet<Name> {
    parts.iter().map(|part| part.column.clone()).collect()
}

/// Whether an entity could say it: `unique`.
pub(super) fn is_plain(unique: &Unique) -> bool {
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
pub(super) fn plain(index: &Index) -> Option<BTreeSet<Name>> {
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
