//! Checks.

use crate::{Expr, KeyName, Validity};

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
}

impl Check {
    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: KeyName) -> Self {
        Self { name, ..self.clone() }
    }

    /// A check without a name, with nothing else said of it.
    pub fn new(expr: Expr) -> Self {
        Self { name: KeyName::Implied, expr, no_inherit: false, validity: Validity::Valid }
    }
}
