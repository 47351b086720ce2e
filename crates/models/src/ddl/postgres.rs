//! PostgreSQL's types, as the server itself spells them; Diesel's names for them are those that `diesel
//! print-schema` writes (diesel_cli 2.3.14: the catalog's name in camel case) and their aliases.

use limbeck_schema::{Aspect, Family};

use super::{Ddl, InDiesel, Kind, Labels, Named, digits, length, opened, plainly_quoted};
use crate::seaorm::column_type::{ColumnType, Length};

pub(super) const DDL: Ddl = Ddl {
    family: Family::Postgres,
    column_type,
    quoted: plainly_quoted,
    has_enumerations: true,
    names_foreign_keys_of_entities: true,
    keeps_comments_of_entities: false,
    diesel,
    generic,
    in_diesel,
    custom,
    definition: "postgres_type",
    labels: Labels::OfType,
    // `NAMEDATALEN`, but for the end of a text.
    refuses_label: |label| (label.len() > 63).then_some("it is longer than 63 bytes"),
    among,
    rust,
    attribute: "postgres",
    parameter: str::to_owned,
    sole_key: |_| None,
    identity,
    serial,
    counts_in_any_key: false,
    unsaid: &[Aspect::Identity, Aspect::Options],
    said_by_diesel: &[Aspect::TypeName],
};

fn diesel(ident: &str) -> Option<&'static str> {
    Some(match ident {
        "Bool" | "Boolean" => "boolean",
        "SmallInt" | "Smallint" | "Int2" => "smallint",
        "Integer" | "Int4" => "integer",
        "BigInt" | "Bigint" | "Int8" => "bigint",
        "SmallSerial" | "Smallserial" => "smallserial",
        "Serial" => "serial",
        "BigSerial" | "Bigserial" => "bigserial",
        "Float" | "Float4" => "real",
        "Double" | "Float8" => "double precision",
        "Numeric" | "Decimal" => "numeric",
        "Text" => "text",
        "VarChar" | "Varchar" => "character varying",
        "Bpchar" | "Char" => "bpchar",
        "CChar" => "\"char\"",
        "Binary" | "Bytea" | "Blob" | "Varbinary" => "bytea",
        "Bit" => "\"bit\"",
        "Varbit" => "bit varying",
        "Time" => "time without time zone",
        "Timetz" => "time with time zone",
        "Timestamp" => "timestamp without time zone",
        "Timestamptz" => "timestamp with time zone",
        other => return same(other),
    })
}

/// Types that are called the same on both sides.
fn same(ident: &str) -> Option<&'static str> {
    Some(match ident {
        "Date" => "date",
        "Interval" => "interval",
        "Json" => "json",
        "Jsonb" => "jsonb",
        "Jsonpath" => "jsonpath",
        "Uuid" => "uuid",
        "Oid" => "oid",
        "Money" => "money",
        "Inet" => "inet",
        "Cidr" => "cidr",
        "MacAddr" | "Macaddr" => "macaddr",
        "MacAddr8" | "Macaddr8" => "macaddr8",
        "PgLsn" => "pg_lsn",
        "Name" => "name",
        "Xml" => "xml",
        "Citext" => "citext",
        "Ltree" => "ltree",
        "Hstore" => "hstore",
        "Vector" => "vector",
        "Geometry" => "geometry",
        "Geography" => "geography",
        "Tsvector" | "TsVector" => "tsvector",
        "Tsquery" | "TsQuery" => "tsquery",
        "Regclass" => "regclass",
        "Regconfig" | "RegConfig" => "regconfig",
        "Int4range" => "int4range",
        "Int8range" => "int8range",
        "Numrange" => "numrange",
        "Tsrange" => "tsrange",
        "Tstzrange" => "tstzrange",
        "Daterange" => "daterange",
        "Int4multirange" => "int4multirange",
        "Int8multirange" => "int8multirange",
        "Nummultirange" => "nummultirange",
        "Tsmultirange" => "tsmultirange",
        "Tstzmultirange" => "tstzmultirange",
        "Datemultirange" => "datemultirange",
        _ => return None,
    })
}

/// An array says nothing of its elements' NULLs, nor of its dimensions.
fn generic(ident: &str, inner: &str) -> Option<String> {
    let stem = match inner {
        "integer" => "int4",
        "bigint" => "int8",
        "numeric" => "num",
        "timestamp without time zone" => "ts",
        "timestamp with time zone" => "tstz",
        "date" => "date",
        _ => "",
    };
    match ident {
        "Array" => Some(format!("{}[]", inner.trim_end_matches("[]"))),
        "Range" if !stem.is_empty() => Some(format!("{stem}range")),
        "Multirange" if !stem.is_empty() => Some(format!("{stem}multirange")),
        _ => None,
    }
}

/// A type that somebody made: `UserRole` is `user_role`, unless its definition says otherwise.
fn custom(ident: &str, namespace: Option<&str>, name: Option<&str>) -> String {
    let made_up = || {
        let mut snake = String::new();
        for letter in ident.chars() {
            if letter.is_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.extend(letter.to_lowercase());
        }
        snake
    };
    let own = name.map_or_else(made_up, str::to_owned);
    namespace.into_iter().chain([own.as_str()]).map(written).collect::<Vec<_>>().join(".")
}

/// The name as it is written in SQL.
fn written(name: &str) -> String {
    let is_plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

fn among(column: &str, array: Option<&str>, list: &str) -> String {
    let column = format!("\"{}\"", column.replace('"', "\"\""));
    match array {
        Some(array) => format!("{column} <@ ARRAY[{list}]::{array}"),
        None => format!("{column} IN ({list})"),
    }
}

fn rust(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Bool => "boolean",
        Kind::TinyInt | Kind::SmallInt | Kind::UnsignedTinyInt => "smallint",
        Kind::Integer | Kind::UnsignedSmallInt => "integer",
        Kind::BigInt | Kind::UnsignedInteger => "bigint",
        Kind::UnsignedBigInt => return None,
        Kind::Real => "real",
        Kind::Double => "double precision",
        Kind::Numeric => "numeric",
        Kind::Text => "text",
        Kind::Binary => "bytea",
        Kind::Date => "date",
        Kind::Time => "time without time zone",
        Kind::Timestamp => "timestamp without time zone",
        Kind::TimestampTz => "timestamp with time zone",
        Kind::Uuid => "uuid",
        Kind::Json => "jsonb",
    })
}

/// The type of the numbers, where a column of that type can have an identity: `serial` counts already.
fn identity(declared: &str) -> Option<&'static str> {
    match declared.trim().to_ascii_lowercase().as_str() {
        "smallint" | "int2" => Some("smallint"),
        "integer" | "int" | "int4" => Some("integer"),
        "bigint" | "int8" => Some("bigint"),
        _ => None,
    }
}

fn serial(declared: &str) -> Option<&'static str> {
    match declared {
        "smallint" => Some("smallserial"),
        "integer" => Some("serial"),
        "bigint" => Some("bigserial"),
        _ => None,
    }
}

fn in_diesel(declared: &str) -> InDiesel {
    let element = declared.trim_end_matches("[]");
    let (base, inside) = if element.starts_with('"') { (element.to_owned(), None) } else { opened(element) };
    let word = match base.as_str() {
        "boolean" => "Bool",
        "smallint" => "Int2",
        "integer" => "Int4",
        "bigint" => "Int8",
        "real" => "Float4",
        "double precision" => "Float8",
        "numeric" => "Numeric",
        "text" => "Text",
        "character varying" => "Varchar",
        "character" | "bpchar" => "Bpchar",
        "\"char\"" => "CChar",
        "bytea" => "Bytea",
        "date" => "Date",
        "time without time zone" => "Time",
        "timestamp without time zone" => "Timestamp",
        "timestamp with time zone" => "Timestamptz",
        "json" => "Json",
        "jsonb" => "Jsonb",
        "uuid" => "Uuid",
        "oid" => "Oid",
        "money" => "Money",
        "inet" => "Inet",
        "cidr" => "Cidr",
        "macaddr" => "MacAddr",
        "macaddr8" => "MacAddr8",
        "pg_lsn" => "PgLsn",
        "citext" => "Citext",
        "int4range" => "Int4range",
        "int8range" => "Int8range",
        "numrange" => "Numrange",
        "tsrange" => "Tsrange",
        "tstzrange" => "Tstzrange",
        "daterange" => "Daterange",
        "int4multirange" => "Int4multirange",
        "int8multirange" => "Int8multirange",
        "nummultirange" => "Nummultirange",
        "tsmultirange" => "Tsmultirange",
        "tstzmultirange" => "Tstzmultirange",
        "datemultirange" => "Datemultirange",
        _ if base == "interval" || base.starts_with("interval ") => "Interval",
        _ => "",
    };
    let has_length = matches!(word, "Varchar" | "Bpchar") || matches!(base.as_str(), "bit" | "bit varying");
    let length = inside.filter(|_| has_length).and_then(|inside| inside.parse().ok());
    let named = if word.is_empty() { own(&base) } else { Named::Diesel(word) };
    InDiesel { length, is_array: element.len() < declared.len(), ..InDiesel::plain(named) }
}

/// A type by its catalog name, and its namespace where one is written.
fn own(base: &str) -> Named {
    let catalog = match base {
        "bit varying" => "varbit",
        "time with time zone" => "timetz",
        other => other,
    };
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for letter in catalog.chars() {
        match (letter, parts.last_mut()) {
            ('"', _) => is_quoted = !is_quoted,
            ('.', _) if !is_quoted => parts.push(String::new()),
            (_, Some(part)) => part.push(letter),
            (_, None) => {}
        }
    }
    let name = parts.pop().unwrap_or_default();
    Named::Own { namespace: parts.pop(), name, word: None }
}

fn column_type(of: &ColumnType) -> Option<String> {
    let word = match of {
        ColumnType::Char(count) => return Some(length("character", *count)),
        ColumnType::String(Length::N(count)) => return Some(length("character varying", Some(*count))),
        ColumnType::Decimal(of) => return Some(digits("numeric", *of)),
        ColumnType::Bit(count) => return Some(length("bit", *count)),
        ColumnType::VarBit(count) => return Some(length("bit varying", Some(*count))),
        ColumnType::Vector(count) => return Some(length("vector", *count)),
        ColumnType::Interval(fields, precision) => {
            let fields = fields.as_ref().map(|fields| format!(" {fields}")).unwrap_or_default();
            return Some(length(&format!("interval{fields}"), *precision));
        }
        ColumnType::Custom(words) => return Some(words.clone()),
        ColumnType::Enum { name, .. } => return Some(written(name)),
        ColumnType::Array(element) => return column_type(element).map(|element| format!("{element}[]")),
        ColumnType::String(_) => "character varying",
        ColumnType::Text => "text",
        ColumnType::TinyInteger | ColumnType::TinyUnsigned | ColumnType::SmallInteger => "smallint",
        ColumnType::Integer | ColumnType::SmallUnsigned => "integer",
        ColumnType::BigInteger | ColumnType::Unsigned | ColumnType::BigUnsigned => "bigint",
        ColumnType::Float => "real",
        ColumnType::Double => "double precision",
        ColumnType::DateTime | ColumnType::Timestamp => "timestamp without time zone",
        ColumnType::TimestampWithTimeZone => "timestamp with time zone",
        ColumnType::Time => "time without time zone",
        ColumnType::Date => "date",
        ColumnType::Binary(_) | ColumnType::VarBinary(_) | ColumnType::Blob => "bytea",
        ColumnType::Boolean => "boolean",
        ColumnType::Json => "json",
        ColumnType::JsonBinary => "jsonb",
        ColumnType::Uuid => "uuid",
        ColumnType::Cidr => "cidr",
        ColumnType::Inet => "inet",
        ColumnType::MacAddr => "macaddr",
        ColumnType::LTree => "ltree",
        // PostgreSQL's has no digits, and refuses some.
        ColumnType::Money(_) => "money",
        ColumnType::Year => return None,
    };
    Some(word.to_owned())
}
