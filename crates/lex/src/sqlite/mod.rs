//! SQLite's lexical rules, as its own tokenizer has them (run on 3.40 and 3.53).

pub(crate) mod statement;
pub(crate) mod token;
