//! Constraints and indexes of an entity, and those of the database that are the same or are beyond it.

use std::collections::BTreeSet;

use limbeck_schema::{Bag, EntityCoverage, ForeignKey, Index, Name, Table, Unique};

use super::{
    are_same, is_among,
    open::{Open, Taken, columns, is_plain, plain},
};
use crate::complete::table::Completion;

impl Completion<'_> {
    /// Keys and indexes: those of one shape are one, whatever they are called, where the entity made up the name;
    /// those beyond its words stay.
    pub(in crate::complete) fn entity_keys(
        &self,
        entity: &EntityCoverage,
        table: &mut Table,
        gone: &[&Name],
    ) {
        self.foreign_keys_of_one_shape(entity, table);
        self.foreign_keys_it_is_silent_on(entity, table, gone);
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
        self.beyond(entity, table, (open, gone));
    }

    /// What is there beyond the words of the entity stays.
    fn beyond(&self, entity: &EntityCoverage, table: &mut Table, (open, gone): (Open, &[&Name])) {
        let key: BTreeSet<Name> = self.live.primary_key.iter().flat_map(|key| columns(&key.parts)).collect();
        for index in open.indexes {
            let is_sayable = plain(&index).is_some_and(|columns| match (index.unique, columns.len()) {
                (true, 1) => {
                    columns != key && !columns.iter().any(|column| is_among(&entity.ignored, column))
                }
                (false, 1) | (true, _) => is_called_so(entity, &index.name),
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

    /// MySQL has an index for each foreign key that no other serves; one that is there has one, whatever becomes of
    /// its name and of what it does.
    fn foreign_keys_of_one_shape(&self, entity: &EntityCoverage, table: &mut Table) {
        self.foreign_keys(entity, table);
        let is_there =
            |key: &&ForeignKey| self.live.foreign_keys.iter().any(|there| there.columns == key.columns);
        let served: Vec<BTreeSet<Name>> = table
            .foreign_keys
            .iter()
            .filter(is_there)
            .map(|key| key.columns.iter().cloned().collect())
            .collect();
        let is_made = |index: &&Index| {
            let is_own = index.unique || is_called_so(entity, &index.name);
            !is_own
                && !self.live.indexes.contains(&index.name)
                && plain(index).is_some_and(|columns| served.contains(&columns))
        };
        let made: Vec<Name> = table.indexes.iter().filter(is_made).map(|index| index.name.clone()).collect();
        made.iter().for_each(|name| drop(table.indexes.remove(name)));
    }

    /// Those stay, unless a column of theirs goes.
    fn foreign_keys_it_is_silent_on(&self, entity: &EntityCoverage, table: &mut Table, gone: &[&Name]) {
        for there in
            self.live.foreign_keys.iter().filter(|there| entity.silent_on.contains(&there.references))
        {
            let goes = there.columns.iter().any(|column| gone.contains(&column));
            if !goes && !table.foreign_keys.iter().any(|key| key == there) {
                table.foreign_keys.add(there.clone());
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
            let is_open = entity.open_actions.iter().any(|columns| are_same(columns, &key.columns));
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
            if let Some(at) = best.or_else(|| left.iter().position(is_it)) {
                let there = left.remove(at);
                let said = (key.on_delete, key.on_update);
                let (on_delete, on_update) = if is_open { (there.on_delete, there.on_update) } else { said };
                *key = ForeignKey { on_delete, on_update, ..there.clone() };
            }
        }
    }
}

/// Whether an index is called as the entity would call one.
fn is_called_so(entity: &EntityCoverage, name: &Name) -> bool {
    let head = name.as_str().get(..entity.index_prefix.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(&entity.index_prefix))
}
