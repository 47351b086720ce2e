//! Keys, indexes and foreign keys of an entity.

use std::collections::BTreeSet;

use limbeck_schema::{
    Action, ForeignKey, Index, IndexPart, IndexTerm, KeyName, Name, ObjectName, PrimaryKey, Unique,
};
use syn::Path;

use super::Lowering;
use crate::seaorm::{
    entity::{Column, Entity, Pointed, Relation},
    module::Led,
    names,
};

impl Lowering<'_> {
    pub(super) fn primary_key(&mut self) {
        let entity = self.entity;
        let mut columns = Vec::new();
        for variant in &entity.key {
            match entity.column(variant) {
                Some(column) => columns.extend(Name::new(&column.name).ok()),
                None => {
                    let message = format!("the primary key names `{variant}`, which is none of the columns");
                    self.complain(entity.span, message);
                }
            }
        }
        let name = if columns.len() > 1 { self.made_up(&names::primary_key(&entity.table)) } else { None };
        if columns.is_empty() {
            return;
        }
        self.lowered.table.primary_key = Some(PrimaryKey {
            name: name.map_or(KeyName::Implied, KeyName::Given),
            autoincrement: self.counting,
            ..PrimaryKey::over(columns)
        });
    }

    /// A name that nobody wrote.
    fn made_up(&mut self, name: &str) -> Option<Name> {
        let name = Name::new(name).ok()?;
        self.lowered.coverage.made_up.insert(name.clone());
        Some(name)
    }

    pub(super) fn indexes(&mut self) {
        let entity = self.entity;
        let table = &entity.table;
        let mut keys: Vec<(&str, Vec<Name>)> = Vec::new();
        for column in &entity.columns {
            let Ok(name) = Name::new(&column.name) else { continue };
            if column.unique {
                self.lowered.table.uniques.add(Unique::over([name.clone()]));
            }
            if column.indexed && !column.unique {
                let index = self.made_up(&names::index(table, &column.name));
                self.index(index, vec![name.clone()], false, column);
            }
            if let Some(key) = &column.unique_key {
                match keys.iter_mut().find(|(other, _)| *other == key.as_str()) {
                    Some((_, columns)) => columns.push(name),
                    None => keys.push((key.as_str(), vec![name])),
                }
            }
        }
        keys.sort_by_key(|(key, _)| *key);
        for (key, columns) in keys {
            let index = self.made_up(&names::index(table, key));
            let column = entity.columns.iter().find(|column| column.unique_key.as_deref() == Some(key));
            if let Some(column) = column {
                self.index(index, columns, true, column);
            }
        }
    }

    fn index(&mut self, name: Option<Name>, columns: Vec<Name>, unique: bool, column: &Column) {
        let Some(name) = name else { return };
        let parts = columns.into_iter().map(|column| IndexPart::plain(IndexTerm::Column(column))).collect();
        if self.lowered.table.indexes.add(Index { unique, ..Index::new(name.clone(), parts) }).is_err() {
            let message =
                format!("two indexes are called `{name}`\nhelp: give the `unique_key` another name");
            self.complain(column.span, message);
        }
    }

    pub(super) fn foreign_key(&mut self, relation: &Relation) {
        let Ok((led, target)) = self.others.find(&relation.target) else { return };
        let Some(target) = target else {
            let path = quote::ToTokens::to_token_stream(&relation.target).to_string().replace(' ', "");
            let message = match led {
                Led::Ambiguous => format!(
                    "`{path}` may be several of the entities\nhelp: write its path from this module: super::...::Entity"
                ),
                _ => format!(
                    "no entity is found at `{path}`\nhelp: put its file among the models: name the directory that holds all entities"
                ),
            };
            self.complain(relation.span, message);
            return;
        };
        let from = self.ends(&relation.from, self.entity);
        let to = self.ends(&relation.to, target);
        let (Some(from), Some(mut to)) = (from, to) else { return };
        if is_repeated(&to, from.len()) {
            to.truncate(from.len());
            let message = "the other entity's columns are named more than once: they are taken once\nhelp: name each column in `to` once";
            self.lowered.doubts.push(syn::Error::new(relation.span, message));
        }
        if from.len() != to.len() {
            let message = format!("{} columns cannot refer to {}", from.len(), to.len());
            self.complain(relation.span, message);
            return;
        }
        let Some(references) = table_of(target) else { return };
        let columns: Vec<&str> = from.iter().map(Name::as_str).collect();
        let name = match &relation.name {
            _ if !self.words.names_foreign_keys_of_entities => None,
            Some(name) => Name::new(name).ok(),
            None => self.made_up(&names::foreign_key(&self.entity.table, &columns)),
        };
        if relation.is_open && relation.on_delete.is_none() && relation.on_update.is_none() {
            self.lowered.coverage.open_actions.insert(from.clone());
        }
        let (on_delete, on_update) = (self.action(&relation.on_delete), self.action(&relation.on_update));
        let key = ForeignKey {
            name: name.map_or(KeyName::Implied, KeyName::Given),
            on_delete,
            on_update,
            ..ForeignKey::new(from, references, to)
        };
        // Two relations over the same columns are one foreign key.
        if !self.lowered.table.foreign_keys.iter().any(|other| *other == key) {
            self.lowered.table.foreign_keys.add(key);
        }
    }

    /// What the dense form leaves open: where an entity is reached by `via`, `sea-orm-cli` (2.0.4) writes no relation
    /// of this one's own to it, nor to the entity between.
    pub(super) fn silence(&mut self) {
        let find = |path: &Path| self.others.find(path).ok().and_then(|(_, found)| table_of(found?));
        let spoken =
            self.entity.relations.iter().map(|relation| &relation.target).chain(&self.entity.skipped);
        let spoken: BTreeSet<ObjectName> = spoken.filter_map(find).collect();
        let reached: BTreeSet<ObjectName> = self.entity.reached.iter().filter_map(find).collect();
        self.lowered.coverage.silent_on = reached.difference(&spoken).cloned().collect();
    }

    fn ends(&mut self, ends: &[Pointed], of: &Entity) -> Option<Vec<Name>> {
        let mut columns = Vec::new();
        for end in ends {
            match of.name(&end.word) {
                Some(name) => columns.push(Name::new(name).ok()?),
                None => {
                    let message = format!(
                        "the entity of `{}` has no column `{}`\nhelp: name a variant of its `Column`",
                        of.table, end.word
                    );
                    self.complain(end.span, message);
                }
            }
        }
        (columns.len() == ends.len()).then_some(columns)
    }

    fn action(&mut self, said: &Option<Pointed>) -> Action {
        let Some(said) = said else { return Action::NoAction };
        match said.word.as_str() {
            "Cascade" => Action::Cascade,
            "SetNull" => Action::SetNull,
            "SetDefault" => Action::SetDefault,
            "Restrict" => Action::Restrict,
            "NoAction" => Action::NoAction,
            other => {
                let message = format!(
                    "SeaORM knows no action `{other}`\nhelp: write \"Cascade\", \"SetNull\", \"SetDefault\", \"Restrict\" or \"NoAction\""
                );
                self.complain(said.span, message);
                Action::NoAction
            }
        }
    }
}

fn table_of(entity: &Entity) -> Option<ObjectName> {
    let namespace = entity.schema.as_ref().and_then(|schema| Name::new(schema).ok());
    Some(ObjectName { namespace, name: Name::new(&entity.table).ok()? })
}

/// Whether it is one list of so many names several times over: `sea-orm-cli` (2.0.4) writes a key of several columns
/// so where several constraints are over them on PostgreSQL.
fn is_repeated(names: &[Name], length: usize) -> bool {
    let mut rounds = names.chunks(length.max(1));
    let first = rounds.next();
    names.len() > length && rounds.all(|round| Some(round) == first)
}
