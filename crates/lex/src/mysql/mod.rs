//! MySQL's and MariaDB's text, cut as MySQL 9.7 and MariaDB 11.8 cut it in the `sql_mode` they come with:
//! `"x"` is a string, and a backslash in a string escapes.

mod block;
mod delimiter;
mod number;
mod quoted;
mod statement;
mod token;
mod value;

use crate::{Cut, Language};

pub(crate) const LANGUAGE: Language = Language {
    token: token::token,
    cut: Cut::Script(statement::statements),
    open: quoted::open,
    string: value::string,
    folds_quoted: true,
    fold: str::to_lowercase,
};
