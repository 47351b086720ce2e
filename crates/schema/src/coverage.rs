//! What a model source can speak of. What it cannot is not compared.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use enumset::{EnumSet, EnumSetType};

use crate::{Diagnostic, Name, ObjectName};

/// One thing that can be said of a table.
#[derive(Debug, PartialOrd, Ord, Hash, EnumSetType)]
pub enum Aspect {
    /// The exact declared type of a column; without it, a type of the same kind will do.
    ExactType,
    /// Its declared type but for details: a length only where it is written, a precision never.
    TypeName,
    /// What columns are where a statement does not name them: their defaults, what they become when their row
    /// changes, and whether they are seen.
    Default,
    /// Collations.
    Collation,
    /// Generated columns.
    Generated,
    /// How a column counts: an identity or a sequence, and from where to where.
    Identity,
    /// Comments of the table and its columns.
    Comment,
    /// The primary key beyond its columns: AUTOINCREMENT, order, conflict clauses.
    KeyDetail,
    /// Unique constraints.
    Unique,
    /// Foreign keys.
    ForeignKey,
    /// Checks.
    Check,
    /// Exclusion constraints.
    Exclusion,
    /// Indexes.
    Index,
    /// What only some databases can say of constraints and indexes: methods, operator classes, parameters,
    /// whether they hold for all rows.
    Detail,
    /// Triggers.
    Trigger,
    /// STRICT, WITHOUT ROWID and their kin; partitions; how rows are stored and who may see them.
    Options,
    /// Names of constraints that have none in the source.
    ConstraintName,
}

impl Aspect {
    /// Every aspect.
    pub fn all() -> EnumSet<Self> {
        EnumSet::all()
    }
}

/// What is said of one table; names and columns with nullability always are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableCoverage {
    /// The aspects some source speaks of.
    pub aspects: EnumSet<Aspect>,
    /// How much of the type of a column is said, where it is not what the aspects say of all of them.
    pub types: BTreeMap<Name, TypeCoverage>,
    /// Parameters of the table that are spoken of by name, where not all its options are.
    pub parameters: BTreeSet<String>,
    /// What an entity of an ORM leaves open beside; `None` for what is no entity.
    pub entity: Option<EntityCoverage>,
}

/// How far an entity of an ORM speaks of its table. Such a source says some things only where it has words for
/// them, and makes up names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntityCoverage {
    /// Names it made up where it is given none. A live constraint or index of the same shape keeps its own.
    pub made_up: BTreeSet<Name>,
    /// How the name of each index begins that it makes; one that is called otherwise may be beyond its words.
    pub index_prefix: String,
    /// Foreign keys whose name it made up, by their columns, of which it does not say what happens when rows go or
    /// change.
    pub open_actions: BTreeSet<Vec<Name>>,
    /// How much of a column's type it says; a column that is not listed says all of it.
    pub types: BTreeMap<Name, TypeCoverage>,
    /// Columns of which it says that they have no default.
    pub without_default: BTreeSet<Name>,
    /// Columns with a default that could not be evaluated.
    pub unknown_defaults: BTreeSet<Name>,
    /// Columns it passes over: what is there of that name stays.
    pub ignored: BTreeSet<Name>,
    /// Tables of which it does not say whether it refers to them: a foreign key to one stays.
    pub silent_on: BTreeSet<ObjectName>,
    /// Columns that are of an enumeration, with what the source calls that.
    pub enumerations: BTreeMap<Name, String>,
    /// Columns for which it has two names, by the one it goes by.
    pub called_otherwise: BTreeMap<Name, CalledOtherwise>,
}

impl EntityCoverage {
    /// What it leaves open of the column `old` it leaves open of `new`.
    pub fn rename_column(&mut self, old: &Name, new: &Name) {
        // Taken apart, so that a new field cannot be forgotten here.
        let Self {
            open_actions,
            types,
            without_default,
            unknown_defaults,
            ignored,
            enumerations,
            made_up: _,
            index_prefix: _,
            silent_on: _,
            called_otherwise: _,
        } = self;
        let renamed = |name: Name| if name == *old { new.clone() } else { name };
        *open_actions = std::mem::take(open_actions)
            .into_iter()
            .map(|columns| columns.into_iter().map(renamed).collect())
            .collect();
        *types = std::mem::take(types).into_iter().map(|(name, said)| (renamed(name), said)).collect();
        *enumerations =
            std::mem::take(enumerations).into_iter().map(|(name, said)| (renamed(name), said)).collect();
        for names in [without_default, unknown_defaults, ignored] {
            *names = std::mem::take(names).into_iter().map(renamed).collect();
        }
    }
}

/// The other name of a column: one that is there under it, and not under its own, is that column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalledOtherwise {
    /// The other name.
    pub name: Name,
    /// What is told where the database has that one.
    pub told: Diagnostic,
}

/// How much of a column's type is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeCoverage {
    /// What kind of values it holds.
    Kind,
    /// Its name, but for details.
    Name,
    /// All of it.
    Exact,
}

impl TableCoverage {
    /// Of a source that speaks of these aspects.
    pub fn of(aspects: impl IntoIterator<Item = Aspect>) -> Self {
        Self { aspects: aspects.into_iter().collect(), ..Self::default() }
    }

    /// Everything.
    pub fn full() -> Self {
        Self::of(Aspect::all())
    }

    /// How much is said of the type of that column; nobody has folded the names in a coverage.
    pub fn of_type(&self, column: &Name) -> TypeCoverage {
        let is_it = |name: &Name| name.as_str().eq_ignore_ascii_case(column.as_str());
        let said = self.types.iter().find(|(name, _)| is_it(name)).map(|(_, said)| *said);
        let of_all = match (self.covers(Aspect::ExactType), self.covers(Aspect::TypeName)) {
            (true, _) => TypeCoverage::Exact,
            (false, true) => TypeCoverage::Name,
            (false, false) => TypeCoverage::Kind,
        };
        said.unwrap_or(of_all)
    }

    /// Whether `aspect` is spoken of.
    pub fn covers(&self, aspect: Aspect) -> bool {
        self.aspects.contains(aspect)
    }
}

/// What a source, or several together, can speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Table by table; one that is not listed has `other_tables`.
    pub tables: BTreeMap<ObjectName, TableCoverage>,
    /// Whether a view that is not in the source should not exist.
    pub views: bool,
    /// Whether a type, a sequence, a routine or another thing beside tables and views that is not in the
    /// source should not exist.
    pub objects: bool,
    /// Whether the source says all comments of what is neither table nor column.
    pub comments: bool,
    /// Whether the source says all rights.
    pub grants: bool,
    /// Whether a table that is not in the source should not exist.
    pub absent_tables: bool,
    /// Whether a table without a primary key can be said; where not, its absence says nothing.
    pub keyless_tables: bool,
    /// Tables that are left to others: whether they are there says nothing.
    pub left_out: BTreeSet<ObjectName>,
}

impl Coverage {
    /// Of a source that can say everything.
    pub fn full() -> Self {
        Self {
            tables: BTreeMap::new(),
            views: true,
            objects: true,
            comments: true,
            grants: true,
            absent_tables: true,
            keyless_tables: true,
            left_out: BTreeSet::new(),
        }
    }

    /// Of a source that speaks of tables alone.
    pub fn of_tables() -> Self {
        Self { views: false, objects: false, comments: false, grants: false, ..Self::full() }
    }

    /// What is said of that table: everything, unless listed.
    pub fn of(&self, table: &ObjectName) -> &TableCoverage {
        static FULL: LazyLock<TableCoverage> = LazyLock::new(TableCoverage::full);
        self.tables.get(table).unwrap_or_else(|| &FULL)
    }
}
