//! Foreign keys.

use std::{cmp::Ordering, fmt, hash};

use crate::{KeyName, Name, ObjectName, Spelled, Validity};

/// What happens to the child when the parent goes or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Action {
    /// Refuse at the end of the statement; what is meant when nothing is said.
    #[default]
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Go or change along.
    Cascade,
    /// Forget the parent.
    SetNull,
    /// Fall back to the column's default.
    SetDefault,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        })
    }
}

/// When the reference is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Deferral {
    /// At every statement.
    #[default]
    NotDeferrable,
    /// At every statement, unless a transaction asks for the end.
    InitiallyImmediate,
    /// At the end of the transaction.
    InitiallyDeferred,
}

/// A foreign key of the table that holds it.
#[derive(Debug, Clone)]
pub struct ForeignKey {
    /// Its name.
    pub name: KeyName,
    /// The columns here.
    pub columns: Vec<Name>,
    /// The table they refer to.
    pub references: ObjectName,
    /// The columns there. The text may be empty, which means the parent's primary key; the key says
    /// which those are once canonical.
    pub referenced: Spelled<Vec<Name>>,
    /// `ON DELETE`.
    pub on_delete: Action,
    /// `ON UPDATE`.
    pub on_update: Action,
    /// When it is checked.
    pub deferral: Deferral,
    /// Whether some columns may not be NULL while others are: `MATCH FULL`.
    pub match_full: bool,
    /// The columns that `ON DELETE SET NULL` or `SET DEFAULT` sets, where those are not all.
    pub set_on_delete: Vec<Name>,
    /// PostgreSQL's `PERIOD` on the last column (18).
    pub period: bool,
    /// Whether it holds for all rows.
    pub validity: Validity,
    /// Whether `NO ACTION` refuses at once too, so that two keys are equal whichever of the two they say; for
    /// `limbeck-dialect`.
    pub refuses_at_once: bool,
}

impl ForeignKey {
    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: KeyName) -> Self {
        Self { name, ..self.clone() }
    }

    /// A key without a name, with nothing else said of it.
    pub fn new(columns: Vec<Name>, references: ObjectName, referenced: Vec<Name>) -> Self {
        Self {
            name: KeyName::Implied,
            columns,
            references,
            referenced: Spelled::new(referenced),
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            deferral: Deferral::NotDeferrable,
            match_full: false,
            set_on_delete: Vec::new(),
            period: false,
            validity: Validity::Valid,
            refuses_at_once: false,
        }
    }

    /// What equality, order and hash look at.
    fn meaning(&self) -> impl Ord + hash::Hash + '_ {
        // Taken apart, so that a new field cannot be forgotten here.
        let Self {
            name,
            columns,
            references,
            referenced,
            on_delete,
            on_update,
            deferral,
            match_full,
            set_on_delete,
            period,
            validity,
            refuses_at_once,
        } = self;
        let action = |action: &Action| match action {
            Action::Restrict if *refuses_at_once => Action::NoAction,
            other => *other,
        };
        let actions = (action(on_delete), action(on_update));
        let rest = (deferral, match_full, set_on_delete, period, validity);
        (name, columns, references, referenced, actions, rest)
    }
}

impl PartialEq for ForeignKey {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for ForeignKey {}

impl Ord for ForeignKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.meaning().cmp(&other.meaning())
    }
}

impl PartialOrd for ForeignKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl hash::Hash for ForeignKey {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.meaning().hash(state);
    }
}
