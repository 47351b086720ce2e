//! A column as a field.

use limbeck_schema::{Check, Column, Identity, Name, PrimaryKey, Sequence, Table};

use super::{Writing, quoted};
use crate::ddl::{self, InDiesel, Named};

impl Writing {
    pub(super) fn field(&mut self, table: &Table, column: &Column, ident: &str) -> String {
        let mut said = Vec::new();
        if ident != column.name.as_str() {
            said.push(format!("column = {}", quoted(column.name.as_str())));
        }
        let default = column.default.as_ref().filter(|default| !default.key.is_empty());
        let of_enum = self.enums.of_column(column);
        let variant = of_enum
            .and_then(|(one, _)| one.default(&default?.text, column))
            .map(|path| format!("default = {path}"));
        let of_enum = of_enum.map(|(one, is_array)| match is_array {
            true => format!("Vec<{}>", one.ident),
            false => one.ident.clone(),
        });
        let serial = self.serials.word(table, column);
        let plain = if is_json(table, column) { "json" } else { column.sql_type.text.as_str() };
        if of_enum.is_none() {
            said.push(format!("sql_type = {}", quoted(serial.unwrap_or(plain))));
        }
        said.extend(column.identity.as_deref().map(identity));
        said.extend(counts(table, column).map(str::to_owned));
        let default = default.filter(|_| serial.is_none());
        let in_sql = || Some(format!("default = sql({})", quoted(&default?.text)));
        said.extend(variant.or_else(in_sql));
        if let Some(generated) = &column.generated {
            let kind = if generated.stored { "stored" } else { "virtual" };
            said.push(format!("generated({}, {kind})", quoted(&generated.expr.text)));
        }
        if let Some(collation) = column.collation.as_ref().filter(|name| !name.name.key().is_empty()) {
            let name = quoted(collation.name.as_str());
            said.push(match &collation.namespace {
                Some(namespace) => format!("collate({}, {name})", quoted(namespace.as_str())),
                None => format!("collate = {name}"),
            });
        }
        said.extend(column.on_update.as_ref().map(|expr| format!("on_update = sql({})", quoted(&expr.text))));
        said.extend(column.storage.as_ref().map(|word| format!("storage = {}", quoted(word))));
        said.extend(column.compression.as_ref().map(|word| format!("compression = {}", quoted(word))));
        said.extend(column.invisible.then(|| "invisible".to_owned()));
        said.extend(column.comment.as_ref().map(|text| format!("comment = {}", quoted(text))));
        if column.on_null.is_some() || column.statistics.is_some() || !column.options.is_empty() {
            self.written.tell(format!(
                "what happens at NULL, the statistics or an option of column `{}.{}` cannot be said by a struct",
                table.name, column.name
            ));
        }
        let kind = of_enum.unwrap_or_else(|| rust_type(&(ddl::of(self.family).in_diesel)(plain)));
        let kind = if column.nullable { format!("Option<{kind}>") } else { kind };
        let attribute =
            if said.is_empty() { String::new() } else { format!("    #[limbeck({})]\n", said.join(", ")) };
        format!("{attribute}    pub {ident}: {kind},\n")
    }
}

/// How the column counts: by a mark of the whole key, or on MySQL by one of its own.
fn counts(table: &Table, column: &Column) -> Option<&'static str> {
    let is_sole =
        |key: &&PrimaryKey| key.parts.len() == 1 && key.parts.iter().all(|part| part.column == column.name);
    match table.primary_key.as_ref().filter(is_sole) {
        Some(key) if key.autoincrement || column.auto_increment => Some("auto_increment"),
        None if column.auto_increment => Some("mysql(auto_increment)"),
        _ => None,
    }
}

/// MariaDB's `json` is a text with a check in its column (10.11).
fn is_json(table: &Table, column: &Column) -> bool {
    let is_of = |check: &Check| check.column.as_ref() == Some(&column.name) && !is_beyond(check);
    column.sql_type.text == "longtext" && table.checks.iter().any(is_of)
}

/// Whether a check is a part of its column that no type brings along.
pub(super) fn is_beyond(check: &Check) -> bool {
    let of_json = |name: &Name| format!("json_valid(`{}`)", name.as_str().replace('`', "``"));
    check.column.as_ref().is_some_and(|name| check.expr.text != of_json(name))
}

/// `identity`, with what is not as the server would have it.
fn identity(identity: &Identity) -> String {
    let (is, plain) = (&identity.sequence, Sequence::over(&identity.sequence.sql_type.text));
    let mut said: Vec<String> = identity.always.then(|| "always".to_owned()).into_iter().collect();
    if let Some(name) = &identity.sequence_name {
        said.push(format!("name = {}", quoted(name.name.as_str())));
    }
    let numbers = [
        ("start", is.start, plain.start),
        ("increment", is.increment, plain.increment),
        ("min", is.min, plain.min),
        ("max", is.max, plain.max),
        ("cache", is.cache, plain.cache),
    ];
    // Where it counts down, or not from 1, the rest has other values of its own.
    let is_plain = is.increment > 0 && is.min == plain.min;
    let is_said = |(_, number, usual): &(&str, i64, i64)| number != usual || !is_plain;
    said.extend(numbers.into_iter().filter(is_said).map(|(word, number, _)| format!("{word} = {number}")));
    said.extend(is.cycle.then(|| "cycle".to_owned()));
    if said.is_empty() { "identity".to_owned() } else { format!("identity({})", said.join(", ")) }
}

/// The type of Rust that Diesel reads such a column as.
fn rust_type(said: &InDiesel) -> String {
    let plain = match said.named {
        Named::Diesel(word) => match word {
            "Bool" => "bool",
            "TinyInt" => "i8",
            "SmallInt" | "Int2" => "i16",
            "Integer" | "Int4" => "i32",
            "BigInt" | "Int8" => "i64",
            "Float" | "Float4" => "f32",
            "Double" | "Float8" => "f64",
            "Numeric" | "Decimal" => "bigdecimal::BigDecimal",
            "Date" => "chrono::NaiveDate",
            "Time" => "chrono::NaiveTime",
            "Timestamp" | "Datetime" => "chrono::NaiveDateTime",
            "Timestamptz" => "chrono::DateTime<chrono::Utc>",
            "Uuid" => "uuid::Uuid",
            "Json" | "Jsonb" => "serde_json::Value",
            "Bytea" | "Binary" | "Varbinary" | "Bit" | "Tinyblob" | "Blob" | "Mediumblob" | "Longblob" => {
                "Vec<u8>"
            }
            _ => "String",
        },
        Named::Own { .. } | Named::OfColumn { .. } => "String",
    };
    let bits = plain.strip_prefix('i').filter(|_| said.unsigned);
    let plain = bits.map_or_else(|| plain.to_owned(), |bits| format!("u{bits}"));
    if said.is_array { format!("Vec<{plain}>") } else { plain }
}
