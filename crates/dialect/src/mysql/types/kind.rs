//! Types as models know them that do not know everything of them.

use super::{Type, texts};

/// Whether what the model's Rust type holds is what a column of the other type gives.
pub(in super::super) fn same_kind(model: &str, other: &str) -> bool {
    let (Some(model), Some(other)) = (Type::read(model), Type::read(other)) else {
        return texts::expr_key(model) == texts::expr_key(other);
    };
    let is_text = |read: &Type| read.has_collation();
    match (model.name.as_str(), other.name.as_str()) {
        // How wide a flag is printed says nothing of what it holds.
        (_, name) if is_flag(&model) => name == "tinyint",
        _ if model.is_whole() && !model.unsigned => range(&model) == range(&other),
        _ if model.is_whole() => model.name == other.name && other.unsigned,
        ("datetime" | "timestamp", "datetime" | "timestamp") => true,
        ("json", "longtext") => true,
        // An id of 16 bytes: as such, as MariaDB's own type, or as its 36 characters.
        ("binary", "uuid") => true,
        ("binary", "char") => model.inside == ["16"] && other.inside == ["36"],
        _ if is_bytes(&model) => is_bytes(&other),
        _ if is_text(&model) => is_text(&other),
        (model, other) => model == other,
    }
}

/// Whether a model that names the type without its details means the other: a length only where it is
/// written, widths and precision never; members of an `enum` or a `set` only where they are listed, and in
/// whatever order.
pub(in super::super) fn same_name(model: &str, other: &str) -> bool {
    let (Some(model), Some(other)) = (Type::read(model), Type::read(other)) else {
        return texts::expr_key(model) == texts::expr_key(other);
    };
    let is_name = match (model.name.as_str(), other.name.as_str()) {
        // Diesel has no types for these, and takes the next that holds their values.
        ("int", "mediumint") | ("smallint", "year") | ("json", "longtext") => true,
        // Its word for bytes of whatever kind.
        ("binary", _) if model.inside.is_empty() => is_bytes(&other),
        (model, other) => model == other,
    };
    let has_length = matches!(model.name.as_str(), "char" | "varchar" | "binary" | "varbinary");
    let sorted = |members: &[String]| {
        let mut sorted = members.to_vec();
        sorted.sort();
        sorted
    };
    let agrees = model.inside.is_empty()
        || match model.name.as_str() {
            // Diesel has the length of the longest, and perhaps nothing else.
            "enum" | "set" if !model.inside.iter().any(|member| member.starts_with('\'')) => true,
            "enum" | "set" => sorted(&model.inside) == sorted(&other.inside),
            _ => !has_length || model.inside == other.inside,
        };
    is_name && model.unsigned == other.unsigned && agrees
}

/// `sea-orm-cli` (2.0) writes a blob of whatever size as 255 bytes, and SeaORM has no word for a number without a sign
/// that is not whole.
pub(in super::super) fn same_details(model: &str, other: &str) -> bool {
    let (Some(model), Some(other)) = (Type::read(model), Type::read(other)) else { return false };
    let is_blob = matches!(other.name.as_str(), "tinyblob" | "blob" | "mediumblob" | "longblob");
    let is_fraction = matches!(model.name.as_str(), "decimal" | "float" | "double");
    (model.name == "binary" && model.inside == ["255"] && is_blob)
        || (is_fraction && !model.unsigned && Type { unsigned: model.unsigned, ..other } == model)
}

/// The labels of an `enum`, as literals.
pub(in super::super) fn labels(of: &str) -> Option<Vec<String>> {
    Type::read(of).filter(|read| read.name == "enum").map(|read| read.inside)
}

fn is_flag(read: &Type) -> bool {
    read.name == "tinyint" && read.inside == ["1"]
}

fn is_bytes(read: &Type) -> bool {
    matches!(
        read.name.as_str(),
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" | "bit"
    )
}

/// The bits of the smallest whole number of Rust with a sign that models ask a column of this type for:
/// `u8` is asked for as a `smallint`, `u32` as a `bigint`.
fn range(read: &Type) -> u32 {
    match (read.name.as_str(), read.unsigned) {
        ("tinyint" | "smallint", false) | ("tinyint", true) | ("year", _) => 16,
        ("mediumint" | "int", false) | ("smallint" | "mediumint", true) => 32,
        ("bigint", false) | ("int", true) => 64,
        _ => 0,
    }
}
