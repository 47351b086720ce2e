//! Rust types as kinds of columns.
//!
//! | Rust | column |
//! |---|---|
//! | `bool` | boolean |
//! | `i8`, `i16`, `i32`, `i64` | the integer of that size, or the next; on SQLite `INTEGER` where it is the whole primary key |
//! | `u8`, `u16`, `u32` | on MySQL the unsigned integer of that size, elsewhere the next that holds it |
//! | `u64` | on MySQL `bigint unsigned`, elsewhere nothing |
//! | `f32`, `f64` | floating point |
//! | `Decimal`, `BigDecimal` | exact number; on MySQL `decimal(38,10)` |
//! | `String`, `str`, `char` | text; on MySQL `varchar(255)` |
//! | `Vec<u8>`, `[u8]`, `[u8; N]`, `Bytes` | binary |
//! | `Date`, `NaiveDate` | date |
//! | `Time`, `NaiveTime` | time |
//! | `NaiveDateTime`, `PrimitiveDateTime`, `DateTime` (jiff's) | timestamp |
//! | `DateTime<Utc>`, `OffsetDateTime`, `UtcDateTime`, `Timestamp`, `Zoned` | timestamp with time zone |
//! | `Uuid` | on SQLite text; SQLx binds 16 bytes there: write `sql_type = "BLOB"`; on MySQL `binary(16)` |
//! | `Value`, `JsonValue`, `Json<T>` | on PostgreSQL `jsonb`, on MySQL `json`, on SQLite text |
//! | `Vec<T>` of any of these | on PostgreSQL an array |
//!
//! `usize` and 128 bits fit no column everywhere. A type of another name may be an enum that derives `SqlEnum`;
//! what is none needs a `sql_type`.

use syn::{GenericArgument, Generics, Path, PathArguments, PathSegment, Type};

use super::model::FieldType;
use crate::ddl::Kind;

/// What a field's type says of its column.
pub(super) struct Reading {
    pub(super) nullable: bool,
    pub(super) sql_type: Option<FieldType>,
    /// What it may be an enum by.
    pub(super) named: Option<Named>,
}

/// A type by its path: one that may be defined anywhere.
pub(super) struct Named {
    pub(super) path: Path,
    /// Whether it is the element of an array.
    pub(super) is_array: bool,
}

/// Looks through `Option`, references and smart pointers.
pub(super) fn read(field: &Type, generics: &Generics) -> Reading {
    let (plain, nullable) = unwrapped(field);
    let (mut innermost, mut is_array) = (plain, false);
    while let Some(element) = element(innermost) {
        (innermost, is_array) = (unwrapped(element).0, true);
    }
    let named = named(innermost, generics).map(|path| Named { path, is_array });
    let known = kind(plain).map(FieldType::Kind).or_else(|| array(plain));
    let by_name = || named.is_some().then_some(FieldType::Named);
    Reading { nullable, sql_type: known.or_else(by_name), named }
}

/// The path of a type without arguments that is none of the language's, nor a parameter.
fn named(plain: &Type, generics: &Generics) -> Option<Path> {
    let Type::Path(path) = plain else { return None };
    let is_plain = path.path.segments.iter().all(|segment| segment.arguments.is_none());
    let first = path.path.segments.first()?;
    let is_taken = first.ident == "Self"
        || generics.type_params().any(|param| param.ident == first.ident)
        || path.path.get_ident().is_some_and(|ident| PRIMITIVE.contains(&ident.to_string().as_str()));
    (path.qself.is_none() && is_plain && !is_taken).then(|| path.path.clone())
}

/// Types that nobody can define: those that are no columns among them.
const PRIMITIVE: [&str; 17] = [
    "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
    "usize", "f32", "f64",
];

fn unwrapped(field: &Type) -> (&Type, bool) {
    let (mut plain, mut nullable) = (field, false);
    loop {
        plain = match plain {
            Type::Reference(reference) => &reference.elem,
            Type::Paren(inner) => &inner.elem,
            Type::Group(inner) => &inner.elem,
            Type::Path(path) => match wrapped(path.path.segments.last()) {
                Some(("Option", inner)) => {
                    nullable = true;
                    inner
                }
                Some(("Box" | "Rc" | "Arc" | "Cow", inner)) => inner,
                _ => break,
            },
            _ => break,
        };
    }
    (plain, nullable)
}

/// What a vector, a slice or an array holds.
fn element(plain: &Type) -> Option<&Type> {
    match plain {
        Type::Path(path) => {
            wrapped(path.path.segments.last()).filter(|(name, _)| *name == "Vec").map(|of| of.1)
        }
        Type::Slice(slice) => Some(&slice.elem),
        Type::Array(array) => Some(&array.elem),
        _ => None,
    }
}

/// An array of any number of dimensions is one type, and so is one whose elements may be NULL.
fn array(plain: &Type) -> Option<FieldType> {
    let (element, _) = unwrapped(element(plain)?);
    kind(element).map(FieldType::Array).or_else(|| array(element))
}

fn kind(plain: &Type) -> Option<Kind> {
    let path = match plain {
        Type::Path(path) => path,
        Type::Slice(slice) => return is_byte(&slice.elem).then_some(Kind::Binary),
        Type::Array(array) => return is_byte(&array.elem).then_some(Kind::Binary),
        _ => return None,
    };
    let last = path.path.segments.last()?;
    Some(match last.ident.to_string().as_str() {
        "bool" => Kind::Bool,
        "i8" => Kind::TinyInt,
        "i16" => Kind::SmallInt,
        "i32" => Kind::Integer,
        "i64" => Kind::BigInt,
        "u8" => Kind::UnsignedTinyInt,
        "u16" => Kind::UnsignedSmallInt,
        "u32" => Kind::UnsignedInteger,
        "u64" => Kind::UnsignedBigInt,
        "f32" => Kind::Real,
        "f64" => Kind::Double,
        "Decimal" | "BigDecimal" => Kind::Numeric,
        "String" | "str" | "char" => Kind::Text,
        "Bytes" => Kind::Binary,
        "Vec" => return wrapped(Some(last)).filter(|(_, inner)| is_byte(inner)).map(|_| Kind::Binary),
        "Date" | "NaiveDate" => Kind::Date,
        "Time" | "NaiveTime" => Kind::Time,
        // chrono's has a time zone among its arguments, jiff's and time's have none.
        "DateTime" if !matches!(last.arguments, PathArguments::None) => Kind::TimestampTz,
        "DateTime" | "NaiveDateTime" | "PrimitiveDateTime" => Kind::Timestamp,
        "OffsetDateTime" | "UtcDateTime" | "Timestamp" | "Zoned" => Kind::TimestampTz,
        "Uuid" => Kind::Uuid,
        "Value" | "JsonValue" | "Json" => Kind::Json,
        _ => return None,
    })
}

fn is_byte(element: &Type) -> bool {
    matches!(element, Type::Path(path) if path.path.is_ident("u8"))
}

/// The name of a generic type, and its first argument that is a type.
fn wrapped(segment: Option<&PathSegment>) -> Option<(&'static str, &Type)> {
    let segment = segment?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    let name = ["Option", "Box", "Rc", "Arc", "Cow", "Vec"].into_iter().find(|name| segment.ident == name)?;
    let inner = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    })?;
    Some((name, inner))
}
