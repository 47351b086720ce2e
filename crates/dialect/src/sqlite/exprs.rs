//! Expressions: equal when their trees are.

use std::{collections::BTreeSet, ops::ControlFlow};

use limbeck_lex::{Token as LexToken, TokenKind, significant};
use limbeck_schema::Family;
use sqlparser::{
    ast::{Expr, Ident, ObjectName, ObjectNamePart, Value, VisitMut, VisitorMut},
    parser::Parser,
    tokenizer::{Token, Tokenizer},
};

use super::{grammar::Grammar, names, statements};

/// How deep a tree may be: beyond it the tokens are compared instead.
const DEPTH: usize = 60;

/// What an expression can name.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// The key of the table's name.
    pub(super) table: Option<String>,
    /// The keys of its columns' names.
    pub(super) columns: BTreeSet<String>,
}

impl Scope {
    /// Nothing: a default names no column.
    pub(super) fn nothing() -> Self {
        Self::default()
    }
}

/// One text for all spellings of one tree; where no tree can be had, one for its tokens.
pub(super) fn key(text: &str, scope: &Scope) -> String {
    tree(text, scope).unwrap_or_else(|| format!("tokens {}", statements::tokens_key(text, &scope.columns)))
}

fn tree(text: &str, scope: &Scope) -> Option<String> {
    if is_beyond(text) {
        return None;
    }
    let tokens = Tokenizer::new(&Grammar, text).with_unescape(true).tokenize().ok()?;
    // Without the places of tokens, which would make equal trees differ.
    let mut parser = Parser::new(&Grammar).with_recursion_limit(DEPTH).with_tokens(tokens);
    let mut expr = parser.parse_expr().ok()?;
    if parser.peek_token_ref().token != Token::EOF {
        return None;
    }
    let _: ControlFlow<()> = VisitMut::visit(&mut expr, &mut Normal { scope });
    Some(format!("tree {expr:?}"))
}

/// Expressions whose trees sqlparser would build otherwise than SQLite: subqueries name things out of
/// scope, COLLATE binds looser than a sign, ESCAPE is part of LIKE.
fn is_beyond(text: &str) -> bool {
    let tokens = significant(Family::Sqlite, text);
    let word = |word: &str| tokens.iter().any(|token| token.is_word(word));
    let signs = tokens.iter().any(|token| matches!(token.text, "-" | "+" | "~"));
    // sqlparser reads 0x10 and x'10' as one thing.
    let hexadecimal = |token: &LexToken<'_>| {
        token.kind == TokenKind::Number && token.text.starts_with(['0']) && token.text.contains(['x', 'X'])
    };
    let unknown = tokens.iter().any(|token| matches!(token.kind, TokenKind::Parameter | TokenKind::Unknown));
    unknown
        || tokens.iter().any(hexadecimal)
        || word("select")
        || word("escape")
        || word("raise")
        || (word("collate") && signs)
}

/// Turns a tree into the one that stands for all its spellings.
struct Normal<'a> {
    scope: &'a Scope,
}

impl VisitorMut for Normal<'_> {
    type Break = ();

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        match expr {
            Expr::Nested(inner) => *expr = (**inner).clone(),
            Expr::Identifier(ident) => *expr = self.name(ident),
            Expr::CompoundIdentifier(path) => {
                if let [table, column] = &path[..]
                    && self.scope.table.as_ref().is_some_and(|name| *name == names::key(&table.value))
                {
                    *expr = Expr::Identifier(folded(column));
                } else {
                    *path = path.iter().map(folded).collect();
                }
            }
            Expr::Function(function) => fold_path(&mut function.name),
            Expr::Collate { collation, .. } => fold_path(collation),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

impl Normal<'_> {
    /// A name between double quotes that no column has is a string (SQLite's misfeature of old).
    fn name(&self, ident: &Ident) -> Expr {
        let key = names::key(&ident.value);
        if ident.quote_style == Some('"') && !self.scope.columns.contains(&key) {
            return Expr::Value(Value::SingleQuotedString(ident.value.clone()).with_empty_span());
        }
        Expr::Identifier(folded(ident))
    }
}

fn folded(ident: &Ident) -> Ident {
    Ident::new(names::key(&ident.value))
}

fn fold_path(path: &mut ObjectName) {
    for part in &mut path.0 {
        if let ObjectNamePart::Identifier(ident) = part {
            *ident = folded(ident);
        }
    }
}
