//! SQLite's declared types. Any word will do; these are the ones `diesel print-schema` reads back as
//! the same Diesel type (diesel_cli 2.3.14), and whose affinity fits what Diesel and SQLx store.

use limbeck_schema::Family;

use super::{Ddl, InDiesel, Kind, Labels, Named, digits, length, plainly_quoted};
use crate::seaorm::column_type::{ColumnType, Length};

pub(super) const DDL: Ddl = Ddl {
    family: Family::Sqlite,
    column_type,
    quoted: plainly_quoted,
    has_enumerations: false,
    names_foreign_keys_of_entities: false,
    keeps_comments_of_entities: false,
    diesel,
    generic,
    in_diesel,
    custom: |ident, _, name| name.and_then(stored).unwrap_or(ident).to_owned(),
    definition: "sqlite_type",
    labels: Labels::Nowhere("Text"),
    refuses_label: |_| None,
    among: |column, _, list| format!("\"{}\" IN ({list})", column.replace('"', "\"\"")),
    rust,
    attribute: "sqlite",
    parameter: str::to_owned,
    sole_key,
    identity: |_| None,
    serial: |_| None,
    counts_in_any_key: false,
    unsaid: &[],
    said_by_diesel: &[],
};

fn diesel(ident: &str) -> Option<&'static str> {
    Some(match ident {
        "Bool" | "Boolean" => "BOOLEAN",
        "TinyInt" | "Tinyint" => "TINYINT",
        "SmallInt" | "Smallint" | "Int2" | "SmallSerial" => "SMALLINT",
        "Integer" | "Int4" | "Serial" => "INTEGER",
        "BigInt" | "Bigint" | "Int8" | "BigSerial" => "BIGINT",
        "Float" | "Float4" => "FLOAT",
        "Double" | "Float8" => "DOUBLE",
        "Numeric" | "Decimal" => "NUMERIC",
        "Text" | "Tinytext" | "Mediumtext" | "Longtext" | "Citext" => "TEXT",
        "VarChar" | "Varchar" => "VARCHAR",
        "Char" | "Bpchar" => "CHAR",
        "Binary" | "Bytea" | "Blob" | "Tinyblob" | "Mediumblob" | "Longblob" | "Bit" => "BLOB",
        "Varbinary" => "VARBINARY",
        "Date" => "DATE",
        "Time" => "TIME",
        "Timestamp" => "TIMESTAMP",
        "Datetime" => "DATETIME",
        // diesel_cli 2.3.14 infers these three from no declared type at all: they are written by hand
        // over a column of the type that Diesel stores them as.
        "TimestamptzSqlite" | "Timestamptz" => "TEXT",
        "Json" => "TEXT",
        "Jsonb" => "BLOB",
        _ => return None,
    })
}

/// What Diesel's `sqlite_type(name = "...")` stores a type of the project's own as.
fn stored(name: &str) -> Option<&'static str> {
    if name == "Long" { Some("BIGINT") } else { diesel(name) }
}

/// There are no arrays.
fn generic(ident: &str, inner: &str) -> Option<String> {
    (ident == "Unsigned").then(|| format!("{inner} UNSIGNED"))
}

fn rust(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Bool => "BOOLEAN",
        Kind::TinyInt | Kind::SmallInt | Kind::UnsignedTinyInt => "SMALLINT",
        Kind::Integer | Kind::UnsignedSmallInt => "INTEGER",
        Kind::BigInt | Kind::UnsignedInteger => "BIGINT",
        // Its integers have a sign.
        Kind::UnsignedBigInt => return None,
        // SQLite has one floating-point type, of eight bytes.
        Kind::Real | Kind::Double => "REAL",
        Kind::Numeric => "NUMERIC",
        Kind::Text | Kind::Uuid | Kind::Json => "TEXT",
        Kind::Binary => "BLOB",
        Kind::Date => "DATE",
        Kind::Time => "TIME",
        Kind::Timestamp | Kind::TimestampTz => "TIMESTAMP",
    })
}

/// Only `INTEGER PRIMARY KEY`, in exactly this word, is the rowid: with `BIGINT PRIMARY KEY` an
/// insert that names no id fails. Seen on 3.40.
fn sole_key(declared: &str) -> Option<&'static str> {
    (declared == "BIGINT").then_some("INTEGER")
}

/// In the order in which `diesel print-schema` tries (2.3.14); what that refuses is written as what it is
/// stored as.
fn in_diesel(declared: &str) -> InDiesel {
    let declared = declared.trim().to_ascii_lowercase();
    let has = |word: &str| declared.contains(word);
    let (word, is_near) = if matches!(declared.as_str(), "boolean" | "bool") || (has("tiny") && has("int")) {
        ("Bool", false)
    } else if declared == "int2" || (has("small") && has("int")) {
        ("SmallInt", false)
    } else if declared == "int8" || (has("big") && has("int")) {
        ("BigInt", false)
    } else if has("int") {
        ("Integer", false)
    } else if has("char") || has("clob") || has("text") {
        ("Text", false)
    } else if has("blob") || has("binary") || declared.is_empty() {
        ("Binary", false)
    } else if has("float") || has("real") {
        ("Float", false)
    } else if has("double") || has("num") || has("dec") {
        ("Double", false)
    } else {
        match declared.as_str() {
            "datetime" | "timestamp" => ("Timestamp", false),
            "date" => ("Date", false),
            "time" => ("Time", false),
            "json" => ("Json", false),
            "jsonb" => ("Jsonb", false),
            _ => ("Text", true),
        }
    };
    InDiesel { is_near, ..InDiesel::plain(Named::Diesel(word)) }
}

fn column_type(of: &ColumnType) -> Option<String> {
    let word = match of {
        ColumnType::Char(count) => return Some(length("char", *count)),
        ColumnType::String(Length::N(count)) => return Some(length("varchar", Some(*count))),
        ColumnType::Binary(count) => return Some(length("blob", Some(*count))),
        ColumnType::VarBinary(Length::N(count)) => return Some(length("varbinary_blob", Some(*count))),
        ColumnType::Decimal(Some(of)) => return Some(digits("real", Some(*of))),
        ColumnType::Money(of) => return Some(digits("real_money", *of)),
        ColumnType::Custom(words) => return Some(words.clone()),
        ColumnType::String(_) => "varchar",
        ColumnType::Text => "text",
        ColumnType::Blob => "blob",
        ColumnType::TinyInteger | ColumnType::TinyUnsigned => "tinyint",
        ColumnType::SmallInteger | ColumnType::SmallUnsigned => "smallint",
        ColumnType::Integer | ColumnType::Unsigned | ColumnType::BigInteger | ColumnType::BigUnsigned => {
            "integer"
        }
        ColumnType::Float => "float",
        ColumnType::Double => "double",
        ColumnType::Decimal(None) => "real_decimal",
        ColumnType::DateTime => "datetime_text",
        ColumnType::Timestamp => "timestamp_text",
        ColumnType::TimestampWithTimeZone => "timestamp_with_timezone_text",
        ColumnType::Time => "time_text",
        ColumnType::Date => "date_text",
        ColumnType::VarBinary(_) => "varbinary_blob",
        ColumnType::Boolean => "boolean",
        ColumnType::Json => "json_text",
        ColumnType::JsonBinary => "jsonb_text",
        ColumnType::Uuid => "uuid_text",
        ColumnType::Enum { .. } => "enum_text",
        ColumnType::Year
        | ColumnType::Interval(..)
        | ColumnType::Bit(_)
        | ColumnType::VarBit(_)
        | ColumnType::Array(_)
        | ColumnType::Vector(_)
        | ColumnType::Cidr
        | ColumnType::Inet
        | ColumnType::MacAddr
        | ColumnType::LTree => return None,
    };
    Some(word.to_owned())
}
