//! Rust types as kinds of columns.
//!
//! | Rust | column |
//! |---|---|
//! | `bool` | boolean |
//! | `i8`, `i16`, `u8` | small integer |
//! | `i32`, `u16` | integer |
//! | `i64`, `u32` | big integer; on SQLite `INTEGER` where it is the whole primary key |
//! | `f32`, `f64` | floating point |
//! | `Decimal`, `BigDecimal` | exact number |
//! | `String`, `str`, `char` | text |
//! | `Vec<u8>`, `[u8]`, `[u8; N]`, `Bytes` | binary |
//! | `Date`, `NaiveDate` | date |
//! | `Time`, `NaiveTime` | time |
//! | `DateTime`, `NaiveDateTime`, `OffsetDateTime`, `PrimitiveDateTime`, `UtcDateTime`, `Timestamp` | timestamp |
//! | `Uuid` | on SQLite text; SQLx binds 16 bytes there: write `sql_type = "BLOB"` |
//! | `Value`, `JsonValue`, `Json<T>` | JSON; on SQLite text |
//!
//! `u64`, `usize` and 128 bits fit no column everywhere. Those and every unknown type need a `sql_type`.

use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::ddl::Kind;

/// What a field's type says of its column.
pub(super) struct Reading {
    pub(super) nullable: bool,
    pub(super) kind: Option<Kind>,
}

/// Looks through `Option`, references and smart pointers.
pub(super) fn read(field: &Type) -> Reading {
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
    Reading { nullable, kind: kind(plain) }
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
        "i8" | "i16" | "u8" => Kind::SmallInt,
        "i32" | "u16" => Kind::Integer,
        "i64" | "u32" => Kind::BigInt,
        "f32" => Kind::Real,
        "f64" => Kind::Double,
        "Decimal" | "BigDecimal" => Kind::Numeric,
        "String" | "str" | "char" => Kind::Text,
        "Bytes" => Kind::Binary,
        "Vec" => return wrapped(Some(last)).filter(|(_, inner)| is_byte(inner)).map(|_| Kind::Binary),
        "Date" | "NaiveDate" => Kind::Date,
        "Time" | "NaiveTime" => Kind::Time,
        "DateTime" | "NaiveDateTime" | "OffsetDateTime" | "PrimitiveDateTime" | "UtcDateTime"
        | "Timestamp" => Kind::Timestamp,
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
