//! Checks.

use crate::{Expr, KeyName, Name, Validity};

/// `CHECK (expr)`, whether it stands behind a column or at the end of the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Check {
    /// Its name.
    pub name: KeyName,
    /// What must not be false, without outer parentheses.
    pub expr: Expr,
    /// PostgreSQL's `NO INHERIT`: tables that inherit do not.
    pub no_inherit: bool,
    /// Whether it holds for all rows.
    pub validity: Validity,
    /// The column it is a part of, and goes with whenever that is defined anew: MariaDB's check behind a
    /// column, which has no name. All other databases take such a one for a check of the table.
    pub column: Option<Name>,
}

impl Check {
    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: KeyName) -> Self {
        Self { name, ..self.clone() }
    }

    /// A check without a name, with nothing else said of it.
    pub fn new(expr: Expr) -> Self {
        Self { name: KeyName::Implied, expr, no_inherit: false, validity: Validity::Valid, column: None }
    }
}
