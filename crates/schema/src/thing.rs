//! References to things of every kind, for what is said of things rather than in them: who needs whom,
//! comments, grants.

use std::fmt;

use crate::{Name, ObjectName};

/// What kind of thing a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// PostgreSQL's schema.
    Namespace,
    /// PostgreSQL's extension.
    Extension,
    /// A collation somebody made.
    Collation,
    /// An enumeration.
    Enum,
    /// A domain.
    Domain,
    /// A composite type.
    Composite,
    /// A range type.
    Range,
    /// A sequence; one behind an identity column is the column's.
    Sequence,
    /// A function, also one over a window.
    Function,
    /// A procedure.
    Procedure,
    /// An aggregate.
    Aggregate,
    /// An operator.
    Operator,
    /// A cast.
    Cast,
    /// A text search dictionary.
    TextSearchDictionary,
    /// A text search configuration.
    TextSearch,
    /// A table.
    Table,
    /// A foreign table.
    ForeignTable,
    /// A column of a table, a view or a composite type; `name` is what holds it.
    Column,
    /// The default of a column; `name` and `part` are the column's.
    Default,
    /// A primary key, unique constraint, check, exclusion or foreign key of the table `name`.
    Constraint,
    /// A constraint of the domain `name`.
    DomainConstraint,
    /// An index, by its own name.
    Index,
    /// Extended statistics, by their own name.
    Statistics,
    /// A view.
    View,
    /// A materialized view.
    MaterializedView,
    /// A trigger of the table or view `name`.
    Trigger,
    /// A rewrite rule of the table or view `name`.
    Rule,
    /// A policy of the table `name`.
    Policy,
    /// A trigger on events of the whole database.
    EventTrigger,
    /// MySQL's event: statements that run at certain times.
    Event,
    /// A publication.
    Publication,
    /// What things made later are granted by default: `name` is the role, in its namespace where it is
    /// for one; `part` is the kind of things, as it is spelled: `TABLES`.
    DefaultPrivileges,
}

impl Kind {
    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Namespace => "schema",
            Self::Extension => "extension",
            Self::Collation => "collation",
            Self::Enum => "enum",
            Self::Domain => "domain",
            Self::Composite => "type",
            Self::Range => "range type",
            Self::Sequence => "sequence",
            Self::Function => "function",
            Self::Procedure => "procedure",
            Self::Aggregate => "aggregate",
            Self::Operator => "operator",
            Self::Cast => "cast",
            Self::TextSearchDictionary => "text search dictionary",
            Self::TextSearch => "text search configuration",
            Self::Table => "table",
            Self::ForeignTable => "foreign table",
            Self::Column => "column",
            Self::Default => "default",
            Self::Constraint => "constraint",
            Self::DomainConstraint => "domain constraint",
            Self::Index => "index",
            Self::Statistics => "statistics",
            Self::View => "view",
            Self::MaterializedView => "materialized view",
            Self::Trigger => "trigger",
            Self::Rule => "rule",
            Self::Policy => "policy",
            Self::EventTrigger => "event trigger",
            Self::Event => "event",
            Self::Publication => "publication",
            Self::DefaultPrivileges => "default privileges",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A reference to a thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    /// What it is.
    pub kind: Kind,
    /// Its name, or that of the table, view or type it is a part of.
    pub name: ObjectName,
    /// Which part; for a function the types of its arguments, where it takes any.
    pub part: Option<Name>,
}

impl Thing {
    /// A thing that is no part of another.
    pub fn new(kind: Kind, name: ObjectName) -> Self {
        Self { kind, name, part: None }
    }

    /// A part of what `name` names.
    pub fn part(kind: Kind, name: ObjectName, part: Name) -> Self {
        Self { kind, name, part: Some(part) }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let takes_arguments = matches!(self.kind, Kind::Function | Kind::Procedure | Kind::Aggregate);
        match &self.part {
            Some(part) if takes_arguments => write!(f, "{}({part})", self.name),
            None if takes_arguments => write!(f, "{}()", self.name),
            Some(part) => write!(f, "{}.{part}", self.name),
            None => self.name.fmt(f),
        }
    }
}
