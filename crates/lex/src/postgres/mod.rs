//! PostgreSQL's text, cut as the scanner of 18 cuts it with `standard_conforming_strings` on.

mod number;
mod operator;
mod quoted;
mod statement;
mod token;
mod value;

use crate::{Cut, Language};

pub(crate) use value::{name, string};

pub(crate) const LANGUAGE: Language = Language {
    token: token::token,
    cut: Cut::Tokens(statement::end),
    open: quoted::open,
    string: value::string,
    folds_quoted: false,
    fold: str::to_ascii_lowercase,
};
