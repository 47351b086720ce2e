//! Names: kept as they are, but no longer than the server keeps them.

use limbeck_lex::{TokenKind, significant};
use limbeck_schema::{Family, Name, ObjectName};

/// The bytes of a name that count: `NAMEDATALEN` less the closing zero. The server cuts the rest off with
/// no more than a notice, so that a longer name in a model is the shorter one in the database.
pub(super) const LENGTH: usize = 63;

/// What a name is looked up by.
pub(super) fn key(name: &str) -> &str {
    &name[..name.floor_char_boundary(LENGTH)]
}

pub(super) fn fold(name: &mut Name) {
    if name.key() != key(name.as_str()) {
        let key = key(name.as_str()).to_owned();
        *name = name.clone().folded(key);
    }
}

pub(super) fn fold_object(name: &mut ObjectName) {
    fold(&mut name.name);
    name.namespace.iter_mut().for_each(fold);
}

/// The name as it is written in SQL: bare where that is the same.
pub(super) fn written(name: &str) -> String {
    let is_plain = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if is_plain { name.to_owned() } else { quoted(name) }
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The tokens of a text, each in one spelling: what is compared where nothing is understood. Bare words are
/// folded, and so are quoted names that could be bare, unless the bare word says something else.
pub(super) fn tokens_key(text: &str) -> String {
    let mut key = String::new();
    for token in significant(Family::Postgres, text) {
        if !key.is_empty() {
            key.push(' ');
        }
        match (token.kind, limbeck_lex::folded_name(Family::Postgres, &token)) {
            (TokenKind::Word, Some(word)) => key.push_str(&word),
            (TokenKind::QuotedName, Some(name)) if super::keywords::is_any(&name) => {
                key.push_str(&quoted(&name))
            }
            (TokenKind::QuotedName, Some(name)) => key.push_str(&written(&name)),
            _ => match limbeck_lex::string_value(Family::Postgres, &token) {
                Some(value) => key.push_str(&format!("'{}'", value.replace('\'', "''"))),
                None => key.push_str(token.text),
            },
        }
    }
    key
}
