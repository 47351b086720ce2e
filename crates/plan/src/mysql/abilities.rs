//! What servers of the family can do, by maker and release.

use limbeck_schema::{Dialect, Version};

/// What differs between the servers, as data. Facts were run on MySQL 9.7, MariaDB 10.11 and 11.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Abilities {
    /// Whether checks, generated columns and indexes over expressions follow a column that gets another
    /// name. MySQL refuses the rename while one of them mentions the column (3959, 3108, 3837).
    pub(super) expressions_follow_renames: bool,
    /// Whether one ALTER TABLE can add several FULLTEXT indexes; InnoDB of MySQL builds one at a time (1795).
    pub(super) many_fulltexts_at_once: bool,
    /// Whether a column may be defined anew with any default: MySQL refuses to copy rows in a statement that
    /// calls what a replica would answer otherwise, such as `uuid()` (1674).
    pub(super) redefines_with_any_default: bool,
    /// Whether `RENAME INDEX` is there (MariaDB from 10.5.2 on).
    pub(super) renames_indexes: bool,
}

impl Abilities {
    pub(super) fn of(dialect: Dialect) -> Self {
        let since = |major, minor, patch| dialect.version >= Version { major, minor, patch };
        if dialect.is_mariadb() {
            Self {
                expressions_follow_renames: true,
                many_fulltexts_at_once: true,
                redefines_with_any_default: true,
                renames_indexes: since(10, 5, 2),
            }
        } else {
            Self {
                expressions_follow_renames: false,
                many_fulltexts_at_once: false,
                redefines_with_any_default: false,
                renames_indexes: true,
            }
        }
    }
}
