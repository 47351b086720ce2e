//! Types: any words at all, of which SQLite takes an affinity.

use limbeck_schema::SqlType;

/// How values are turned when they are stored, by SQLite's five rules in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

pub(super) fn affinity(declared: &str) -> Affinity {
    let declared = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if has(&["INT"]) {
        Affinity::Integer
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        Affinity::Text
    } else if declared.trim().is_empty() || has(&["BLOB"]) {
        Affinity::Blob
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// Blanks and case say nothing; everything else does, though SQLite itself would not mind.
pub(super) fn fold(sql_type: &mut SqlType) {
    let mut key = String::new();
    for c in sql_type.text.trim().chars() {
        match c {
            c if c.is_whitespace() && (key.is_empty() || key.ends_with(['(', ')', ',', ' '])) => {}
            c if c.is_whitespace() => key.push(' '),
            '(' | ')' | ',' => {
                if key.ends_with(' ') {
                    key.pop();
                }
                key.push(c);
            }
            c => {
                if key.ends_with(')') {
                    key.push(' ');
                }
                key.push(c.to_ascii_uppercase());
            }
        }
    }
    sql_type.key = key.into();
}

/// The kind of a type, for models that know only kinds: what `diesel print-schema` calls it (diesel_cli
/// 2.3, in its order of tests). SQLite stores 32 and 64 bits alike, and single and double precision:
/// print-schema itself calls an INTEGER `BigInt` where it is told to.
pub(super) fn kind(declared: &str) -> String {
    let declared = declared.trim().to_ascii_lowercase();
    let has = |word: &str| declared.contains(word);
    let kind = if matches!(declared.as_str(), "boolean" | "bool") || (has("tiny") && has("int")) {
        "bool"
    } else if declared == "int2" || (has("small") && has("int")) {
        "smallint"
    } else if has("int") {
        "integer"
    } else if has("char") || has("clob") || has("text") || declared == "json" {
        // Diesel keeps JSON as a text, and its binary form as bytes, whatever the column is declared as.
        "text"
    } else if has("blob") || has("binary") || declared.is_empty() || declared == "jsonb" {
        "binary"
    } else if has("float") || has("real") || has("double") || has("num") || has("dec") {
        "real"
    } else if matches!(declared.as_str(), "datetime" | "timestamp") {
        "timestamp"
    } else {
        // `date`, `time`, and whatever nobody knows: of their own kind each.
        return declared;
    };
    kind.to_owned()
}

/// Whether both are of one kind. SeaORM says what is kept behind its own words: `datetime_text`; between two of
/// those, and beside what nobody else keeps as a text, the words count.
pub(super) fn same_kind(a: &str, b: &str) -> bool {
    let (one, other) = (worded(a), worded(b));
    let by_word = || kind(one.unwrap_or(a)) == kind(other.unwrap_or(b));
    match (one, other) {
        (Some(_), Some(_)) => by_word(),
        (None, None) => kind(a) == kind(b),
        _ => kind(a) == kind(b) || by_word(),
    }
}

/// What SeaORM's word says, without how it is kept (sea-query 1.0).
fn worded(declared: &str) -> Option<&'static str> {
    Some(match declared.trim().to_ascii_lowercase().as_str() {
        "datetime_text" | "timestamp_text" | "timestamp_with_timezone_text" => "timestamp",
        "date_text" => "date",
        "time_text" => "time",
        "uuid_text" => "uuid",
        "json_text" | "jsonb_text" => "json",
        "enum_text" => "text",
        _ => return None,
    })
}

/// Whether both are of one kind, with the same in parentheses: `real(10, 2)` is how SeaORM keeps a `DECIMAL(10,2)`.
pub(super) fn same_details(a: &str, b: &str) -> bool {
    let split = |declared: &str| {
        let (word, inside) = declared.split_once('(')?;
        Some((word.trim().to_owned(), inside.replace([' ', ')'], "")))
    };
    match (split(a), split(b)) {
        (Some((one, of_one)), Some((other, of_other))) => same_kind(&one, &other) && of_one == of_other,
        _ => false,
    }
}
