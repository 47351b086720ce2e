//! Which type each database is asked for, for a type that a Rust source names.

mod mysql;
mod postgres;
mod sqlite;

use limbeck_schema::{Aspect, Family};

use crate::seaorm::column_type::ColumnType;

/// What a Rust type holds, whatever database keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Bool,
    TinyInt,
    SmallInt,
    Integer,
    BigInt,
    UnsignedTinyInt,
    UnsignedSmallInt,
    UnsignedInteger,
    UnsignedBigInt,
    Real,
    Double,
    Numeric,
    Text,
    Binary,
    Date,
    Time,
    Timestamp,
    /// An instant, whatever the clock on the wall says.
    TimestampTz,
    Uuid,
    Json,
}

/// Where the labels of an enumeration stand.
pub(crate) enum Labels {
    /// Nowhere: it is a text, of that type.
    Nowhere(&'static str),
    /// In a type of its own.
    OfType,
    /// In the type of each column: by the name of the type, where that one has labels at all.
    InColumn(fn(&str, &[String]) -> Option<String>),
}

impl Labels {
    /// What all enumerations are called that are no types of their own.
    pub(crate) fn all(&self) -> Option<&'static str> {
        match self {
            Self::Nowhere(text) => Some(text),
            Self::OfType => None,
            Self::InColumn(_) => Some("enum"),
        }
    }
}

/// One family's words.
pub(crate) struct Ddl {
    /// Whose.
    pub(crate) family: Family,
    /// What SeaORM has made for one of its types (sea-query 1.0.2); `None` where it stops.
    pub(crate) column_type: fn(&ColumnType) -> Option<String>,
    /// A text as an SQL literal.
    pub(crate) quoted: fn(&str) -> String,
    /// Whether an enumeration is a type of its own.
    pub(crate) has_enumerations: bool,
    /// Whether SeaORM gives foreign keys the names that an entity says.
    pub(crate) names_foreign_keys_of_entities: bool,
    /// Whether SeaORM has comments made where an entity says some.
    pub(crate) keeps_comments_of_entities: bool,
    /// Diesel's SQL type, by the last segment of its path.
    pub(crate) diesel: fn(&str) -> Option<&'static str>,
    /// A generic type of Diesel's over a type of the database's: `Array<T>`.
    pub(crate) generic: fn(&str, &str) -> Option<String>,
    /// What `table!` says of a type, as the server spells it.
    pub(crate) in_diesel: fn(&str) -> InDiesel,
    /// A type that is not Diesel's: by its Rust name, with the namespace and the name its definition says.
    pub(crate) custom: fn(&str, Option<&str>, Option<&str>) -> String,
    /// Which word of a `#[diesel(...)]` attribute defines such a type: `postgres_type`.
    pub(crate) definition: &'static str,
    /// Where an enumeration has its labels.
    pub(crate) labels: Labels,
    /// Why a text can be no label of an enumeration, if it cannot.
    pub(crate) refuses_label: fn(&str) -> Option<&'static str>,
    /// That the values of a column are among those of a list: the column, the type of the array it is, if it is
    /// one, and the list.
    pub(crate) among: fn(&str, Option<&str>, &str) -> String,
    /// A Rust type, where there is one that holds all its values.
    pub(crate) rust: fn(Kind) -> Option<&'static str>,
    /// The word of attributes that are for this family alone.
    pub(crate) attribute: &'static str,
    /// A parameter under the name that the server prints.
    pub(crate) parameter: fn(&str) -> String,
    /// The type of a column that is the whole primary key, where it has to be another one.
    pub(crate) sole_key: fn(&str) -> Option<&'static str>,
    /// What a column of that type counts in, where it counts by an identity of its own and not by a mark on
    /// the key.
    pub(crate) identity: fn(&str) -> Option<&'static str>,
    /// The word for a column of that type that has a sequence of its own as its default.
    pub(crate) serial: fn(&str) -> Option<&'static str>,
    /// Whether a column may count by a mark that is not the whole primary key.
    pub(crate) counts_in_any_key: bool,
    /// What a struct has no words for.
    pub(crate) unsaid: &'static [Aspect],
    /// What `table!` says beside columns, kinds of types and keys.
    pub(crate) said_by_diesel: &'static [Aspect],
}

/// The words of a family.
pub(crate) fn of(family: Family) -> Ddl {
    match family {
        Family::Sqlite => sqlite::DDL,
        Family::Postgres => postgres::DDL,
        Family::Mysql => mysql::DDL,
    }
}

/// What `table!` says of a type of the database's.
pub(crate) struct InDiesel {
    pub(crate) named: Named,
    /// `#[max_length]`.
    pub(crate) length: Option<u64>,
    pub(crate) unsigned: bool,
    pub(crate) is_array: bool,
    /// Whether it is the next type to one that cannot be said.
    pub(crate) is_near: bool,
}

impl InDiesel {
    fn plain(named: Named) -> Self {
        Self { named, length: None, unsigned: false, is_array: false, is_near: false }
    }
}

/// What a type is called.
#[derive(PartialEq)]
pub(crate) enum Named {
    /// By Diesel's own word.
    Diesel(&'static str),
    /// By a word that has to be defined, for a type of the database's; `word` is what it is made from, where
    /// that is not the name in the definition.
    Own { namespace: Option<String>, name: String, word: Option<String> },
    /// By a word that has to be defined for one column.
    OfColumn { name: String, labels: String },
}

/// The type without what stands in its first parentheses, and that.
fn opened(declared: &str) -> (String, Option<&str>) {
    let Some((head, rest)) = declared.split_once('(') else { return (declared.trim().to_owned(), None) };
    let Some((inside, tail)) = rest.rsplit_once(')') else { return (declared.trim().to_owned(), None) };
    (format!("{} {}", head.trim(), tail.trim()).trim().to_owned(), Some(inside))
}

/// `varchar(32)`.
fn length(word: &str, count: Option<u32>) -> String {
    count.map_or_else(|| word.to_owned(), |count| format!("{word}({count})"))
}

/// `decimal(16, 4)`.
fn digits(word: &str, of: Option<(u32, u32)>) -> String {
    of.map_or_else(|| word.to_owned(), |(all, behind)| format!("{word}({all}, {behind})"))
}

/// A text in which a quote stands twice.
fn plainly_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
