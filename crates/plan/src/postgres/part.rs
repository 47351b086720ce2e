//! What a plan is about, piece by piece: things, and what is said of them.

use limbeck_schema::{Grant, Kind, ObjectName, Table, Thing, View};

/// A piece of a schema that comes, goes or changes by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// A thing.
    Thing(Thing),
    /// The column a sequence goes with. Apart from the sequence: the default needs the sequence, and
    /// only when the column is there can the sequence go with it.
    Owner(Thing),
    /// What tells replicas which row is meant, and the index by which a table is sorted. Apart from the
    /// table: they need an index of it.
    Identification(ObjectName),
    /// What is said of a thing.
    Comment(Thing),
    /// A right.
    Grant(Grant),
}

impl Part {
    /// The thing it is, or belongs to.
    pub(super) fn thing(&self) -> Option<&Thing> {
        match self {
            Self::Thing(thing) | Self::Owner(thing) | Self::Comment(thing) => Some(thing),
            Self::Grant(grant) => Some(&grant.on),
            Self::Identification(_) => None,
        }
    }

    /// What kind of thing it is, where it is one.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Thing(thing) => Some(thing.kind),
            _ => None,
        }
    }
}

/// The table as a thing.
pub(super) fn of_table(table: &Table) -> Thing {
    let kind = if table.options.foreign.is_some() { Kind::ForeignTable } else { Kind::Table };
    Thing::new(kind, table.name.clone())
}

/// The view as a thing.
pub(super) fn of_view(view: &View) -> Thing {
    let kind = if view.materialized { Kind::MaterializedView } else { Kind::View };
    Thing::new(kind, view.name.clone())
}
