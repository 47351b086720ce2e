//! `extra = "..."`: what SeaORM puts behind a column's definition, word for word.
//!
//! What limbeck compares has to have a place in its model: checks, collations, generated columns, uniqueness and
//! MySQL's `ON UPDATE`. Anything else is refused, for it would be lost.

use syn::LitStr;

/// One clause.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Clause {
    /// `CHECK (...)`, with the name in front of it.
    Check(Option<String>, String),
    /// `COLLATE ...`.
    Collate(String),
    /// `GENERATED ALWAYS AS (...) STORED`, or `VIRTUAL`.
    Generated { expr: String, stored: bool },
    /// `UNIQUE`.
    Unique,
    /// `ON UPDATE ...`.
    OnUpdate(String),
    /// `COMMENT '...'`.
    Comment(String),
}

/// The clauses of the text, in order.
pub(super) fn read(text: &LitStr) -> syn::Result<Vec<Clause>> {
    let value = text.value();
    let mut rest = value.trim();
    let mut clauses = Vec::new();
    let mut name = None;
    while !rest.is_empty() {
        let Some((clause, after)) = clause(rest, &mut name) else { return Err(refused(text, rest)) };
        clauses.extend(clause);
        rest = after.trim_start();
    }
    if name.is_some() {
        return Err(refused(text, "CONSTRAINT"));
    }
    Ok(clauses)
}

fn refused(text: &LitStr, rest: &str) -> syn::Error {
    let message = format!(
        "limbeck cannot tell what `{rest}` means for the column\nhelp: `extra` may hold CHECK (...), COLLATE, GENERATED ALWAYS AS (...) STORED, UNIQUE, ON UPDATE and COMMENT; say anything else in a `.sql` model"
    );
    syn::Error::new(text.span(), message)
}

type Read<'a> = (Option<Clause>, &'a str);

fn clause<'a>(text: &'a str, name: &mut Option<String>) -> Option<Read<'a>> {
    if let Some(rest) = words(text, &["CONSTRAINT"]) {
        let (given, rest) = identifier(rest)?;
        *name = Some(given);
        return Some((None, rest));
    }
    if let Some(rest) = words(text, &["CHECK"]) {
        let (expr, rest) = parenthesized(rest)?;
        return Some((Some(Clause::Check(name.take(), expr)), rest));
    }
    if let Some(rest) = words(text, &["COLLATE"]) {
        let (collation, rest) = identifier(rest)?;
        return Some((Some(Clause::Collate(collation)), rest));
    }
    if let Some(rest) = words(text, &["UNIQUE"]) {
        return Some((Some(Clause::Unique), rest));
    }
    if let Some(rest) = words(text, &["COMMENT"]) {
        let (comment, rest) = quoted(rest)?;
        return Some((Some(Clause::Comment(comment)), rest));
    }
    if let Some(rest) = words(text, &["ON", "UPDATE"]) {
        // `CURRENT_TIMESTAMP`, with a precision in parentheses or without.
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (word, mut after) = rest.split_at(end);
        let mut expr = word.to_owned();
        if let Some((inside, behind)) = parenthesized(after) {
            expr = format!("{word}({inside})");
            after = behind;
        }
        return (!word.is_empty()).then_some((Some(Clause::OnUpdate(expr)), after));
    }
    let rest = words(text, &["GENERATED", "ALWAYS", "AS"]).or_else(|| words(text, &["AS"]))?;
    let (expr, rest) = parenthesized(rest)?;
    let (stored, rest) = match (words(rest, &["STORED"]), words(rest, &["VIRTUAL"])) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => (false, rest),
    };
    Some((Some(Clause::Generated { expr, stored }), rest))
}

/// What follows these words, whatever their case.
fn words<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let mut rest = text.trim_start();
    for word in words {
        let head = rest.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        let after = &rest[head.len()..];
        if after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        rest = after.trim_start();
    }
    Some(rest)
}

/// What stands in the parentheses that the text begins with, and what follows.
fn parenthesized(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quote = Some(letter),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((text[1..at].trim().to_owned(), &text[at + 1..]));
                }
            }
            (None, _) if depth == 0 => return None,
            (None, _) => {}
        }
    }
    None
}

/// A name, in quotes or without.
fn identifier(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    if matches!(first, '"' | '`') {
        let end = text[1..].find(first)? + 1;
        return Some((text[1..end].to_owned(), &text[end + 1..]));
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| (text[..end].to_owned(), &text[end..]))
}

/// A text in single quotes, in which two stand for one.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.trim_start().strip_prefix('\'')?;
    let mut value = String::new();
    loop {
        let end = rest.find('\'')?;
        value.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('\'') {
            Some(more) => {
                value.push('\'');
                rest = more;
            }
            None => return Some((value, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> Option<Vec<Clause>> {
        read(&LitStr::new(text, proc_macro2::Span::call_site())).ok()
    }

    #[test]
    fn each_clause_is_read() {
        assert_eq!(
            clauses("constraint ok CHECK (a IN ('x)', 'y')) COLLATE \"de_DE\" unique"),
            Some(vec![
                Clause::Check(Some("ok".to_owned()), "a IN ('x)', 'y')".to_owned()),
                Clause::Collate("de_DE".to_owned()),
                Clause::Unique
            ])
        );
        assert_eq!(
            clauses("GENERATED ALWAYS AS (lower(a)) STORED COMMENT 'it''s'"),
            Some(vec![
                Clause::Generated { expr: "lower(a)".to_owned(), stored: true },
                Clause::Comment("it's".to_owned())
            ])
        );
        assert_eq!(
            clauses("ON UPDATE CURRENT_TIMESTAMP(3)"),
            Some(vec![Clause::OnUpdate("CURRENT_TIMESTAMP(3)".to_owned())])
        );
        assert_eq!(clauses(""), Some(Vec::new()));
    }

    #[test]
    fn what_has_no_place_is_refused() {
        for text in [
            "REFERENCES other (id)",
            "CHECK (a",
            "CONSTRAINT x",
            "STORAGE EXTERNAL",
            "COLLATE",
            "CHECKED (a)",
        ] {
            assert_eq!(clauses(text), None, "{text}");
        }
    }
}
