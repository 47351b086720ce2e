//! Indexes.

use crate::{Expr, Name, Named};

/// An index somebody created; those a constraint brings along are not here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Index {
    /// Its name.
    pub name: Name,
    /// Whether it forbids duplicates.
    pub unique: bool,
    /// What it is ordered by.
    pub parts: Vec<IndexPart>,
    /// `WHERE`: the rows it holds.
    pub predicate: Option<Expr>,
}

impl Named for Index {
    type Key = Name;
    fn name(&self) -> &Name {
        &self.name
    }
}

/// One term of an index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexPart {
    /// A column or an expression.
    pub term: IndexTerm,
    /// `DESC`.
    pub descending: bool,
    /// A collation of the index's own, where it is not the column's.
    pub collation: Option<Name>,
}

/// What an index is ordered by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndexTerm {
    /// A column.
    Column(Name),
    /// An expression over the columns of the table.
    Expr(Expr),
}
