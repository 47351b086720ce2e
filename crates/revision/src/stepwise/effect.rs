//! What is left of a statement when the connection that runs it is gone.

use limbeck_lex::{Token, TokenKind, significant};
use limbeck_schema::Family;

/// What a statement leaves behind, and with that how it is run so that it takes effect once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Something of the session alone: it is run again in the next one.
    Session,
    /// Rows: in one transaction with what is written down of it.
    Rows,
    /// What comes to the same when it is run again.
    Repeatable,
    /// A thing that is made, changed or dropped, with a commit: the thing tells whether it has run.
    Definition,
    /// It commits, or may, and nothing tells whether it has run.
    Unknown,
}

/// What of `CREATE`, `ALTER` and `DROP` is looked up again by its name. What begins otherwise, such as
/// `USER`, is not.
const KINDS: [&str; 10] =
    ["TABLE", "VIEW", "INDEX", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "SEQUENCE", "DATABASE", "SCHEMA"];

/// Words behind `CREATE`, `ALTER` and `DROP` that make it something else, whatever comes later.
const OTHERS: [&str; 12] = [
    "USER",
    "ROLE",
    "SERVER",
    "TABLESPACE",
    "UNDO",
    "LOGFILE",
    "RESOURCE",
    "INSTANCE",
    "EXTERNAL",
    "LIBRARY",
    "PACKAGE",
    "PREPARE",
];

const ROWS: [&str; 16] = [
    "INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "VALUES", "TABLE", "DO", "LOAD", "SHOW",
    "DESCRIBE", "DESC", "EXPLAIN", "HELP", "ANALYZE",
];

const REPEATABLE: [&str; 7] = ["OPTIMIZE", "CHECK", "CHECKSUM", "REPAIR", "FLUSH", "TRUNCATE", "GRANT"];

impl Effect {
    /// That of a statement, by its first words.
    pub(crate) fn of(statement: &str) -> Self {
        Self::of_tokens(&words(statement))
    }

    fn of_tokens(tokens: &[Token<'_>]) -> Self {
        let Some((first, rest)) = tokens.split_first() else { return Self::Repeatable };
        let is = |word: &&str| first.is_word(word);
        let second = |word: &str| rest.first().is_some_and(|token| token.is_word(word));
        if first.is_word("SET") && second("STATEMENT") {
            // MariaDB: settings for the one statement behind `FOR`.
            let behind = rest.iter().position(|token| token.is_word("FOR")).map_or(rest.len(), |at| at + 1);
            return Self::of_tokens(rest.get(behind..).unwrap_or_default());
        }
        if ["SET", "USE", "PREPARE", "DEALLOCATE"].iter().any(is)
            || first.is_word("DROP") && second("PREPARE")
        {
            return Self::Session;
        }
        let is_maintenance = ["TABLE", "LOCAL", "NO_WRITE_TO_BINLOG"].into_iter().any(second);
        if REPEATABLE.iter().any(is) || first.is_word("ANALYZE") && is_maintenance {
            return Self::Repeatable;
        }
        if first.is_operator("(") || ROWS.iter().any(is) {
            return Self::Rows;
        }
        if ["CREATE", "ALTER", "DROP", "RENAME"].iter().any(is) {
            defining(first, rest)
        } else {
            Self::Unknown
        }
    }
}

/// The tokens that count, of what some versions read as a comment too.
pub(crate) fn words(statement: &str) -> Vec<Token<'_>> {
    let mut tokens = significant(Family::Mysql, statement);
    let opens = |text: &str| text.starts_with("/*!") || text.starts_with("/*M!");
    tokens.retain(|token| token.kind != TokenKind::Operator || token.text != "*/" && !opens(token.text));
    tokens
}

/// `CREATE`, `ALTER`, `DROP` or `RENAME`, and what follows.
fn defining(first: &Token<'_>, rest: &[Token<'_>]) -> Effect {
    let is = |at: usize, word: &str| rest.get(at).is_some_and(|token| token.is_word(word));
    let has = |word: &str| rest.iter().any(|token| token.is_word(word));
    if OTHERS.iter().any(|word| is(0, word)) || is(0, "SPATIAL") && is(1, "REFERENCE") {
        return Effect::Unknown;
    }
    let is_kind = |token: &Token<'_>| KINDS.iter().any(|kind| token.is_word(kind));
    let Some(kind) = rest.iter().position(is_kind) else { return Effect::Unknown };
    // Partitions that are exchanged are exchanged back by the same words; a function of a library is in no
    // catalog of the database's.
    if first.is_word("ALTER") && has("EXCHANGE") || has("SONAME") {
        return Effect::Unknown;
    }
    let is_replacing = is(0, "OR") && is(1, "REPLACE");
    // Gone with the connection.
    let is_temporary = rest.iter().take(kind).any(|token| token.is_word("TEMPORARY"));
    let is_tolerant = is(kind + 1, "IF") && (is(kind + 2, "EXISTS") || is(kind + 2, "NOT"));
    match is_replacing || is_temporary || is_tolerant && !first.is_word("ALTER") && !first.is_word("RENAME") {
        true => Effect::Repeatable,
        false => Effect::Definition,
    }
}
