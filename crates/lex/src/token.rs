//! Tokens, and the names and strings they stand for.

use std::collections::BTreeSet;

use limbeck_schema::Family;

use crate::{language, postgres};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A keyword or a bare name; which of the two only the grammar can say.
    Word,
    /// A name in quotes: `"x"`, `U&"x"`, on MySQL `` `x` ``. SQLite reads `"x"` as a string where no such name exists.
    QuotedName,
    /// A string: `'x'`, `E'x'`, `U&'x'`, `$$x$$`, on MySQL `"x"`. SQLite accepts one in single quotes as a
    /// name in places.
    String,
    /// A blob on SQLite, bits on PostgreSQL, either on MySQL: `x'00ff'`, `b'01'`, `0xff`.
    Blob,
    /// A number.
    Number,
    /// A parameter: `?1`, `:name`, `$1`; a variable of MySQL's, or the host of an account: `@a`, `@@b`, `@'%'`.
    Parameter,
    /// An operator or punctuation. On MySQL the `/*!50100` and the `*/` around what other versions read as a
    /// comment are two.
    Operator,
    /// Blanks.
    Space,
    /// A comment, without the line break that ends it.
    Comment,
    /// What the family does not allow: a stray character, a quote that is never closed, a command of psql.
    Unknown,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// The piece itself; never empty.
    pub text: &'a str,
    /// Bytes from the start of the text it was cut from.
    pub start: usize,
}

impl Token<'_> {
    /// Bytes from the start of the text to behind the token.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is a blank or a comment.
    pub fn is_blank(&self) -> bool {
        matches!(self.kind, TokenKind::Space | TokenKind::Comment)
    }

    /// Whether it is this keyword, quoted nowhere, in upper or lower case.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is this operator.
    pub fn is_operator(&self, operator: &str) -> bool {
        self.kind == TokenKind::Operator && self.text == operator
    }
}

/// Cuts any text into tokens; put together, they are the text.
pub fn tokens(family: Family, text: &str) -> Vec<Token<'_>> {
    let language = language(family);
    let mut tokens = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (kind, length) = (language.token)(rest);
        let (piece, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        tokens.push(Token { kind, text: piece, start: text.len() - rest.len() });
        rest = behind;
    }
    tokens
}

/// The tokens without blanks and comments.
pub fn significant(family: Family, text: &str) -> Vec<Token<'_>> {
    let mut tokens = tokens(family, text);
    tokens.retain(|token| !token.is_blank());
    tokens
}

/// The name a token stands for where the grammar wants one, in the case it is written in; `None` if it is
/// no word and no quoted name.
pub fn name_of(token: &Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Word => Some(token.text.to_owned()),
        TokenKind::QuotedName => unquote(token.text),
        _ => None,
    }
}

/// The name as the family looks it up: SQLite ignores the case of all names (of ASCII letters only),
/// PostgreSQL that of bare words (of ASCII letters only in UTF-8), MySQL and MariaDB that of all.
pub fn folded_name(family: Family, token: &Token<'_>) -> Option<String> {
    let name = name_of(token)?;
    let language = language(family);
    let folds = token.kind == TokenKind::Word || language.folds_quoted;
    Some(if folds { (language.fold)(&name) } else { name })
}

/// The value of a string: `'it''s'` is `it's`, and so is `E'it\'s'` or `$$it's$$` on PostgreSQL, `'it\'s'` or
/// `"it's"` on MySQL. `None` also where the string stands for none, by a wrong escape.
pub fn string_value(family: Family, token: &Token<'_>) -> Option<String> {
    if token.kind == TokenKind::String { (language(family).string)(token.text) } else { None }
}

/// Every name that could be meant in a text, as it is looked up: all words, keywords among them, and all
/// quoted names, those of a dollar-quoted body too. Names in single quotes are not among them.
pub fn mentions(family: Family, text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![text];
    while let Some(text) = open.pop() {
        for token in tokens(family, text) {
            found.extend(folded_name(family, &token));
            if token.kind == TokenKind::String && token.text.starts_with('$') {
                let body = token.text.split_once('$').and_then(|(_, rest)| rest.split_once('$'));
                open.extend(body.and_then(|(tag, rest)| rest.get(..rest.len().checked_sub(tag.len() + 2)?)));
            }
        }
    }
    found
}

/// Brackets are SQLite's alone, backticks MySQL's too, Unicode escapes PostgreSQL's.
fn unquote(text: &str) -> Option<String> {
    if let Some(inside) = text.strip_prefix('[') {
        return inside.strip_suffix(']').map(str::to_owned);
    }
    if let Some(inside) = text.strip_prefix('`') {
        return inside.strip_suffix('`').map(|inside| inside.replace("``", "`"));
    }
    postgres::name(text)
}

#[cfg(test)]
mod tests;
