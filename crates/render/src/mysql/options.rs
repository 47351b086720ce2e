//! What is said of a table as a whole.

use std::collections::BTreeMap;

use limbeck_schema::{Expr, Pair, TableOptions};

use super::quote::{literal, verbatim, word};

/// MariaDB's, which is added and dropped by words of its own.
const VERSIONED: &str = "WITH SYSTEM VERSIONING";

/// Behind the closing parenthesis of a table, in the order of `SHOW CREATE TABLE`.
pub(super) fn all(options: &TableOptions) -> String {
    let mut out: String =
        in_order(&options.parameters).map(|(name, value)| format!(" {}", set(name, value))).collect();
    if let Some(comment) = &options.comment {
        out.push_str(&format!(" COMMENT={}", literal(comment)));
    }
    if options.parameters.contains_key(VERSIONED) {
        out.push_str(&format!(" {VERSIONED}"));
    }
    if let Some(by) = &options.partitioned_by {
        out.push_str(&format!("\n{}", partition_by(by)));
    }
    out
}

/// `PARTITION BY ...`.
pub(super) fn partition_by(by: &Expr) -> String {
    format!("PARTITION BY {}", verbatim(&by.text))
}

/// The clauses that make the options of `after` out of those of `before`, less the partitions.
pub(super) fn altered(pair: &Pair<TableOptions>) -> Vec<String> {
    let Pair { before, after } = pair.as_ref().map(|options| &options.parameters);
    let is_new = |(name, value): &(&String, &String)| before.get(*name) != Some(*value);
    let mut clauses: Vec<String> =
        in_order(after).filter(is_new).map(|(name, value)| set_anew(name, value)).collect();
    let is_gone = |(name, _): &(&String, &String)| !after.contains_key(*name);
    clauses.extend(in_order(before).filter(is_gone).filter_map(|(name, _)| reset(name)));
    let comment = |options: &TableOptions| options.comment.clone().unwrap_or_default();
    if comment(&pair.before) != comment(&pair.after) {
        clauses.push(format!("COMMENT={}", literal(&comment(&pair.after))));
    }
    match (before.contains_key(VERSIONED), after.contains_key(VERSIONED)) {
        (false, true) => clauses.push("ADD SYSTEM VERSIONING".to_owned()),
        (true, false) => clauses.push("DROP SYSTEM VERSIONING".to_owned()),
        _ => {}
    }
    clauses
}

/// The engine first, which decides what the others mean.
fn in_order(parameters: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    let rank = |name: &str| match name {
        "ENGINE" => 0,
        "COLLATE" => 1,
        _ => 2,
    };
    let mut all: Vec<_> = parameters.iter().filter(|(name, _)| *name != VERSIONED).collect();
    all.sort_by_key(|(name, _)| rank(name));
    all.into_iter()
}

fn set(name: &str, value: &str) -> String {
    match (name, value) {
        (_, "") => name.to_owned(),
        ("STORAGE", value) => format!("{name} {value}"),
        (name, value) => format!("{}={value}", word(name)),
    }
}

/// The default collation is that of columns to come: those that are there keep theirs.
fn set_anew(name: &str, value: &str) -> String {
    match name {
        "COLLATE" => format!("DEFAULT {}", set(name, value)),
        _ => set(name, value),
    }
}

/// What takes an option back; none where the server has no words for it.
fn reset(name: &str) -> Option<String> {
    let value = match name {
        // There is always one, and where files are cannot be altered.
        "ENGINE" | "COLLATE" | "DATA DIRECTORY" | "INDEX DIRECTORY" | "STORAGE" => return None,
        "KEY_BLOCK_SIZE" | "AVG_ROW_LENGTH" | "MIN_ROWS" | "MAX_ROWS" | "CHECKSUM" | "DELAY_KEY_WRITE"
        | "AUTOEXTEND_SIZE" => "0",
        "COMPRESSION" | "CONNECTION" | "ENGINE_ATTRIBUTE" | "SECONDARY_ENGINE_ATTRIBUTE" => "''",
        "ENCRYPTION" => "'N'",
        "SECONDARY_ENGINE" => "NULL",
        "INSERT_METHOD" => "NO",
        "UNION" => "()",
        "TABLESPACE" => "`innodb_file_per_table`",
        // ROW_FORMAT, PACK_KEYS, STATS_..., and what the engines of MariaDB have of their own.
        _ => "DEFAULT",
    };
    Some(format!("{}={value}", word(name)))
}
