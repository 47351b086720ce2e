//! Names: where things are, and what the server makes up.

use std::collections::BTreeMap;

use limbeck_schema::{Name, ObjectName};

use super::{
    catalog::{Catalog, Oid},
    wrong,
};
use crate::IntrospectError;

/// How many bytes a name has at most: `NAMEDATALEN` less one.
const LIMIT: usize = 63;

/// The namespaces of users.
#[derive(Debug)]
pub(super) struct Places(BTreeMap<Oid, Place>);

#[derive(Debug)]
struct Place {
    name: Name,
    is_default: bool,
}

impl Places {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let default = catalog.default_namespace.as_deref();
        let place = |name: &Name| Place { name: name.clone(), is_default: Some(name.as_str()) == default };
        Self(catalog.namespaces.iter().map(|row| (row.oid, place(&row.name))).collect())
    }

    /// The name of a thing in that namespace.
    pub(super) fn object(&self, namespace: Oid, name: &Name) -> Result<ObjectName, IntrospectError> {
        Ok(ObjectName { namespace: self.qualifier(namespace)?, name: name.clone() })
    }

    /// What stands before the names of things there: nothing in the default one.
    pub(super) fn qualifier(&self, namespace: Oid) -> Result<Option<Name>, IntrospectError> {
        match self.0.get(&namespace) {
            Some(place) if place.is_default => Ok(None),
            Some(place) => Ok(Some(place.name.clone())),
            None => Err(wrong("namespaces", format!("there is none with the number {namespace}"))),
        }
    }

    /// The name of a collation; without a namespace also where it comes with every database.
    pub(super) fn collation(&self, name: Option<&Name>, namespace: Option<Oid>) -> Option<ObjectName> {
        let namespace = namespace.and_then(|namespace| self.elsewhere(namespace));
        name.map(|name| ObjectName { namespace: namespace.cloned(), name: name.clone() })
    }

    /// The name of a namespace of users that is not the default one.
    pub(super) fn elsewhere(&self, namespace: Oid) -> Option<&Name> {
        self.0.get(&namespace).filter(|place| !place.is_default).map(|place| &place.name)
    }
}

/// The name the server makes up for the sequence of a column: both names are cut, the longer one first,
/// until it fits (`makeObjectName`, 13 to 18).
pub(super) fn sequence_of(table: &Name, column: &Name) -> String {
    let (mut table, mut column) = (table.as_str(), column.as_str());
    let room = LIMIT - "__seq".len();
    let (mut of_table, mut of_column) = (table.len(), column.len());
    while of_table + of_column > room {
        if of_table > of_column {
            of_table -= 1;
        } else {
            of_column -= 1;
        }
    }
    table = clip(table, of_table);
    column = clip(column, of_column);
    format!("{table}_{column}_seq")
}

/// As much of it as fits and consists of whole characters.
fn clip(text: &str, length: usize) -> &str {
    text.get(..text.floor_char_boundary(length)).unwrap_or_default()
}
