//! Clauses in any order: a few words, and what follows them.

use limbeck_lex::TokenKind;

use super::opens;
use crate::cursor::Cursor;

/// The clauses that are known, by the words that begin them.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Attributes {
    /// Those that nothing follows.
    pub(in super::super) flags: &'static [&'static str],
    /// Those that a value follows, with `=` in between or not.
    pub(in super::super) values: &'static [&'static str],
    /// Those whose `=` cannot be left out, so that it is kept with the value.
    pub(in super::super) equations: &'static [&'static str],
}

impl Attributes {
    /// The words and the value of the clause that comes next, if it is known. MariaDB prints what engines
    /// make of their own in backticks, with a string behind `=`.
    pub(in super::super) fn read(&self, cursor: &mut Cursor<'_, '_>) -> Option<(String, String)> {
        if let Some(words) = self.flags.iter().find(|words| skip(cursor, words)) {
            return Some(((*words).to_owned(), String::new()));
        }
        if let Some(words) = self.values.iter().find(|words| skip(cursor, words)) {
            cursor.skip_operator("=");
            return Some(((*words).to_owned(), value(cursor)?));
        }
        if let Some(words) = self.equations.iter().find(|words| skip(cursor, words)) {
            return Some(((*words).to_owned(), equation(cursor)?));
        }
        let name = cursor.peek().filter(|token| token.kind == TokenKind::QuotedName)?;
        cursor.next();
        Some((name.text.to_owned(), equation(cursor)?))
    }
}

fn skip(cursor: &mut Cursor<'_, '_>, words: &str) -> bool {
    cursor.skip(&words.split(' ').collect::<Vec<&str>>())
}

fn equation(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    cursor.skip_operator("=").then_some(())?;
    Some(format!("={}", value(cursor)?))
}

/// One token, or what stands in parentheses, with these.
pub(super) fn value(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    let before = *cursor;
    if opens(cursor) {
        cursor.parentheses()?;
    } else {
        cursor.next()?;
    }
    Some(before.until(cursor).text().to_owned())
}

/// Reads clause by clause to the end; the texts of those that `read` does not know.
pub(in super::super) fn each<'t, 'a>(
    mut cursor: Cursor<'t, 'a>,
    mut read: impl FnMut(&mut Cursor<'t, 'a>) -> bool,
) -> Vec<String> {
    let mut unknown = Vec::new();
    let mut since: Option<Cursor<'t, 'a>> = None;
    while !cursor.is_empty() {
        let before = cursor;
        if read(&mut cursor) {
            unknown.extend(since.take().map(|since| since.until(&before).text().to_owned()));
        } else {
            since.get_or_insert(before);
            cursor = before;
            if !opens(&cursor) || cursor.parentheses().is_none() {
                cursor.next();
            }
        }
    }
    unknown.extend(since.map(|since| since.text().to_owned()));
    unknown
}
