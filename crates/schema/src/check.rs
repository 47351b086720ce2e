//! Checks.

use crate::{Expr, KeyName};

/// `CHECK (expr)`, whether it stands behind a column or at the end of the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Check {
    /// Its name.
    pub name: KeyName,
    /// What must not be false, without outer parentheses.
    pub expr: Expr,
}
