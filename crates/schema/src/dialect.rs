//! Which database, as a value. What that means is in `limbeck-dialect`.

use std::fmt;

/// A family of databases that share a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// SQLite 3.
    Sqlite,
    /// PostgreSQL 13 and later.
    Postgres,
    /// MySQL 8 and later, and MariaDB 10.6 and later.
    Mysql,
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite => f.write_str("SQLite"),
            Self::Postgres => f.write_str("PostgreSQL"),
            Self::Mysql => f.write_str("MySQL"),
        }
    }
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 3] = [Self::Sqlite, Self::Postgres, Self::Mysql];

    /// Whether a transaction that is rolled back takes tables made in it along. MySQL and MariaDB commit
    /// at every statement that makes, changes or drops a thing.
    pub fn rolls_back_definitions(self) -> bool {
        match self {
            Self::Sqlite | Self::Postgres => true,
            Self::Mysql => false,
        }
    }

    /// Whether a column can be moved among the others.
    pub fn moves_columns(self) -> bool {
        match self {
            Self::Sqlite | Self::Mysql => true,
            Self::Postgres => false,
        }
    }
}

/// Whose server it is, where several makers' servers speak one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Vendor {
    /// The one the family is called after.
    #[default]
    Original,
    /// MariaDB, of MySQL's family.
    MariaDb,
}

/// A server's version; two are ordered as people order versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// 3 of 3.53.2.
    pub major: u32,
    /// 53 of 3.53.2.
    pub minor: u32,
    /// 2 of 3.53.2.
    pub patch: u32,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A family at a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// Which language.
    pub family: Family,
    /// Whose server.
    pub vendor: Vendor,
    /// Which release of it.
    pub version: Version,
    /// Whether `Users` and `users` are one table: MySQL's `lower_case_table_names`.
    pub folds_table_names: bool,
}

impl Dialect {
    /// A server of the maker the family is called after, set up as it comes.
    pub const fn new(family: Family, version: Version) -> Self {
        Self { family, vendor: Vendor::Original, version, folds_table_names: false }
    }

    /// Whether it is MariaDB.
    pub fn is_mariadb(self) -> bool {
        self.vendor == Vendor::MariaDb
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { family, version, .. } = self;
        match family {
            _ if self.is_mariadb() => write!(f, "MariaDB {version}"),
            Family::Sqlite | Family::Mysql => write!(f, "{family} {version}"),
            // Since 10 there are two numbers.
            Family::Postgres => write!(f, "{family} {}.{}", version.major, version.minor),
        }
    }
}
