//! A place in the tokens of a statement.

use limbeck_lex::{Token, TokenKind, name_of, string_value};
use limbeck_schema::{Family, Name};

/// What is still to be read. A copy is a place to come back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'t, 'a> {
    source: &'a str,
    rest: &'t [Token<'a>],
}

impl<'t, 'a> Cursor<'t, 'a> {
    /// At the start of `tokens`, which are those of `source` without blanks and comments.
    pub(crate) fn new(source: &'a str, tokens: &'t [Token<'a>]) -> Self {
        Self { source, rest: tokens }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn peek(&self) -> Option<&'t Token<'a>> {
        self.rest.first()
    }

    pub(crate) fn next(&mut self) -> Option<&'t Token<'a>> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Whether these keywords come next.
    pub(crate) fn at(&self, words: &[&str]) -> bool {
        self.rest.len() >= words.len() && self.rest.iter().zip(words).all(|(token, word)| token.is_word(word))
    }

    /// Steps over these keywords, if all of them come next.
    pub(crate) fn skip(&mut self, words: &[&str]) -> bool {
        let found = self.at(words);
        if found {
            self.rest = self.rest.get(words.len()..).unwrap_or_default();
        }
        found
    }

    /// Steps over that operator, if it comes next.
    pub(crate) fn skip_operator(&mut self, operator: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.is_operator(operator));
        if found {
            self.next();
        }
        found
    }

    /// Takes that keyword off the end, if it stands there.
    pub(crate) fn skip_last(&mut self, word: &str) -> bool {
        match self.rest.split_last() {
            Some((last, rest)) if last.is_word(word) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// The name that comes next. SQLite lets one stand in single quotes, too.
    pub(crate) fn name(&mut self) -> Option<Name> {
        let token = self.peek()?;
        let name = Name::new(name_of(token).or_else(|| string_value(Family::Sqlite, token))?).ok()?;
        self.next();
        Some(name)
    }

    /// The one name this is, if it is nothing else.
    pub(crate) fn only_name(mut self) -> Option<Name> {
        self.name().filter(|_| self.is_empty())
    }

    /// What stands between the parentheses that open next, and goes on behind them.
    pub(crate) fn parentheses(&mut self) -> Option<Self> {
        let mut depth = 0_usize;
        for (index, token) in self.rest.iter().enumerate() {
            if token.is_operator("(") {
                depth += 1;
            } else if token.is_operator(")") {
                depth = depth.checked_sub(1)?;
            }
            if depth == 0 {
                let inside = self.rest.get(1..index)?;
                self.rest = self.rest.get(index + 1..)?;
                return Some(Self { source: self.source, rest: inside });
            }
        }
        None
    }

    /// What the commas outside of parentheses separate; nothing is no item.
    pub(crate) fn items(self) -> Vec<Self> {
        let mut depth = 0_usize;
        let separates = |token: &Token<'_>| {
            if token.is_operator("(") {
                depth += 1;
            } else if token.is_operator(")") {
                depth = depth.saturating_sub(1);
            }
            depth == 0 && token.is_operator(",")
        };
        if self.is_empty() {
            return Vec::new();
        }
        self.rest.split(separates).map(|rest| Self { source: self.source, rest }).collect()
    }

    /// The text from the first to the last token that is left, comments in between included.
    pub(crate) fn text(&self) -> &'a str {
        match (self.rest.first(), self.rest.last()) {
            (Some(first), Some(last)) => self.source.get(first.start..last.end()).unwrap_or_default(),
            _ => "",
        }
    }

    /// What was read between here and `later`, a copy of this that went on.
    pub(crate) fn until(&self, later: &Self) -> Self {
        let length = self.rest.len().saturating_sub(later.rest.len());
        Self { source: self.source, rest: self.rest.get(..length).unwrap_or_default() }
    }

    /// The last two tokens, and all before them.
    pub(crate) fn split_last_two(&self) -> Option<(Self, [&'t Token<'a>; 2])> {
        let (last, rest) = self.rest.split_last()?;
        let (before_last, rest) = rest.split_last()?;
        Some((Self { source: self.source, rest }, [before_last, last]))
    }

    /// Whether an operator behind this would take all of it: one token, one pair of parentheses, or
    /// one call.
    pub(crate) fn is_primary(mut self) -> bool {
        if !self.peek().is_some_and(|token| token.is_operator("(")) {
            let first = self.next();
            if self.is_empty() {
                return first.is_some();
            }
            if !first.is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::QuotedName)) {
                return false;
            }
        }
        self.parentheses().is_some() && self.is_empty()
    }
}
