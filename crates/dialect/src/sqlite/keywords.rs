//! Words that are no names unless quoted.

/// SQLite's keywords that its grammar does not also take as names (the fallback list of its parser,
/// 3.53, taken away from all its keywords).
const RESERVED: [&str; 63] = [
    "add",
    "all",
    "alter",
    "and",
    "as",
    "autoincrement",
    "between",
    "case",
    "check",
    "collate",
    "commit",
    "constraint",
    "create",
    "current_date",
    "current_time",
    "current_timestamp",
    "default",
    "deferrable",
    "delete",
    "distinct",
    "drop",
    "else",
    "escape",
    "except",
    "exists",
    "foreign",
    "from",
    "group",
    "having",
    "in",
    "index",
    "insert",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "limit",
    "not",
    "nothing",
    "notnull",
    "null",
    "on",
    "or",
    "order",
    "primary",
    "references",
    "returning",
    "select",
    "set",
    "table",
    "then",
    "to",
    "transaction",
    "union",
    "unique",
    "update",
    "using",
    "values",
    "when",
    "where",
    "end",
    "match",
];

/// Words that are names or values by themselves: between quotes they mean something else.
const VALUES: [&str; 2] = ["true", "false"];

pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.iter().any(|reserved| word.eq_ignore_ascii_case(reserved))
}

/// Whether the word means the same between quotes as without them.
pub(super) fn is_plain_name(word: &str) -> bool {
    let mut chars = word.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii());
    let goes_on = chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii());
    starts
        && goes_on
        && !is_reserved(word)
        && !VALUES.iter().any(|value| word.eq_ignore_ascii_case(value))
        && !is_fallback(word)
}

/// Words with a meaning in some place, where a name of the same letters has to be quoted.
const FALLBACK: [&str; 24] = [
    "before",
    "after",
    "instead",
    "each",
    "for",
    "row",
    "of",
    "begin",
    "if",
    "temp",
    "temporary",
    "like",
    "glob",
    "regexp",
    "desc",
    "asc",
    "cast",
    "with",
    "recursive",
    "by",
    "offset",
    "window",
    "over",
    "filter",
];

fn is_fallback(word: &str) -> bool {
    FALLBACK.iter().any(|other| word.eq_ignore_ascii_case(other))
}
