//! Types and defaults of fields, such that SeaORM would make of them what is there.

use limbeck_schema::{Body, Column, Kind, Schema, Table, Thing};

use crate::{
    ddl::Ddl,
    idents,
    seaorm::{
        column_type::{ColumnType, Length},
        names,
    },
};

/// Rust types that say a column's type by themselves; the first that is made into it is taken.
const PLAIN: [(&str, ColumnType); 19] = [
    ("bool", ColumnType::Boolean),
    ("i64", ColumnType::BigInteger),
    ("i32", ColumnType::Integer),
    ("i16", ColumnType::SmallInteger),
    ("i8", ColumnType::TinyInteger),
    ("u64", ColumnType::BigUnsigned),
    ("u32", ColumnType::Unsigned),
    ("u16", ColumnType::SmallUnsigned),
    ("u8", ColumnType::TinyUnsigned),
    ("f32", ColumnType::Float),
    ("f64", ColumnType::Double),
    ("String", ColumnType::String(Length::None)),
    ("Date", ColumnType::Date),
    ("Time", ColumnType::Time),
    ("DateTime", ColumnType::DateTime),
    ("DateTimeUtc", ColumnType::TimestampWithTimeZone),
    ("Uuid", ColumnType::Uuid),
    ("Json", ColumnType::Json),
    ("Decimal", ColumnType::Decimal(None)),
];

/// Types that are written, with the Rust type that holds them.
const WRITTEN: [(&str, &str, ColumnType); 11] = [
    ("String", "Text", ColumnType::Text),
    ("Vec<u8>", "Blob", ColumnType::Blob),
    ("Json", "JsonBinary", ColumnType::JsonBinary),
    ("i16", "Year", ColumnType::Year),
    ("String", "Char(None)", ColumnType::Char(None)),
    ("String", "Cidr", ColumnType::Cidr),
    ("String", "Inet", ColumnType::Inet),
    ("String", "MacAddr", ColumnType::MacAddr),
    ("String", "LTree", ColumnType::LTree),
    ("String", "Interval(None, None)", ColumnType::Interval(None, None)),
    ("Decimal", "Money(None)", ColumnType::Money(None)),
];

/// The Rust type of a column, and its `column_type` where that has to be written.
pub(super) fn of_column(sql: &str, schema: &Schema, words: &Ddl) -> (String, Option<String>) {
    if let Some(name) = enumeration(sql, schema, words) {
        return (format!("super::enums::{}", idents::camel(&name)), None);
    }
    let is_made = |of: &ColumnType| (words.column_type)(of).is_some_and(|made| same(&made, sql));
    if let Some((rust, _)) = PLAIN.iter().find(|(_, of)| is_made(of)) {
        return ((*rust).to_owned(), None);
    }
    if let Some((rust, written, _)) = WRITTEN.iter().find(|(_, _, of)| is_made(of)) {
        return ((*rust).to_owned(), Some((*written).to_owned()));
    }
    if let Some((rust, written, _)) = detailed(sql).into_iter().find(|(_, _, of)| is_made(of)) {
        return (rust.to_owned(), Some(written));
    }
    ("String".to_owned(), Some(format!("custom({sql:?})")))
}

/// Types with what stands in the parentheses of this one.
fn detailed(sql: &str) -> Vec<(&'static str, String, ColumnType)> {
    let Some(inside) =
        sql.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside)
    else {
        return Vec::new();
    };
    let numbers: Vec<u32> = inside.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    match numbers.as_slice() {
        [n] => vec![
            ("String", format!("String(StringLen::N({n}))"), ColumnType::String(Length::N(*n))),
            ("String", format!("Char(Some({n}))"), ColumnType::Char(Some(*n))),
            ("Vec<u8>", format!("Binary({n})"), ColumnType::Binary(*n)),
            ("Vec<u8>", format!("VarBinary(StringLen::N({n}))"), ColumnType::VarBinary(Length::N(*n))),
        ],
        [all, behind] => {
            vec![(
                "Decimal",
                format!("Decimal(Some(({all}, {behind})))"),
                ColumnType::Decimal(Some((*all, *behind))),
            )]
        }
        _ => Vec::new(),
    }
}

/// Blanks and case say nothing, nor does how wide MySQL prints a whole number.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let text = text.to_ascii_lowercase().replace(", ", ",");
        match text.split_once('(').map(|(head, rest)| (head, rest.split_once(')'))) {
            Some((head, Some((width, rest))))
                if head.ends_with("int") && (head, width) != ("tinyint", "1") =>
            {
                format!("{head}{rest}")
            }
            _ => text,
        }
    };
    bare(one) == bare(other)
}

/// The enumeration of the default namespace that a column is of.
fn enumeration(sql: &str, schema: &Schema, words: &Ddl) -> Option<String> {
    if !words.has_enumerations {
        return None;
    }
    let is_it = |id: &Thing| {
        let of = ColumnType::Enum { name: id.name.name.as_str().to_owned(), labels: Vec::new() };
        id.kind == Kind::Enum
            && id.name.namespace.is_none()
            && (words.column_type)(&of).as_deref() == Some(sql)
    };
    let found = schema.objects.iter().find(|object| {
        matches!(&object.body, Body::Enum(labels) if names::are_variants(labels)) && is_it(&object.id)
    });
    found.map(|object| object.id.name.name.as_str().to_owned())
}

/// Whether the database counts the column up, which is the whole primary key.
pub(super) fn counts(table: &Table, column: &Column, words: &Ddl) -> bool {
    let by_default = column.default.as_ref().is_some_and(|default| default.text.contains("nextval("));
    let is_rowid = words.family == limbeck_schema::Family::Sqlite
        && !table.options.without_rowid
        && column.sql_type.text.eq_ignore_ascii_case("integer");
    let is_marked = table.primary_key.as_ref().is_some_and(|key| key.autoincrement);
    column.identity.is_some() || column.auto_increment || by_default || is_rowid || is_marked
}

/// The default, but for that of a column that counts.
pub(super) fn default(column: &Column, counts: bool) -> Option<String> {
    let default = column.default.as_ref().filter(|_| !counts && column.generated.is_none())?;
    let text = default.text.trim();
    if text.parse::<i64>().is_ok() && !text.starts_with('+') {
        return Some(format!("default_value = {text}"));
    }
    if text.eq_ignore_ascii_case("current_timestamp") {
        return Some("default_expr = \"Expr::current_timestamp()\"".to_owned());
    }
    if let Some(inside) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''))
        && !inside.contains(['\'', '\\'])
    {
        return Some(format!("default_value = {inside:?}"));
    }
    Some(format!("default_expr = {:?}", format!("Expr::cust({text:?})")))
}
