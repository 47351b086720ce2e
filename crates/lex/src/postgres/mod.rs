//! PostgreSQL's text, cut as the scanner of 18 cuts it with `standard_conforming_strings` on.

mod number;
mod operator;
mod quoted;
mod statement;
mod token;
mod value;

use crate::Language;

pub(crate) use value::{name, string};

pub(crate) const LANGUAGE: Language =
    Language { token: token::token, end: statement::end, open: quoted::open, folds_quoted: false };
