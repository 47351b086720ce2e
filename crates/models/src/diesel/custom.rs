//! Types of the database that the sources define for Diesel.

use std::collections::BTreeMap;

use syn::{Item, Meta};

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
    /// Enums over a type, until all files are read: the definitions may stand behind them.
    enums: Vec<Enumeration>,
}

impl CustomTypes {
    /// Adds every struct with `#[diesel(postgres_type(name = "...", schema = "..."))]` and every enum that
    /// derives how it is stored, in whatever module; `definition` is the family's word.
    pub(super) fn gather(&mut self, items: &[Item], definition: &str) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.gather(items, definition);
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
                Item::Enum(item) => self.enums.extend(labels::read(item)),
                _ => {}
            }
        }
    }

    /// Gives the types their labels. An enum whose derive makes up the type itself defines it too: under the
    /// name it says, or as what all enums are called that are no types of their own.
    pub(super) fn label(&mut self, all: Option<&str>) {
        for read in std::mem::take(&mut self.enums) {
            let name = all.map_or(read.sql_name, str::to_owned);
            let made_up = CustomType { namespace: None, name, labels: None };
            let of_type = self.types.entry(read.sql_type).or_insert(made_up);
            of_type.labels = Some(read.labels);
        }
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
