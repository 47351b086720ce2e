//! MySQL's and MariaDB's types, as the servers print them; Diesel's names for them are those that `diesel
//! print-schema` writes (diesel_cli 2.3.14: the server's name in camel case) and their aliases.

use limbeck_schema::{Aspect, Family};

use super::{Ddl, InDiesel, Kind, Labels, Named, digits, length, opened, plainly_quoted};
use crate::seaorm::column_type::{ColumnType, Length};

pub(super) const DDL: Ddl = Ddl {
    family: Family::Mysql,
    column_type,
    quoted,
    has_enumerations: false,
    names_foreign_keys_of_entities: true,
    keeps_comments_of_entities: true,
    diesel,
    generic,
    in_diesel,
    custom,
    definition: "mysql_type",
    labels: Labels::InColumn(labelled),
    refuses_label,
    among: |column, _, list| format!("`{}` IN ({list})", column.replace('`', "``")),
    rust,
    attribute: "mysql",
    parameter: str::to_uppercase,
    sole_key: |_| None,
    // A column that counts is marked as one, on the key.
    identity: |_| None,
    serial: |_| None,
    counts_in_any_key: true,
    unsaid: &[
        Aspect::Collation,
        Aspect::Identity,
        Aspect::KeyDetail,
        Aspect::Exclusion,
        Aspect::Detail,
        Aspect::Options,
    ],
    said_by_diesel: &[Aspect::TypeName],
};

fn diesel(ident: &str) -> Option<&'static str> {
    Some(match ident {
        "Bool" | "Boolean" => "tinyint(1)",
        "TinyInt" | "Tinyint" => "tinyint",
        "SmallInt" | "Smallint" | "Int2" => "smallint",
        "Integer" | "Int4" => "int",
        "BigInt" | "Bigint" | "Int8" => "bigint",
        "Float" | "Float4" => "float",
        "Double" | "Float8" => "double",
        "Numeric" | "Decimal" => "decimal",
        "VarChar" | "Varchar" => "varchar",
        "Char" | "Bpchar" => "char",
        "Text" => "text",
        "Tinytext" => "tinytext",
        "Mediumtext" => "mediumtext",
        "Longtext" => "longtext",
        "Binary" => "binary",
        "Blob" | "Bytea" => "blob",
        "Varbinary" => "varbinary",
        "Tinyblob" => "tinyblob",
        "Mediumblob" => "mediumblob",
        "Longblob" => "longblob",
        "Bit" => "bit",
        "Date" => "date",
        "Time" => "time",
        "Datetime" => "datetime",
        "Timestamp" => "timestamp",
        "Json" => "json",
        _ => return None,
    })
}

fn generic(ident: &str, inner: &str) -> Option<String> {
    (ident == "Unsigned").then(|| format!("{inner} unsigned"))
}

/// `UsersRoleEnum`, which print-schema defines for a column of its own, is an `enum`, whatever its members. A
/// definition says the type as print-schema would have it, or only how Diesel is to send its values: what is
/// sent as text or bytes may be of any type, and is what the word says.
fn custom(ident: &str, _: Option<&str>, name: Option<&str>) -> String {
    let own = match (name, ident.ends_with("Enum"), ident.ends_with("Set")) {
        (Some("Tiny"), ..) => "tinyint",
        (Some("Short"), ..) => "smallint",
        (Some("Long"), ..) => "int",
        (Some("LongLong"), ..) => "bigint",
        (Some("UnsignedTiny"), ..) => "tinyint unsigned",
        (Some("UnsignedShort"), ..) => "smallint unsigned",
        (Some("UnsignedLong"), ..) => "int unsigned",
        (Some("UnsignedLongLong"), ..) => "bigint unsigned",
        (Some("Numeric"), ..) => "decimal",
        (Some("String" | "Blob"), ..) => ident,
        (Some(name), ..) => name,
        (None, true, _) => "enum",
        (None, _, true) => "set",
        (None, ..) => ident,
    };
    own.to_lowercase()
}

/// Seen on MySQL 9.7 and MariaDB 10.11: blanks at the end are gone without a word.
fn refuses_label(label: &str) -> Option<&'static str> {
    match label {
        _ if label.contains('\\') => Some("what a backslash is depends on the server's mode"),
        _ if label.ends_with(' ') => Some("it ends in a blank"),
        _ if label.chars().count() > 255 => Some("it is longer than 255 characters"),
        _ => None,
    }
}

/// `None` where there are no labels, or where one would be read otherwise: a backslash is a letter in some
/// modes of the server, and the beginning of another in the rest.
fn labelled(name: &str, labels: &[String]) -> Option<String> {
    let written: Vec<String> =
        labels.iter().map(|label| format!("'{}'", label.replace('\'', "''"))).collect();
    let is_plain = !labels.iter().any(|label| label.contains('\\'));
    (matches!(name, "enum" | "set") && is_plain).then(|| format!("{name}({})", written.join(",")))
}

/// What SQLx and Diesel bind the Rust type as, and as SeaORM would have it made: a text is short enough for
/// an index. `decimal` alone would keep no fraction.
fn rust(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Bool => "tinyint(1)",
        Kind::TinyInt => "tinyint",
        Kind::SmallInt => "smallint",
        Kind::Integer => "int",
        Kind::BigInt => "bigint",
        Kind::UnsignedTinyInt => "tinyint unsigned",
        Kind::UnsignedSmallInt => "smallint unsigned",
        Kind::UnsignedInteger => "int unsigned",
        Kind::UnsignedBigInt => "bigint unsigned",
        Kind::Real => "float",
        Kind::Double => "double",
        Kind::Numeric => "decimal(38,10)",
        Kind::Text => "varchar(255)",
        Kind::Binary => "blob",
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::Timestamp => "datetime",
        Kind::TimestampTz => "timestamp",
        Kind::Uuid => "binary(16)",
        Kind::Json => "json",
    })
}

fn in_diesel(declared: &str) -> InDiesel {
    let (head, inside) = opened(declared);
    let mut words = head.split_whitespace();
    let name = words.next().unwrap_or_default();
    let unsigned = words.any(|word| word == "unsigned");
    let word = match name {
        "tinyint" if inside == Some("1") && !unsigned => "Bool",
        "tinyint" => "TinyInt",
        "smallint" | "year" => "SmallInt",
        "int" | "mediumint" => "Integer",
        "bigint" => "BigInt",
        "float" => "Float",
        "double" => "Double",
        "decimal" => "Decimal",
        "varchar" => "Varchar",
        "char" => "Char",
        "text" => "Text",
        "tinytext" => "Tinytext",
        "mediumtext" => "Mediumtext",
        "longtext" => "Longtext",
        "binary" => "Binary",
        "varbinary" => "Varbinary",
        "blob" => "Blob",
        "tinyblob" => "Tinyblob",
        "mediumblob" => "Mediumblob",
        "longblob" => "Longblob",
        "bit" => "Bit",
        "date" => "Date",
        "time" => "Time",
        "datetime" => "Datetime",
        "timestamp" => "Timestamp",
        "json" => "Json",
        _ => "",
    };
    let has_length = matches!(name, "varchar" | "char" | "binary" | "varbinary");
    let length = inside.filter(|_| has_length).and_then(|inside| inside.parse().ok());
    let named = match (name, inside) {
        ("enum" | "set", Some(labels)) => {
            let name = if name == "enum" { "Enum" } else { "Set" };
            Named::OfColumn { name: name.to_owned(), labels: labels.to_owned() }
        }
        _ if word.is_empty() => {
            Named::Own { namespace: None, name: "Blob".to_owned(), word: Some(name.to_owned()) }
        }
        _ => Named::Diesel(word),
    };
    InDiesel { length, unsigned, ..InDiesel::plain(named) }
}

/// A backslash begins an escape.
fn quoted(text: &str) -> String {
    plainly_quoted(&text.replace('\\', "\\\\"))
}

fn column_type(of: &ColumnType) -> Option<String> {
    let word = match of {
        ColumnType::Char(count) => return Some(length("char", *count)),
        ColumnType::String(Length::N(count)) => return Some(length("varchar", Some(*count))),
        ColumnType::Decimal(of) | ColumnType::Money(of) => return Some(digits("decimal", *of)),
        ColumnType::Binary(count) => return Some(length("binary", Some(*count))),
        ColumnType::VarBinary(Length::N(count)) => return Some(length("varbinary", Some(*count))),
        ColumnType::Bit(count) => return Some(length("bit", *count)),
        ColumnType::VarBit(count) => return Some(length("bit", Some(*count))),
        ColumnType::Custom(words) => return Some(words.clone()),
        ColumnType::Enum { labels, .. } => {
            let labels: Vec<String> = labels.iter().map(|label| quoted(label)).collect();
            return Some(format!("enum({})", labels.join(",")));
        }
        ColumnType::String(Length::None) => "varchar(255)",
        ColumnType::String(Length::Max) => "varchar(65535)",
        ColumnType::VarBinary(Length::None) => "varbinary(255)",
        ColumnType::VarBinary(Length::Max) => "varbinary(65535)",
        ColumnType::Text => "text",
        ColumnType::Blob => "blob",
        ColumnType::TinyInteger => "tinyint",
        ColumnType::SmallInteger => "smallint",
        ColumnType::Integer => "int",
        ColumnType::BigInteger => "bigint",
        ColumnType::TinyUnsigned => "tinyint unsigned",
        ColumnType::SmallUnsigned => "smallint unsigned",
        ColumnType::Unsigned => "int unsigned",
        ColumnType::BigUnsigned => "bigint unsigned",
        ColumnType::Float => "float",
        ColumnType::Double => "double",
        ColumnType::DateTime => "datetime",
        ColumnType::Timestamp | ColumnType::TimestampWithTimeZone => "timestamp",
        ColumnType::Time => "time",
        ColumnType::Date => "date",
        ColumnType::Year => "year",
        ColumnType::Boolean => "tinyint(1)",
        ColumnType::Json | ColumnType::JsonBinary => "json",
        ColumnType::Uuid => "binary(16)",
        ColumnType::Interval(..)
        | ColumnType::Array(_)
        | ColumnType::Vector(_)
        | ColumnType::Cidr
        | ColumnType::Inet
        | ColumnType::MacAddr
        | ColumnType::LTree => return None,
    };
    Some(word.to_owned())
}
