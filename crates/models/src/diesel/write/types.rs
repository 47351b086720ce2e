//! Types of columns in Diesel's words, and the definitions of those it has none for.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Family, Name, ObjectName};

use crate::{
    ddl::{self, Named},
    idents,
};

/// What `table!` says of a column's type.
pub(super) struct Spoken {
    pub(super) path: String,
    pub(super) length: Option<u64>,
    /// The definition it uses.
    pub(super) own: Option<String>,
    /// Whether it is another type, the next to it.
    pub(super) is_near: bool,
}

/// The types that have to be defined.
pub(super) struct Types {
    family: Family,
    /// By what the definition says: the ident.
    own: BTreeMap<Own, String>,
    given: BTreeSet<String>,
}

/// A type that Diesel has no word for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Own {
    /// What its ident is made from, where that is not the name.
    word: Option<String>,
    namespace: Option<String>,
    name: String,
    /// Labels that stand in the column.
    labels: Option<String>,
}

impl Types {
    pub(super) fn new(family: Family) -> Self {
        Self { family, own: BTreeMap::new(), given: BTreeSet::new() }
    }

    /// The type of a column.
    pub(super) fn of(&mut self, table: &ObjectName, column: &Name, sql_type: &str) -> Spoken {
        let said = (ddl::of(self.family).in_diesel)(sql_type);
        let (base, own) = match said.named {
            Named::Diesel(word) => (word.to_owned(), None),
            Named::Own { namespace, name, word } => {
                let ident = self.define(Own { word, namespace, name, labels: None });
                (ident.clone(), Some(ident))
            }
            Named::OfColumn { name, labels } => {
                let word = Some(format!("{table} {column} {name}"));
                let ident = self.define(Own { word, namespace: None, name, labels: Some(labels) });
                (ident.clone(), Some(ident))
            }
        };
        let path = if said.unsigned { format!("Unsigned<{base}>") } else { base };
        let path = if said.is_array { format!("Array<Nullable<{path}>>") } else { path };
        Spoken { path, length: said.length, own, is_near: said.is_near }
    }

    fn define(&mut self, own: Own) -> String {
        if let Some(ident) = self.own.get(&own) {
            return ident.clone();
        }
        let plain = idents::camel(own.word.as_ref().unwrap_or(&own.name));
        // Diesel's own types would be meant otherwise.
        let is_diesels =
            (ddl::of(self.family).diesel)(&plain).is_some() || plain == "Array" || plain == "Nullable";
        let wanted = if is_diesels { format!("{plain}Type") } else { plain };
        let ident = match &own.namespace {
            Some(namespace) if self.given.contains(&wanted) => idents::camel(namespace) + &wanted,
            _ => wanted,
        };
        let ident = idents::free(ident, &mut self.given);
        self.own.insert(own, ident.clone());
        ident
    }

    /// The module that defines them, if there are any; `labels` are those of a type of its own.
    pub(super) fn definitions(&self, labels: &dyn Fn(&ObjectName) -> Option<Vec<String>>) -> String {
        if self.own.is_empty() {
            return String::new();
        }
        let word = ddl::of(self.family).definition;
        let mut sorted: Vec<(&String, &Own)> = self.own.iter().map(|(own, ident)| (ident, own)).collect();
        sorted.sort();
        let each = |(ident, own): (&String, &Own)| {
            let namespace = own.namespace.as_ref();
            let schema = namespace.map(|name| format!(", schema = \"{}\"", name.escape_default()));
            let listed = own.labels.clone().or_else(|| {
                let namespace = namespace.and_then(|namespace| Name::new(namespace).ok());
                let name = ObjectName { namespace, name: Name::new(&own.name).ok()? };
                Some(format!("'{}'", labels(&name)?.join("', '")))
            });
            let listed = listed.map(|listed| format!("    /// {}\n", listed.replace('\n', " ")));
            format!(
                "{}    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]\n    #[diesel({word}(name = \"{}\"{}))]\n    pub struct {ident};\n",
                listed.unwrap_or_default(),
                own.name.escape_default(),
                schema.unwrap_or_default()
            )
        };
        let all: Vec<String> = sorted.into_iter().map(each).collect();
        format!("\npub mod sql_types {{\n{}}}\n", all.join("\n"))
    }
}
