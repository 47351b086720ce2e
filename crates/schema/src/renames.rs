//! Which things only got another name.

use std::{collections::BTreeMap, fmt};

use crate::{Name, ObjectName};

/// Old names to new ones. No old name goes two ways, and no new name has two origins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Renames {
    tables: BTreeMap<ObjectName, ObjectName>,
    /// By the table's name *before*.
    columns: BTreeMap<ObjectName, BTreeMap<Name, Name>>,
    /// Of enumerations, by their names.
    labels: BTreeMap<ObjectName, BTreeMap<Name, Name>>,
}

/// Why two renames cannot both hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// One thing cannot become two.
    #[error("`{old}` cannot become both `{first}` and `{second}`")]
    TwoTargets {
        /// The one thing.
        old: String,
        /// Its first new name.
        first: String,
        /// Its second.
        second: String,
    },
    /// Two things cannot become one.
    #[error("`{first}` and `{second}` cannot both become `{new}`")]
    TwoOrigins {
        /// The new name.
        new: String,
        /// What becomes it first.
        first: String,
        /// What becomes it as well.
        second: String,
    },
}

impl Renames {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is renamed.
    pub fn is_empty(&self) -> bool {
        let parts = || self.columns.values().chain(self.labels.values());
        self.tables.is_empty() && parts().all(BTreeMap::is_empty)
    }

    /// A table gets another name; `old == new` says nothing and is left out.
    pub fn add_table(&mut self, old: ObjectName, new: ObjectName) -> Result<(), RenameError> {
        insert(&mut self.tables, old, new)
    }

    /// A column gets another name; `table` is the table's name before.
    pub fn add_column(&mut self, table: ObjectName, old: Name, new: Name) -> Result<(), RenameError> {
        insert(self.columns.entry(table).or_default(), old, new)
    }

    /// A label of an enumeration gets another name.
    pub fn add_label(&mut self, enumeration: ObjectName, old: Name, new: Name) -> Result<(), RenameError> {
        insert(self.labels.entry(enumeration).or_default(), old, new)
    }

    /// Renamed labels: the enumeration, the label before and after.
    pub fn labels(&self) -> impl Iterator<Item = (&ObjectName, &Name, &Name)> {
        self.labels.iter().flat_map(|(of, labels)| labels.iter().map(move |(old, new)| (of, old, new)))
    }

    /// What the label is called after.
    pub fn label_after<'a>(&'a self, enumeration: &ObjectName, before: &'a str) -> &'a str {
        let labels = self.labels.get(enumeration).into_iter().flatten();
        labels.into_iter().find(|(old, _)| old.as_str() == before).map_or(before, |(_, new)| new.as_str())
    }

    /// What the table is called after.
    pub fn table_after<'a>(&'a self, before: &'a ObjectName) -> &'a ObjectName {
        self.tables.get(before).unwrap_or(before)
    }

    /// What the table was called before.
    pub fn table_before<'a>(&'a self, after: &'a ObjectName) -> &'a ObjectName {
        self.tables.iter().find(|(_, new)| *new == after).map_or(after, |(old, _)| old)
    }

    /// What the column is called after; `table` is the table's name before.
    pub fn column_after<'a>(&'a self, table: &ObjectName, before: &'a Name) -> &'a Name {
        self.columns.get(table).and_then(|columns| columns.get(before)).unwrap_or(before)
    }

    /// What the column was called before; `table` is the table's name before.
    pub fn column_before<'a>(&'a self, table: &ObjectName, after: &'a Name) -> &'a Name {
        self.columns
            .get(table)
            .and_then(|columns| columns.iter().find(|(_, new)| *new == after))
            .map_or(after, |(old, _)| old)
    }

    /// Renamed tables: before, after.
    pub fn tables(&self) -> impl Iterator<Item = (&ObjectName, &ObjectName)> {
        self.tables.iter()
    }

    /// Renamed columns: the table's name before, the column's before and after.
    pub fn columns(&self) -> impl Iterator<Item = (&ObjectName, &Name, &Name)> {
        self.columns
            .iter()
            .flat_map(|(table, columns)| columns.iter().map(move |(old, new)| (table, old, new)))
    }

    /// Renamed columns of one table, by its name before.
    pub fn columns_of(&self, table: &ObjectName) -> impl Iterator<Item = (&Name, &Name)> {
        self.columns.get(table).into_iter().flatten()
    }

    /// The way back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            tables: self.tables.iter().map(|(old, new)| (new.clone(), old.clone())).collect(),
            labels: self
                .labels
                .iter()
                .map(|(of, labels)| {
                    (of.clone(), labels.iter().map(|(old, new)| (new.clone(), old.clone())).collect())
                })
                .collect(),
            columns: self
                .columns
                .iter()
                .map(|(table, columns)| {
                    let back = columns.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
                    (self.table_after(table).clone(), back)
                })
                .collect(),
        }
    }
}

fn insert<K: Ord + Clone + fmt::Display>(
    map: &mut BTreeMap<K, K>,
    old: K,
    new: K,
) -> Result<(), RenameError> {
    if old == new {
        return Ok(());
    }
    if let Some(first) = map.get(&old) {
        if *first == new {
            return Ok(());
        }
        return Err(RenameError::TwoTargets {
            old: old.to_string(),
            first: first.to_string(),
            second: new.to_string(),
        });
    }
    if let Some((first, _)) = map.iter().find(|(_, target)| **target == new) {
        return Err(RenameError::TwoOrigins {
            new: new.to_string(),
            first: first.to_string(),
            second: old.to_string(),
        });
    }
    map.insert(old, new);
    Ok(())
}
