//! SQLite's text, cut as SQLite 3.53 cuts it.

mod statement;
mod token;

use crate::Language;

pub(crate) const LANGUAGE: Language =
    Language { token: token::token, end: statement::end, open: token::open, folds_quoted: true };
