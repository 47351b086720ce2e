//! Rust types as SeaORM's types of columns.
//!
//! SeaORM asks the trait `ValueType` of a field's type; here a table of names stands for its implementations
//! (SeaORM 2.0), and types of the project are looked up in its sources: enumerations with `DeriveActiveEnum`,
//! newtypes with `DeriveValueType`, structs with `FromJsonQueryResult`, and aliases.

use std::collections::BTreeMap;

use syn::{GenericArgument, Ident, PathArguments, PathSegment, Type, ext::IdentExt, spanned::Spanned};

use super::{
    column_type::{ColumnType, Length},
    eval::{self, last},
};

/// A type of the project.
#[derive(Clone)]
pub(super) enum Known {
    /// `DeriveActiveEnum`.
    Enum(ActiveEnum),
    /// What a newtype or an alias stands for.
    Like(Type),
    /// A newtype that says its column type itself.
    Written(syn::Expr),
    /// A struct or an enum that is kept as JSON.
    Json,
}

/// An enumeration with `DeriveActiveEnum`.
#[derive(Debug, Clone)]
pub(super) struct ActiveEnum {
    /// The name of the type in the database.
    pub(super) name: String,
    /// What it is kept as; `None` is a type of its own.
    pub(super) db_type: Option<syn::Expr>,
    /// Its variants, with what is kept of each.
    pub(super) values: Vec<(String, EnumValue)>,
}

/// What the database keeps of a variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EnumValue {
    Text(String),
    Number(String),
}

/// The types of the project, as one place sees them.
#[derive(Clone, Copy)]
pub(super) struct Types<'a> {
    /// By name; with the number of the file each is in.
    pub(super) known: &'a BTreeMap<String, Vec<(usize, Known)>>,
    /// The number of the file that asks.
    pub(super) from: usize,
    /// How many types stand for another on the way.
    pub(super) depth: usize,
}

/// More newtypes than this around one type are a circle.
const DEEPEST: usize = 16;

impl<'a> Types<'a> {
    /// What a field of that type, without its `Option`, is kept as.
    pub(super) fn column_type(&self, of: &Type) -> syn::Result<ColumnType> {
        match of {
            Type::Path(path) => self.of_path(&path.path, 0),
            Type::Reference(reference) => self.column_type(&reference.elem),
            Type::Paren(inner) => self.column_type(&inner.elem),
            Type::Group(inner) => self.column_type(&inner.elem),
            other => Err(unknown(other)),
        }
    }

    /// The type that a path names when its last `skip` segments are left out.
    pub(super) fn of_path(&self, path: &syn::Path, skip: usize) -> syn::Result<ColumnType> {
        let Some(segment) = path.segments.iter().rev().nth(skip) else { return Err(unknown(path)) };
        let before = path.segments.iter().rev().nth(skip + 1).map(|segment| &segment.ident);
        if let Some(found) = self.find(&segment.ident)? {
            return self.known(found, path);
        }
        let inner = argument(segment);
        match (segment.ident.to_string().as_str(), inner) {
            ("Cow", Some(inner)) => self.column_type(inner),
            ("Vec", Some(Type::Path(inner))) if inner.path.is_ident("u8") => {
                Ok(ColumnType::VarBinary(Length::None))
            }
            ("Vec", Some(inner)) => {
                Ok(ColumnType::Array(Box::new(self.column_type(without_option(inner).0)?)))
            }
            _ => named(segment, before).ok_or_else(|| unknown(path)),
        }
    }

    /// The enumeration that a path to one of its variants or functions names.
    pub(super) fn enumeration(&self, ident: &Ident) -> syn::Result<Option<&'a ActiveEnum>> {
        Ok(match self.find(ident)? {
            Some(Known::Enum(found)) => Some(found),
            _ => None,
        })
    }

    fn find(&self, ident: &Ident) -> syn::Result<Option<&'a Known>> {
        let all = self.known.get(&ident.unraw().to_string()).map(Vec::as_slice).unwrap_or_default();
        match all {
            [] => Ok(None),
            [(_, only)] => Ok(Some(only)),
            several => match several.iter().find(|(file, _)| *file == self.from) {
                Some((_, near)) => Ok(Some(near)),
                None => {
                    let message = format!(
                        "{} types are called `{ident}`\nhelp: add `column_type = \"...\"` to the field, or give the types different names",
                        several.len()
                    );
                    Err(syn::Error::new(ident.span(), message))
                }
            },
        }
    }

    fn known(&self, known: &Known, path: &syn::Path) -> syn::Result<ColumnType> {
        if self.depth > DEEPEST {
            return Err(unknown(path));
        }
        let inside = Types { depth: self.depth + 1, ..*self };
        // What is wrong in the definition is said where the type is used: its place may be in another file.
        let here = |error: syn::Error| syn::Error::new(path.span(), error.to_string());
        match known {
            Known::Json => Ok(ColumnType::Json),
            Known::Like(of) => inside.column_type(without_option(of).0).map_err(here),
            Known::Written(expr) => eval::column_type(expr, &inside).map_err(here),
            Known::Enum(found) => match &found.db_type {
                Some(expr) => eval::column_type(expr, &inside).map_err(here),
                None => Ok(ColumnType::Enum { name: found.name.clone(), labels: found.labels() }),
            },
        }
    }
}

impl ActiveEnum {
    fn labels(&self) -> Vec<String> {
        self.values
            .iter()
            .map(|(_, value)| match value {
                EnumValue::Text(text) | EnumValue::Number(text) => text.clone(),
            })
            .collect()
    }
}

/// The type inside `Option`, and whether there is one: SeaORM looks at the word as it is written.
pub(super) fn without_option(of: &Type) -> (&Type, bool) {
    if let Type::Path(path) = of
        && path.path.segments.len() == 1
        && let Some(segment) = path.path.segments.last()
        && segment.ident == "Option"
        && let Some(inner) = argument(segment)
    {
        return (inner, true);
    }
    (of, false)
}

/// The first argument of a generic type that is a type.
pub(super) fn argument(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    })
}

fn unknown(of: &impl quote::ToTokens) -> syn::Error {
    let name = of.to_token_stream().to_string().replace(' ', "");
    let message = format!(
        "limbeck does not know what SeaORM keeps `{name}` as\nhelp: add `column_type = \"...\"` to the field's #[sea_orm(...)], or put the file that defines `{name}` among the models"
    );
    syn::Error::new_spanned(of, message)
}

/// Types of Rust, of SeaORM's prelude and of the crates it has features for.
fn named(segment: &PathSegment, before: Option<&Ident>) -> Option<ColumnType> {
    let is_in = |module: &str| before.is_some_and(|before| before == module);
    let has_arguments = !matches!(segment.arguments, PathArguments::None);
    Some(match segment.ident.to_string().as_str() {
        "bool" => ColumnType::Boolean,
        "i8" => ColumnType::TinyInteger,
        "i16" => ColumnType::SmallInteger,
        "i32" => ColumnType::Integer,
        "i64"
        | "ChronoUnixTimestamp"
        | "ChronoUnixTimestampMillis"
        | "TimeUnixTimestamp"
        | "TimeUnixTimestampMillis" => ColumnType::BigInteger,
        "u8" => ColumnType::TinyUnsigned,
        "u16" => ColumnType::SmallUnsigned,
        "u32" => ColumnType::Unsigned,
        "u64" => ColumnType::BigUnsigned,
        "f32" => ColumnType::Float,
        "f64" => ColumnType::Double,
        "char" => ColumnType::Char(None),
        "String" | "str" | "TextUuid" => ColumnType::String(Length::None),
        "Date" | "NaiveDate" | "ChronoDate" | "TimeDate" => ColumnType::Date,
        "Time" | "NaiveTime" | "ChronoTime" | "TimeTime" => ColumnType::Time,
        "DateTime" if has_arguments => ColumnType::TimestampWithTimeZone,
        "DateTime" if is_in("civil") => ColumnType::Timestamp,
        "DateTime" | "NaiveDateTime" | "ChronoDateTime" | "TimeDateTime" | "PrimitiveDateTime" => {
            ColumnType::DateTime
        }
        "DateTimeUtc"
        | "DateTimeLocal"
        | "DateTimeWithTimeZone"
        | "ChronoDateTimeUtc"
        | "ChronoDateTimeLocal"
        | "ChronoDateTimeWithTimeZone"
        | "TimeDateTimeWithTimeZone"
        | "OffsetDateTime"
        | "Timestamp" => ColumnType::TimestampWithTimeZone,
        "Uuid" | "Braced" | "Hyphenated" | "Simple" | "Urn" => ColumnType::Uuid,
        "Json" | "JsonValue" => ColumnType::Json,
        "Value" if is_in("serde_json") => ColumnType::Json,
        "Decimal" | "BigDecimal" => ColumnType::Decimal(None),
        "IpNetwork" => ColumnType::Inet,
        "MacAddress" => ColumnType::MacAddr,
        "PgVector" => ColumnType::Vector(None),
        _ => return None,
    })
}

/// The last word of a type's path.
pub(super) fn word(of: &Type) -> Option<String> {
    match of {
        Type::Path(path) => last(&path.path),
        _ => None,
    }
}
