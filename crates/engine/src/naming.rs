//! What constraints and indexes are called that nobody named, in SQLAlchemy's tokens.

mod template;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use limbeck_dialect::cut;
use limbeck_lex::mentions;
use limbeck_schema::{
    Check, Family, ForeignKey, Index, IndexTerm, Items, KeyName, KeyPart, Name, Schema, Table,
};
use md5::{Digest, Md5};

pub use template::{NameTemplate, NameTemplateError};

use template::Words;

/// A convention for names; a kind without a template has the names that the database makes up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Naming {
    /// Primary keys. MySQL and MariaDB call them all `PRIMARY`, whatever stands here.
    pub primary_key: Option<NameTemplate>,
    /// Foreign keys.
    pub foreign_key: Option<NameTemplate>,
    /// Unique constraints.
    pub unique: Option<NameTemplate>,
    /// Checks.
    pub check: Option<NameTemplate>,
    /// Indexes.
    pub index: Option<NameTemplate>,
}

/// How many characters make room for what tells two names apart that were cut: a line and four digits.
const MARK: usize = 8;

impl Naming {
    /// Names the constraints of the schema that have no name.
    pub(crate) fn name_constraints(&self, schema: &mut Schema, family: Family) {
        if *self == Self::default() {
            return;
        }
        for table in schema.tables.iter_mut() {
            let mut names = Names { family, taken: given(table) };
            let (name, columns) = (table.name.name.as_str().to_owned(), column_names(&table.columns));
            let fill = |template: &Option<NameTemplate>, words: &Words<'_>| template.as_ref()?.fill(words);
            if let Some(key) = &mut table.primary_key {
                let stem = fill(&self.primary_key, &Words::of(&name, parts(&key.parts)));
                names.settle(&mut key.name, stem);
            }
            for unique in table.uniques.iter_mut() {
                let stem = fill(&self.unique, &Words::of(&name, parts(&unique.parts)));
                names.settle(&mut unique.name, stem);
            }
            for key in table.foreign_keys.iter_mut() {
                let stem = fill(&self.foreign_key, &of_foreign_key(&name, key));
                names.settle(&mut key.name, stem);
            }
            // One that is a part of its column never has a name.
            for check in table.checks.iter_mut().filter(|check| check.column.is_none()) {
                let stem = fill(&self.check, &Words::of(&name, mentioned(check, &columns, family)));
                names.settle(&mut check.name, stem);
            }
        }
    }

    /// Names the indexes that are called as they are where nobody names them.
    pub(crate) fn name_indexes(&self, schema: &mut Schema, family: Family) {
        let Some(template) = &self.index else { return };
        for table in schema.tables.iter_mut() {
            let mut names = Names { family, taken: given(table) };
            let name = table.name.name.as_str().to_owned();
            let mut named = Items::new();
            for index in std::mem::take(&mut table.indexes) {
                let conventional = columns_of(&index)
                    .filter(|columns| {
                        index.name.as_str() == limbeck_models::implied_index_name(&name, columns)
                    })
                    .and_then(|columns| names.free(&template.fill(&Words::of(&name, columns))?));
                named.put(match conventional {
                    Some(name) => Index { name, ..index },
                    None => index,
                });
            }
            table.indexes = named;
        }
    }
}

/// Names while they are given to what belongs to one table.
struct Names {
    family: Family,
    taken: BTreeSet<String>,
}

impl Names {
    /// Gives a name where there is none yet; a template that speaks of a column that is not there gives none.
    fn settle(&mut self, name: &mut KeyName, stem: Option<String>) {
        if *name == KeyName::Implied
            && let Some(free) = stem.and_then(|stem| self.free(&stem))
        {
            *name = KeyName::Given(free);
        }
    }

    /// The name, with a number from 2 on where it is taken.
    fn free(&mut self, stem: &str) -> Option<Name> {
        let numbered = (2..=u32::MAX).map(|number| format!("{stem}_{number}"));
        let mut names =
            std::iter::once(stem.to_owned()).chain(numbered).map(|text| fitting(self.family, text));
        let free = names.find(|name| self.taken.insert(name.to_lowercase()))?;
        Name::new(free).ok()
    }
}

/// A name that is too long for the database is cut, with the end of its hash, as SQLAlchemy does it.
fn fitting(family: Family, name: String) -> String {
    let Some(start) = cut(family, &name, MARK) else { return name };
    let hash = Md5::digest(name.as_bytes());
    let end: String = hash.iter().skip(hash.len() - 2).map(|byte| format!("{byte:02x}")).collect();
    format!("{start}_{end}")
}

/// The names in a table that somebody gave; upper and lower case make no second name everywhere.
fn given(table: &Table) -> BTreeSet<String> {
    let keys = table.primary_key.iter().map(|key| &key.name);
    let keys = keys
        .chain(table.uniques.iter().map(|unique| &unique.name))
        .chain(table.foreign_keys.iter().map(|key| &key.name))
        .chain(table.checks.iter().map(|check| &check.name))
        .chain(table.exclusions.iter().map(|exclusion| &exclusion.name));
    let given = keys.filter_map(KeyName::given).chain(table.indexes.iter().map(|index| &index.name));
    given.map(|name| name.as_str().to_lowercase()).collect()
}

fn column_names(columns: &Items<limbeck_schema::Column>) -> Vec<Name> {
    columns.iter().map(|column| column.name.clone()).collect()
}

fn parts(parts: &[KeyPart]) -> Vec<&str> {
    parts.iter().map(|part| part.column.as_str()).collect()
}

fn of_foreign_key<'a>(table: &'a str, key: &'a ForeignKey) -> Words<'a> {
    let names = |names: &'a [Name]| names.iter().map(Name::as_str).collect();
    let referred = (key.references.name.as_str(), names(&key.referenced.text));
    Words { referred: Some(referred), ..Words::of(table, names(&key.columns)) }
}

/// The columns a check mentions, in the order of the table.
fn mentioned<'a>(check: &Check, columns: &'a [Name], family: Family) -> Vec<&'a str> {
    let mentioned = mentions(family, &check.expr.text);
    columns.iter().filter(|name| mentioned.contains(name.key())).map(Name::as_str).collect()
}

/// The columns of an index; none where it is over an expression.
fn columns_of<'i>(index: &'i Index) -> Option<Vec<&'i str>> {
    let column = |term: &'i IndexTerm| match term {
        IndexTerm::Column(name) => Some(name.as_str()),
        IndexTerm::Expr(_) => None,
    };
    index.parts.iter().map(|part| column(&part.term)).collect()
}
