//! Indexes.

use std::collections::BTreeMap;

use crate::{Expr, Name, Named, ObjectName};

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
    /// How it is built: PostgreSQL's `USING`; `None` is `btree`. On MySQL what stands before `KEY`:
    /// `FULLTEXT`, `SPATIAL`, `VECTOR`.
    pub method: Option<String>,
    /// What it holds beside its terms.
    pub include: Vec<Name>,
    /// Whether two rows that hold NULL are the same.
    pub nulls_not_distinct: bool,
    /// Its parameters, such as `fillfactor`. On MySQL what stands behind its terms, by the words that begin
    /// it, with what follows as the server prints it: `USING` is `BTREE`, `COMMENT` is `'text'`; nothing
    /// follows `INVISIBLE` or `IGNORED`.
    pub parameters: BTreeMap<String, String>,
    /// Where it is stored, where that is not the default.
    pub tablespace: Option<Name>,
    /// Whether it is on a partitioned table without its partitions: `ON ONLY`.
    pub only: bool,
    /// Whether building it failed, so that the database does not use it.
    pub invalid: bool,
}

impl Index {
    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: Name) -> Self {
        Self { name, ..self.clone() }
    }

    /// An index over these terms, with nothing else said of it.
    pub fn new(name: Name, parts: Vec<IndexPart>) -> Self {
        Self {
            name,
            unique: false,
            parts,
            predicate: None,
            method: None,
            include: Vec::new(),
            nulls_not_distinct: false,
            parameters: BTreeMap::new(),
            tablespace: None,
            only: false,
            invalid: false,
        }
    }
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
    pub collation: Option<ObjectName>,
    /// The operator class with its parameters, where it is not the type's default.
    pub operator_class: Option<String>,
    /// Whether NULLs come first, where that is not what the direction implies: last when ascending,
    /// first when descending.
    pub nulls_first: Option<bool>,
    /// How many characters, or bytes of a binary column, MySQL takes of each value, where not all.
    pub length: Option<u32>,
}

impl IndexPart {
    /// The term, ascending, with nothing else said of it.
    pub fn plain(term: IndexTerm) -> Self {
        Self {
            term,
            descending: false,
            collation: None,
            operator_class: None,
            nulls_first: None,
            length: None,
        }
    }
}

/// What an index is ordered by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndexTerm {
    /// A column.
    Column(Name),
    /// An expression over the columns of the table.
    Expr(Expr),
}
