//! A statement of a section, with what has to be known of it to run it once.

use limbeck_lex::{StatementText, significant, statements};
use limbeck_schema::Family;
use sha2::{Digest, Sha256};

use super::effect::Effect;

/// A statement of a section.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: StatementText<'a>,
    pub(super) effect: Effect,
    /// Of this statement and all before it, without their comments and blanks.
    pub(super) hash: String,
}

/// The statements of a section. That its quotes are closed has been seen to.
pub(super) fn pieces<'a>(section: &'a str) -> Vec<Piece<'a>> {
    let mut hash = String::new();
    let found = statements(Family::Mysql, section).unwrap_or_default();
    let piece = |text: StatementText<'a>| {
        hash = digest(significant(Family::Mysql, text.text).iter().map(|token| token.text), &hash);
        Piece { text, effect: Effect::of(text.text), hash: hash.clone() }
    };
    found.into_iter().map(piece).collect()
}

/// SHA-256 over texts and where one ends and the next begins, in hexadecimal.
pub(super) fn digest<'a>(texts: impl IntoIterator<Item = &'a str>, before: &'a str) -> String {
    let mut hasher = Sha256::new();
    for text in std::iter::once(before).chain(texts) {
        hasher.update(text.len().to_le_bytes());
        hasher.update(text);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
