//! Places in the history as people type them: `head`, `ae10+2`, `label@head`, `-1`.

use std::fmt;

/// A place in the history; what it means is for the graph to say, and, for relative ones, for the
/// place the database is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    text: String,
    pub(crate) branch: Option<String>,
    pub(crate) symbol: Option<String>,
    pub(crate) steps: Option<i64>,
}

impl Target {
    /// Takes a text apart; any text is a target, if only of something that does not exist.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let (branch, rest) = match text.split_once('@') {
            Some((branch, rest)) => (Some(branch.to_owned()), rest),
            None => (None, text),
        };
        let (symbol, steps) = match relative(rest) {
            Some((symbol, steps)) => (symbol, Some(steps)),
            None => (rest, None),
        };
        let symbol = Some(symbol.to_owned()).filter(|symbol| steps.is_none() || !symbol.is_empty());
        Self { text: text.to_owned(), branch, symbol, steps }
    }

    /// The place the steps are counted from.
    pub(crate) fn start(&self) -> Self {
        Self { steps: None, ..self.clone() }
    }

    /// The same place, wherever it is.
    pub(crate) fn on_any_branch(&self) -> Self {
        Self { branch: None, ..self.clone() }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// `sym+2` is `sym` and 2; the sign must be there, and no steps are none.
fn relative(text: &str) -> Option<(&str, i64)> {
    let sign = text.rfind(['+', '-'])?;
    let (symbol, steps) = text.split_at_checked(sign)?;
    let has_digits = steps.len() > 1 && steps.chars().skip(1).all(|c| c.is_ascii_digit());
    if !has_digits || !symbol.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    Some((symbol, steps.parse().ok().filter(|steps| *steps != 0)?))
}
