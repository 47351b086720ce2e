//! What differs between two schemas.

use crate::{
    Check, Column, Comment, Edit, Exclusion, ForeignKey, Grant, Index, KeyName, Name, Object, ObjectName,
    Pair, PrimaryKey, Renames, Table, TableOptions, Trigger, Unique, Unmodelled, View,
};

/// One difference. Names are those that hold after the renames of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A whole table with all that belongs to it; never altered as a whole.
    Table(Edit<Table>),
    /// What is said of a table as a whole.
    Options {
        /// The table.
        table: ObjectName,
        /// What is said.
        pair: Pair<TableOptions>,
    },
    /// A column.
    Column {
        /// Its table.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<Column>,
    },
    /// The order of columns that are there on both sides.
    Order {
        /// Their table.
        table: ObjectName,
        /// They, in order.
        pair: Pair<Vec<Name>>,
    },
    /// A primary key.
    PrimaryKey {
        /// Its table.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<PrimaryKey>,
    },
    /// A unique constraint.
    Unique {
        /// Its table.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<Unique>,
    },
    /// A foreign key.
    ForeignKey {
        /// Its table.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<ForeignKey>,
    },
    /// A check.
    Check {
        /// Its table.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<Check>,
    },
    /// An exclusion constraint.
    Exclusion {
        /// Its table.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<Exclusion>,
    },
    /// An index.
    Index {
        /// Its table or materialized view.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<Index>,
    },
    /// A trigger.
    Trigger {
        /// Its table or view.
        on: ObjectName,
        /// What happens to it.
        edit: Edit<Trigger>,
    },
    /// A clause without a place in the model.
    Unmodelled {
        /// Its table.
        table: ObjectName,
        /// What happens to it.
        edit: Edit<Unmodelled>,
    },
    /// A view; its triggers are part of it where it is created or dropped.
    View(Edit<View>),
    /// A thing beside tables and views. One that is altered may get another name on the way.
    Object(Edit<Object>),
    /// What is said of a thing.
    Comment(Edit<Comment>),
    /// A right; never altered.
    Grant(Edit<Grant>),
}

impl Change {
    /// What undoes it.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Table(edit) => Self::Table(edit.inverse()),
            Self::Options { table, pair } => Self::Options { table, pair: pair.swap() },
            Self::Column { table, edit } => Self::Column { table, edit: edit.inverse() },
            Self::Order { table, pair } => Self::Order { table, pair: pair.swap() },
            Self::PrimaryKey { table, edit } => Self::PrimaryKey { table, edit: edit.inverse() },
            Self::Unique { table, edit } => Self::Unique { table, edit: edit.inverse() },
            Self::ForeignKey { table, edit } => Self::ForeignKey { table, edit: edit.inverse() },
            Self::Check { table, edit } => Self::Check { table, edit: edit.inverse() },
            Self::Index { table, edit } => Self::Index { table, edit: edit.inverse() },
            Self::Trigger { on, edit } => Self::Trigger { on, edit: edit.inverse() },
            Self::Unmodelled { table, edit } => Self::Unmodelled { table, edit: edit.inverse() },
            Self::Exclusion { table, edit } => Self::Exclusion { table, edit: edit.inverse() },
            Self::View(edit) => Self::View(edit.inverse()),
            Self::Object(edit) => Self::Object(edit.inverse()),
            Self::Comment(edit) => Self::Comment(edit.inverse()),
            Self::Grant(edit) => Self::Grant(edit.inverse()),
        }
    }

    /// The table, view or other thing it is, or belongs to.
    pub fn object(&self) -> &ObjectName {
        match self {
            Self::Table(edit) => &edit.subject().name,
            Self::View(edit) => &edit.subject().name,
            Self::Object(edit) => &edit.subject().id.name,
            Self::Comment(edit) => &edit.subject().on.name,
            Self::Grant(edit) => &edit.subject().on.name,
            Self::Options { table, .. }
            | Self::Column { table, .. }
            | Self::Order { table, .. }
            | Self::PrimaryKey { table, .. }
            | Self::Unique { table, .. }
            | Self::ForeignKey { table, .. }
            | Self::Check { table, .. }
            | Self::Exclusion { table, .. }
            | Self::Index { table, .. }
            | Self::Unmodelled { table, .. } => table,
            Self::Trigger { on, .. } => on,
        }
    }

    /// The names of a constraint or an index before and after, where nothing else of it differs; none where
    /// nobody gave one.
    pub fn renaming(&self) -> Option<Pair<Option<&Name>>> {
        match self {
            Self::PrimaryKey { edit, .. } => renaming(edit, |key| &key.name, PrimaryKey::named).map(given),
            Self::Unique { edit, .. } => renaming(edit, |unique| &unique.name, Unique::named).map(given),
            Self::ForeignKey { edit, .. } => renaming(edit, |key| &key.name, ForeignKey::named).map(given),
            Self::Check { edit, .. } => renaming(edit, |check| &check.name, Check::named).map(given),
            Self::Exclusion { edit, .. } => {
                renaming(edit, |exclusion| &exclusion.name, Exclusion::named).map(given)
            }
            Self::Index { edit, .. } => {
                renaming(edit, |index| &index.name, Index::named).map(|names| names.map(Some))
            }
            _ => None,
        }
    }

    /// The named part of the object it speaks of, where it has a name.
    pub fn part(&self) -> Option<&Name> {
        match self {
            Self::Column { edit, .. } => Some(&edit.subject().name),
            Self::Index { edit, .. } => Some(&edit.subject().name),
            Self::Trigger { edit, .. } => Some(&edit.subject().name),
            Self::Unique { edit, .. } => edit.subject().name.given(),
            Self::ForeignKey { edit, .. } => edit.subject().name.given(),
            Self::Check { edit, .. } => edit.subject().name.given(),
            Self::PrimaryKey { edit, .. } => edit.subject().name.given(),
            Self::Exclusion { edit, .. } => edit.subject().name.given(),
            Self::Object(edit) => edit.subject().id.part.as_ref(),
            Self::Comment(edit) => edit.subject().on.part.as_ref(),
            Self::Grant(edit) => edit.subject().on.part.as_ref(),
            Self::Table(_)
            | Self::Options { .. }
            | Self::Order { .. }
            | Self::Unmodelled { .. }
            | Self::View(_) => None,
        }
    }
}

fn given(names: Pair<&KeyName>) -> Pair<Option<&Name>> {
    names.map(KeyName::given)
}

fn renaming<T: PartialEq, N: Clone>(
    edit: &Edit<T>,
    name: fn(&T) -> &N,
    named: fn(&T, N) -> T,
) -> Option<Pair<&N>> {
    let Edit::Alter(pair) = edit else { return None };
    (named(&pair.before, name(&pair.after).clone()) == pair.after).then(|| pair.as_ref().map(name))
}

/// All that differs: renames come first, and everything else is said in the names that hold after them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeSet {
    /// What only got another name.
    pub renames: Renames,
    /// What differs beyond that.
    pub changes: Vec<Change>,
}

impl ChangeSet {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.renames.is_empty() && self.changes.is_empty()
    }

    /// Every edit undone and every rename turned round.
    ///
    /// The changes still speak the names of this set's `after`. Where there are renames,
    /// `limbeck_dialect::inverse` also says them in the old names, expressions included.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            renames: self.renames.inverse(),
            changes: self.changes.into_iter().map(Change::inverse).collect(),
        }
    }
}
