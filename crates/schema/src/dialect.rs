//! Which database, as a value. What that means is in `limbeck-dialect`.

use std::fmt;

/// A family of databases that share a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// SQLite 3.
    Sqlite,
    /// PostgreSQL 13 and later.
    Postgres,
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite => f.write_str("SQLite"),
            Self::Postgres => f.write_str("PostgreSQL"),
        }
    }
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
    /// Which release of it.
    pub version: Version,
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { family, version } = self;
        match family {
            Family::Sqlite => write!(f, "{family} {version}"),
            // Since 10 there are two numbers.
            Family::Postgres => write!(f, "{family} {}.{}", version.major, version.minor),
        }
    }
}
