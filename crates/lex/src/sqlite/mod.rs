//! SQLite's text, cut as SQLite 3.53 cuts it.

mod statement;
mod token;

use crate::{Cut, Language, postgres};

pub(crate) const LANGUAGE: Language = Language {
    token: token::token,
    cut: Cut::Tokens(statement::end),
    open: token::open,
    // PostgreSQL's plain strings are SQLite's.
    string: postgres::string,
    folds_quoted: true,
    fold: str::to_ascii_lowercase,
};
