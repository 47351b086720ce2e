//! Types of the database that the sources define for Diesel.

use std::collections::BTreeMap;

use syn::{Ident, Item, Meta};

use super::labels::{self, Enumeration};
use crate::attributes::{inside, metas, text_of};

/// A type that the sources define.
pub(super) struct CustomType {
    pub(super) namespace: Option<String>,
    pub(super) name: String,
    /// The labels of an enumeration, where the sources have them.
    pub(super) labels: Option<Vec<String>>,
}

/// Types that the sources define, by their Rust names.
#[derive(Default)]
pub(super) struct CustomTypes {
    types: BTreeMap<String, CustomType>,
    /// Enums over a type, and which file they are of, until all files are read: the definitions may stand
    /// behind them.
    enums: Vec<(usize, Enumeration)>,
}

/// An enum that gives a type other labels than one before it.
pub(super) struct Disputed {
    /// Which file it is of.
    pub(super) file: usize,
    pub(super) ident: Ident,
    /// The type, by its Rust name.
    pub(super) sql_type: String,
}

impl CustomTypes {
    /// Adds every struct with `#[diesel(postgres_type(name = "...", schema = "..."))]` and every enum that
    /// derives how it is stored, in whatever module of the file of that number; `definition` is the family's word.
    pub(super) fn gather(&mut self, (file, items): (usize, &[Item]), definition: &str) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.gather((file, items), definition);
                    }
                }
                Item::Struct(item) => {
                    let said = metas(&item.attrs);
                    let defined = said
                        .iter()
                        .filter(|meta| meta.path().is_ident("diesel"))
                        .find_map(|meta| defined(meta, definition));
                    if let Some(defined) = defined {
                        self.types.insert(item.ident.to_string(), defined);
                    }
                }
                Item::Enum(item) => self.enums.extend(labels::read(item).map(|read| (file, read))),
                _ => {}
            }
        }
    }

    /// Gives the types their labels. An enum whose derive makes up the type itself defines it too: under the
    /// name it says, or as what all enums are called that are no types of their own. Where two enums disagree
    /// about a type, nobody says its labels.
    pub(super) fn label(&mut self, all: Option<&str>) -> Vec<Disputed> {
        let mut disputed: Vec<Disputed> = Vec::new();
        for (file, read) in std::mem::take(&mut self.enums) {
            let name = all.map_or(read.sql_name, str::to_owned);
            let made_up = CustomType { namespace: None, name, labels: None };
            let of_type = self.types.entry(read.sql_type.clone()).or_insert(made_up);
            match &of_type.labels {
                Some(labels) if *labels != read.labels => {
                    disputed.push(Disputed { file, ident: read.ident, sql_type: read.sql_type });
                }
                _ => of_type.labels = Some(read.labels),
            }
        }
        for one in &disputed {
            self.types.entry(one.sql_type.clone()).and_modify(|of_type| of_type.labels = None);
        }
        disputed
    }

    pub(super) fn get(&self, ident: &str) -> Option<&CustomType> {
        self.types.get(ident)
    }
}

/// The namespace and the name. A type given by its `oid` alone has none that could be read.
fn defined(diesel: &Meta, definition: &str) -> Option<CustomType> {
    let defined = inside(diesel)?.into_iter().find(|meta| meta.path().is_ident(definition))?;
    let said = inside(&defined)?;
    let text = |key: &str| {
        said.iter().find(|meta| meta.path().is_ident(key)).and_then(text_of).filter(|text| !text.is_empty())
    };
    Some(CustomType { namespace: text("schema"), name: text("name")?, labels: None })
}
