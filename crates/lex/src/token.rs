//! Tokens, the same for every dialect.

/// What a token is, as far as it can be seen without knowing the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A keyword or a bare name.
    Word,
    /// A name between quotes.
    QuotedName,
    /// `'text'`.
    String,
    /// `x'00ff'`.
    Blob,
    /// `1`, `0x10`, `1.5e3`.
    Number,
    /// `?1`, `:name`, `@name`, `$name`.
    Parameter,
    /// Anything of one or two characters that is none of the above.
    Operator,
    /// Blanks.
    Space,
    /// `-- ...` or `/* ... */`.
    Comment,
    /// A string or quoted name that never ends.
    Unknown,
}

/// A piece of text, and where it starts, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// The text.
    pub text: &'a str,
    /// Where it starts.
    pub start: usize,
}

impl Token<'_> {
    /// Where it ends.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is a blank or a comment.
    pub fn is_blank(&self) -> bool {
        matches!(self.kind, TokenKind::Space | TokenKind::Comment)
    }

    /// Whether it is that keyword, in any case.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// The name a token may be: a word as it stands, a quoted name without its quotes.
pub fn name_of(token: &Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Word => Some(token.text.to_owned()),
        TokenKind::QuotedName => unquoted(token.text),
        _ => None,
    }
}

/// The text a string stands for: `'it''s'` is `it's`.
pub fn string_value(token: &Token<'_>) -> Option<String> {
    if token.kind == TokenKind::String { unquoted(token.text) } else { None }
}

/// What stands between the quotes, with doubled closing quotes made single.
fn unquoted(text: &str) -> Option<String> {
    let mut inner = text.chars();
    let (open, close) = (inner.next()?, inner.next_back()?);
    let inner = inner.as_str();
    // `[...]` knows no escape (SQLite, as SQL Server has it).
    Some(if open == '[' {
        inner.to_owned()
    } else {
        inner.replace(&format!("{close}{close}"), &close.to_string())
    })
}
