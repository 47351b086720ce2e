//! Words that are no name unless they are quoted: reserved in MySQL 9.7 and in MariaDB 11.8. Those that only
//! one of the two reserves may be the name of a column in the other.

#[rustfmt::skip]
const RESERVED: [&str; 214] = [
    "accessible", "add", "all", "alter", "analyze", "and", "as", "asc", "asensitive", "before",
    "between", "bigint", "binary", "blob", "both", "by", "call", "cascade", "case", "change", "char",
    "character", "check", "collate", "column", "condition", "constraint", "continue", "convert",
    "create", "cross", "current_date", "current_time", "current_timestamp", "current_user", "cursor",
    "databases", "day_hour", "day_microsecond", "day_minute", "day_second", "dec", "decimal", "declare",
    "default", "delayed", "delete", "desc", "describe", "deterministic", "distinct", "distinctrow",
    "div", "double", "drop", "dual", "each", "else", "elseif", "enclosed", "escaped", "exists", "exit",
    "explain", "false", "fetch", "float", "float4", "float8", "for", "force", "foreign", "from",
    "fulltext", "grant", "group", "having", "high_priority", "hour_microsecond", "hour_minute",
    "hour_second", "if", "ignore", "in", "index", "infile", "inner", "inout", "insensitive", "insert",
    "int", "int1", "int2", "int3", "int4", "int8", "integer", "interval", "into", "is", "iterate",
    "join", "key", "keys", "kill", "leading", "leave", "left", "like", "limit", "linear", "lines",
    "load", "localtime", "localtimestamp", "lock", "long", "longblob", "longtext", "loop",
    "low_priority", "match", "mediumblob", "mediumint", "mediumtext", "middleint", "minute_microsecond",
    "minute_second", "mod", "modifies", "natural", "no_write_to_binlog", "not", "null", "numeric", "on",
    "optimize", "optionally", "or", "order", "out", "outer", "outfile", "precision", "primary",
    "procedure", "range", "read", "reads", "real", "references", "regexp", "release", "rename", "repeat",
    "replace", "require", "restrict", "return", "revoke", "right", "rlike", "schemas",
    "second_microsecond", "select", "sensitive", "separator", "set", "show", "smallint", "spatial",
    "specific", "sql", "sqlexception", "sqlstate", "sqlwarning", "ssl", "starting", "straight_join",
    "table", "terminated", "then", "tinyblob", "tinyint", "tinytext", "to", "trailing", "trigger",
    "true", "undo", "union", "unique", "unlock", "unsigned", "update", "usage", "use", "using",
    "utc_date", "utc_time", "utc_timestamp", "values", "varbinary", "varchar", "varcharacter", "varying",
    "when", "where", "while", "with", "write", "xor", "year_month", "zerofill",
];

/// Whether the word, in lower case, can be no bare name.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}
